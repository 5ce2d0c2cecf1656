"""Entries of a course as anybody reads them: codes in the reader's language, own words exactly as they came."""

from flows import course_entries as told
from flows.agreed import OwnWords
from flows.content.course_lines import (
    AREAS,
    CARRIED,
    ENDED,
    HINDERED,
    SESSION_STATES,
    SOON,
    STAGES,
    TEMPLATES,
    TRIED,
    WORD,
)
from flows.course import Ended
from flows.entries import Entry, Said
from locales.line import Clock, Count, Day, Line, Moment, Name, pgettext


def course_lines(entry: Entry) -> list[Line]:
    """Show one entry of a course; nothing for a kind that this version does not know."""
    return _of_course(entry) or _of_meeting(entry) or _of_task(entry) or _of_care(entry)


def _of_course(entry: Entry) -> list[Line]:
    match entry:
        case told.CourseOpened(template=template):
            return [pgettext("log", "course opened:"), TEMPLATES.get(template, TEMPLATES["own"])]
        case told.AreaChosen(area=area, second=second, stage=stage):
            parts = [AREAS[one] for one in (area, second) if one is not None] + ([STAGES[stage]] if stage else [])
            return [pgettext("log", "what is worked on:"), *(parts or [pgettext("staff area", "not chosen yet")])]
        case told.GoalSet(words=words):
            return [pgettext("log", "goal:"), *_own(words)]
        case told.FormulationSet(words=words):
            return [pgettext("log", "why this was chosen:"), *_own(words)]
        case told.WordChosen(words=words, medical=medical):
            return [pgettext("log", "the word for it:"), *(_own(words) if words is not None else [WORD[medical]])]
        case told.AreaDoubted():
            return [pgettext("log", "not sure whether this is right; to talk about")]
        case told.CourseEnded(how=how):
            return [pgettext("log", "course ended:"), *([ENDED[_how(how)]] if how in ENDED else [])]
        case _:
            return []


def _how(how: str) -> Ended:
    return next(known for known in ENDED if known == how)


def _of_meeting(entry: Entry) -> list[Line]:
    match entry:
        case told.SessionPlanned(meets_at=at):
            return [pgettext("log", "meeting planned: {moment}", moment=Moment(at))]
        case told.SessionMoved(meets_at=at):
            return [pgettext("log", "meeting moved to: {moment}", moment=Moment(at))]
        case told.SessionLogged(meets_at=at, state=state, by=by):
            found = [pgettext("log", "meeting {moment}:", moment=Moment(at)), SESSION_STATES[state]]
            # Translators: the client, not the therapist, said what became of a meeting
            return [*found, pgettext("log", "(says the client)")] if by == "client" else found
        case _:
            return []


def _of_task(entry: Entry) -> list[Line]:
    match entry:
        case told.TaskProposed(words=words, room=room):
            # Translators: a task was agreed face to face
            head = pgettext("log", "task agreed in the room") if room else pgettext("log", "task given")
            return [head, *(_own(words) if words else [])]
        case told.TaskTold(words=words):
            return [pgettext("log", "task, told by the client:"), *_said(words)]
        case told.TaskAnswered(reply=reply, words=words):
            return [REPLIES[reply], *_said(words)]
        case told.TaskPlanned(plan=plan):
            found = [pgettext("log", "task planned: {day}, {time}", day=Day(plan.on), time=Clock(plan.time))]
            return [*found, *_said(plan.where), *_said(plan.first_step), *_said(plan.obstacle), *_said(plan.plan_b)]
        case told.TaskMoment(fits=fits, mood=mood):
            return [FITS[fits], *_mood(pgettext("log", "mood before: {mood} of 10", mood=Count(mood or 0)), mood)]
        case _:
            return _of_task_later(entry)


def _of_task_later(entry: Entry) -> list[Line]:
    match entry:
        case told.DayNoted(on=on, number=number, did=did, words=words):
            return [
                _day(on_line=pgettext("log", "noted for {day}:", day=Day(on)), number=number, did=did),
                *_said(words),
            ]
        case told.TaskReviewed():
            return _review(entry)
        case told.TaskCarried(carried=carried):
            return [pgettext("log", "the task, when you meet:"), CARRIED[carried]]
        case told.TaskPaused():
            return [pgettext("log", "the task rests: it was not safe")]
        case told.TaskReopened():
            return [pgettext("log", "the task was opened again")]
        case _:
            return []


REPLIES: dict[told.Reply, Line] = {
    told.Reply.YES: pgettext("log", "task: yes"),
    told.Reply.CHANGE: pgettext("log", "task: in own words"),
    told.Reply.SMALLER: pgettext("log", "task: the smaller version"),
    told.Reply.NOT_NOW: pgettext("log", "task: not now"),
}
FITS: dict[told.Fits, Line] = {
    told.Fits.YES: pgettext("log", "the plan fits today"),
    told.Fits.MOVE: pgettext("log", "the plan: another day"),
    told.Fits.NOT_TODAY: pgettext("log", "the plan: not today"),
}


def _review(entry: told.TaskReviewed) -> list[Line]:
    """Show how a task went, in the client's own account."""
    found = [pgettext("log", "the task:"), TRIED[entry.tried], *_said(entry.words)]
    if entry.helped is not None:
        # Translators: what the client did that helped; the client's words follow
        found += [pgettext("log", "what helped:"), *_said(entry.helped)]
    if entry.hindered is not None:
        found += [pgettext("log", "in the way:"), HINDERED[entry.hindered]]
    after = pgettext("log", "mood after: {mood} of 10", mood=Count(entry.mood_after or 0))
    return [*found, *_mood(after, entry.mood_after)]


def _mood(line: Line, mood: int | None) -> list[Line]:
    return [line] if mood is not None else []


def _day(*, on_line: Line, number: int | None, did: bool | None) -> Line:
    """Show one day of a task of several days."""
    if number is not None:
        # Translators: {head} is such as "noted for Monday:", {number} a number from 0 to 10
        return pgettext("log", "{head} {number} of 10", head=on_line, number=Count(number))
    # Translators: a small thing was done, or not, on one day
    word = pgettext("log", "yes") if did else pgettext("log", "not on this day")
    return pgettext("log", "{head} {word}", head=on_line, word=word)


def _of_care(entry: Entry) -> list[Line]:
    match entry:
        case told.ContactPlanned(by=by):
            return [pgettext("log", "to get in touch by {day}", day=Day(by))]
        case told.ContactMade():
            return [pgettext("log", "somebody got in touch")]
        case told.Referred(to=to, soon=soon, passes=passes):
            # Translators: a counsellor turned to somebody else for the client: to whom and how soon follow
            found = [pgettext("log", "referred to:"), *_own(to), SOON[soon]]
            # Translators: what the client agreed may be passed on follows
            return [*found, pgettext("log", "passed on:"), *_own(passes)] if passes is not None else found
        case told.SilenceNoted(weeks=weeks):
            # Translators: nobody answered for {weeks} weeks (a number); what that means is unknown
            return [pgettext("log", "weeks without an answer: {weeks}; why is unknown", weeks=Count(weeks))]
        case _:
            return []


def _own(words: OwnWords) -> list[Line]:
    return _said(words.said)


def _said(words: Said | None) -> list[Line]:
    """Show own words in the quotation marks of the reader's language, or name the voice note."""
    if words is None:
        return []
    if words.text is None:
        return [pgettext("log", "voice note, seconds: {seconds}", seconds=Count(words.seconds))]
    return [pgettext("log", "“{words}”", words=Name(words.text))]
