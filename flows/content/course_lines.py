"""How staff read a course: templates, areas, stages, states, in words and numbers that conclude nothing."""

from flows.content.notices import course_over
from flows.content.task_lines import shown_words
from flows.content.words import listed, rows
from flows.course import Area, Carried, Ended, Mechanism, Phase, Safety, SessionState, Soon, Stage, TaskState, Tried
from flows.course_entries import Hindered
from flows.course_readings import ClientCard, ContactShown, Over, SessionShown, TaskShown
from locales.line import Count, Day, Line, Moment, _, ngettext, pgettext, verbatim

# Translators: names of ways to hold a course; IPC is Interpersonal Counselling, IPT Interpersonal Psychotherapy
TEMPLATES: dict[str, Line] = {
    "ipc3": pgettext("template", "IPC, 3 meetings"),
    "ipc4": pgettext("template", "IPC, 4 meetings"),
    "ipc6": pgettext("template", "IPC, 6 meetings"),
    "ipc8": pgettext("template", "IPC, 8 meetings"),
    "ipt12": pgettext("template", "IPT, 12 meetings"),
    "ipt16": pgettext("template", "IPT, 16 meetings"),
    "group8": pgettext("template", "Group, 8 meetings"),
    "maintenance": pgettext("template", "Maintenance"),
    "own": pgettext("template", "Own number"),
}
AREAS: dict[Area, Line] = {
    Area.GRIEF: pgettext("staff area", "Grief"),
    Area.DISPUTE: pgettext("staff area", "Dispute"),
    Area.CHANGE: pgettext("staff area", "Life change"),
    Area.LONELINESS: pgettext("staff area", "Loneliness, contact"),
}
STAGES: dict[Stage, Line] = {
    # Translators: stage of a dispute: both still argue and try
    Stage.RENEGOTIATION: pgettext("stage", "Renegotiation"),
    # Translators: stage of a dispute: both have stopped talking
    Stage.IMPASSE: pgettext("stage", "Impasse"),
    # Translators: stage of a dispute: one or both want to end it
    Stage.DISSOLUTION: pgettext("stage", "Dissolution"),
}
AIMS: dict[Mechanism, Line] = {
    # Translators: what a task is for: more help and company from people
    Mechanism.SUPPORT: pgettext("aim", "Social support"),
    # Translators: what a task is for: less strain between people
    Mechanism.STRESS: pgettext("aim", "Strain with people"),
    # Translators: what a task is for: feeling and naming what one feels
    Mechanism.FEELINGS: pgettext("aim", "Feelings"),
    # Translators: what a task is for: how to say, ask and answer
    Mechanism.SKILLS: pgettext("aim", "How to say it"),
}
PHASES: dict[Phase, Line] = {
    Phase.OPENING: pgettext("phase", "opening"),
    Phase.MIDDLE: pgettext("phase", "middle"),
    Phase.ENDING: pgettext("phase", "ending"),
    Phase.MAINTENANCE: pgettext("phase", "maintenance"),
}
SESSION_STATES: dict[SessionState, Line] = {
    SessionState.PLANNED: pgettext("meeting", "planned"),
    SessionState.HELD: pgettext("meeting", "held"),
    SessionState.MISSED: pgettext("meeting", "did not take place"),
    SessionState.DROPPED: pgettext("meeting", "left out"),
}
TASK_STATES: dict[TaskState, Line] = {
    # Translators: a task was given, and the client has not answered yet
    TaskState.PROPOSED: pgettext("task", "given, no answer yet"),
    TaskState.AGREED: pgettext("task", "agreed"),
    # Translators: a task rests until staff open it again: it was not safe, or somebody else is to help first
    TaskState.PAUSED: pgettext("task", "rests until you open it"),
    TaskState.CLOSED: pgettext("task", "closed"),
}
TRIED: dict[Tried, Line] = {
    Tried.DONE: pgettext("tried", "done"),
    Tried.PART: pgettext("tried", "part of it"),
    Tried.NOT_YET: pgettext("tried", "not yet"),
    Tried.DECIDED_NOT: pgettext("tried", "decided not to"),
    Tried.NOT_SAFE: pgettext("tried", "not safe"),
}
CARRIED: dict[Carried, Line] = {
    Carried.KEEP: pgettext("carried", "keep it"),
    Carried.SHRINK: pgettext("carried", "make it smaller"),
    Carried.CHANGE: pgettext("carried", "change it"),
    Carried.DROP: pgettext("carried", "let it go"),
}
HINDERED: dict[Hindered, Line] = {
    Hindered.FORGOT: pgettext("hindered", "it slipped the mind"),
    Hindered.NO_TIME: pgettext("hindered", "no time"),
    Hindered.TOO_HARD: pgettext("hindered", "too hard"),
    Hindered.FELT_LOW: pgettext("hindered", "felt low"),
    Hindered.NO_SENSE: pgettext("hindered", "it made no sense"),
    Hindered.NOT_THERE: pgettext("hindered", "the others were not there"),
    Hindered.OTHER: pgettext("hindered", "something else"),
}
WORD: dict[bool, Line] = {  # by whether a text may speak of an illness
    # Translators: what client and therapist call it: they need no word for it
    False: pgettext("word for it", "no word is needed"),
    # Translators: what client and therapist call it: an illness that can be treated
    True: pgettext("word for it", "an illness that can be treated"),
}
SOON: dict[Soon, Line] = {
    "today": _("How soon: today."),
    "days": _("How soon: within some days."),
    "place": _("How soon: when there is a place."),
}
SAFETY: dict[Safety, Line] = {
    Safety.NO_CONCERN: pgettext("safety", "no concern"),
    Safety.PHONE_NOT_PRIVATE: pgettext("safety", "phone is not private"),
    Safety.CONCERN: pgettext("safety", "concern: contact tasks closed"),
    Safety.NOT_ASKED: pgettext("safety", "not asked"),
}
ENDED: dict[Ended, Line] = {
    "finished": pgettext("ended", "Finished as planned"),
    "early": pgettext("ended", "Finished early"),
    "moved": pgettext("ended", "Moved away"),
    "not_reached": pgettext("ended", "Cannot be reached"),
    "referred": pgettext("ended", "Referred"),
    "worker_left": pgettext("ended", "The helper left"),
    "died": pgettext("ended", "The client has died"),
}


def facts_of(card: ClientCard) -> Line:
    """Give one screen of facts about a client."""
    head = _("<b>{name}</b>", name=verbatim(card.name))
    return rows(head, *course_facts(card), *task_facts(card), *care_facts(card))


def aim_lines(card: ClientCard) -> list[Line]:
    """Count the tasks of the last four weeks by what they were for: counts, and nothing concluded from them."""
    if not card.aims:
        return []
    found = [
        # Translators: {aim} is what tasks were for; {tried} of {given} tasks were tried
        _("{aim}: {tried} of {given}", aim=AIMS[one.aim], tried=Count(one.tried), given=Count(one.given))
        for one in card.aims
    ]
    # Translators: heads counts of tasks by what they were for, such as "Social support: 2 of 3"
    return [_("Tried in the last four weeks, tasks of the library:"), *found]


def course_facts(card: ClientCard) -> list[Line]:
    """Say where the course stands; without one, what comes first."""
    if card.ended is not None:
        return over_facts(card.ended)
    if not card.open:
        return [_("No course is open yet. The check-in comes weekly all the same.")]
    template = TEMPLATES.get(card.template, TEMPLATES["own"])
    # Translators: {template} is a way to hold a course, {held} and {sessions} are numbers, {phase} a part of the course
    line = _("{template}: {held} of {sessions} held, {phase}.")
    found = [
        line.fill(template=template, held=Count(card.held), sessions=Count(card.sessions), phase=PHASES[card.phase])
    ]
    found.append(_("Area: {area}.", area=area_of(card)))
    found += [_("The word for it: {word}.", word=word_of(card))] if card.facts.word or card.facts.medical else []
    if card.next_session is not None:
        found.append(_("Next meeting: {moment}.", moment=Moment(card.next_session.meets_at)))
    else:
        found.append(_("No meeting is planned."))
    # Translators: for staff: nobody has said yet whether the meeting of {moment} took place
    found += [_("Not recorded yet: {moment}.", moment=Moment(one.meets_at)) for one in card.unlogged]
    return found


def over_facts(over: Over) -> list[Line]:
    """Say when and how a course ended, from when on nobody reads, and what was written to the client."""
    # Translators: {day} is when a course ended, {how} one of the reasons, such as "Finished as planned"
    found = [_("The course has ended. {how}: {day}.", how=ENDED[over.how], day=Day(over.on))]
    if over.how == "died":
        return found
    # Translators: {day} is the day from which on nobody reads what the client writes
    found.append(_("From this day on no one reads: {day}.", day=Day(over.reads_until)))
    told = course_over(over.how, over.reads_until, care=over.care)
    # Translators: heads the words that the client got at the end of the course
    return [*found, rows(_("Written to the client at the end:"), told)]


def word_of(card: ClientCard) -> Line:
    """Name what both call it."""
    words = card.facts.word
    return verbatim(words.said.text) if words is not None and words.said.text else WORD[card.facts.medical]


def area_of(card: ClientCard) -> Line:
    """Name the area with the stage of a dispute; none is a full state."""
    facts = card.facts
    if facts.area is None:
        return pgettext("staff area", "not chosen yet")
    parts = [AREAS[facts.area], *([STAGES[facts.stage]] if facts.stage else [])]
    parts += [AREAS[facts.second]] if facts.second else []
    if not facts.agreed:
        # Translators: stands after a problem area about which therapist and client have not spoken yet
        parts.append(pgettext("staff area", "not spoken of yet"))
    return listed(parts)


def task_facts(card: ClientCard) -> list[Line]:
    """Say where the tasks stand."""
    if not card.tasks:
        return [_("No task at the moment.")]
    return [_("Task: {words} ({state})", words=shown_words(task.words), state=state_of(task)) for task in card.tasks]


def state_of(task: TaskShown) -> Line:
    """Say where one task stands, in the client's own account where there is one."""
    parts = [TASK_STATES[task.state]]
    if task.by_client:
        # Translators: the client has told this task; the therapist has not confirmed it yet
        parts.append(pgettext("task", "as the client tells it"))
    if task.plan is not None:
        # Translators: {day} is the day on which the client wants to try a task
        parts.append(pgettext("task", "planned for {day}", day=Day(task.plan.on)))
    if task.days and task.noted:
        # Translators: a task of several days: on so many of them something was noted
        parts.append(pgettext("task", "days noted: {n}", n=Count(task.noted)))
    parts += [TRIED[task.tried]] if task.tried is not None else []
    parts += [CARRIED[task.carried]] if task.carried is not None else []
    return listed(parts)


def care_facts(card: ClientCard) -> list[Line]:
    """Say what else matters before one writes or meets."""
    found = [ngettext("{n} new note.", "{n} new notes.", card.new)] if card.new else []
    if not card.shares:
        found.append(_("The client keeps the notes private."))
    found += [contact_line(one) for one in card.contacts]
    if Area.DISPUTE in card.facts.areas:
        found.append(_("Safety: {answer}.", answer=SAFETY[card.safety]))
    if card.quiet:
        found.append(_("Everything is quiet: nothing is sent to this client."))
    return found


def contact_line(contact: ContactShown) -> Line:
    """Say by when somebody is to get in touch, or to ask what came of a referral."""
    if contact.reason == "referred":
        # Translators: the client was referred to somebody else; {day} is when to ask what came of it
        return _("Referred. Ask whether they have answered, by {day}.", day=Day(contact.by))
    late = _("Overdue: get in touch, by {day}.", day=Day(contact.by))
    return late if contact.overdue else _("Get in touch by {day}.", day=Day(contact.by))


def meeting_line(session: SessionShown) -> Line:
    """Name one meeting: who, when, which."""
    # Translators: {name} is the client, {moment} a day with a time, {number} and {of} are numbers
    line = _("{name}: {moment}, meeting {number} of {of}.")
    return line.fill(
        name=verbatim(session.name), moment=Moment(session.meets_at), number=Count(session.number), of=Count(session.of)
    )
