"""Entries of an ending as anybody reads them."""

from flows import ending_entries as told
from flows.content.plan_lines import BAND_TITLES
from flows.content.tool_lines import said_line
from flows.entries import Entry
from locales.line import Count, Day, Line, Name, pgettext

DIFFERENT: dict[told.Different, Line] = {
    told.Different.EASIER: pgettext("log", "looking back: easier"),
    told.Different.SAME: pgettext("log", "looking back: the same"),
    told.Different.HARDER: pgettext("log", "looking back: harder"),
    told.Different.MIXED: pgettext("log", "looking back: mixed"),
}


def ending_lines(entry: Entry) -> list[Line]:
    """Show one entry of an ending; nothing for another kind of entry."""
    match entry:
        case told.EndingSpoken(last_on=on):
            head = pgettext("log", "the ending was spoken of")
            # Translators: the day of the last planned meeting
            return [head, pgettext("log", "last meeting: {day}", day=Day(on))] if on is not None else [head]
        case told.ThenAndNow(name=name, then=then, now=now):
            # Translators: {name} is the client's own name for a person; first words, then words of today follow
            head = pgettext("log", "then and now, {name}:", name=Name(name))
            return [head, *([said_line(then)] if then is not None else []), said_line(now)]
        case told.DifferenceTold(different=different, words=words):
            return [DIFFERENT[different], *([said_line(words)] if words is not None else [])]
        case told.PlanAgreed():
            return [pgettext("log", "the plan was looked at together")]
        case told.CareWritten(words=words):
            return [pgettext("log", "care afterwards:"), said_line(words.said)]
        case told.GoodbyeLeft(words=words, by=by):
            who = (
                pgettext("log", "goodbye of the therapist:")
                if by == "staff"
                else pgettext("log", "goodbye of the client:")
            )
            return [who, said_line(words.said)]
        case _:
            return _afterwards(entry)


def _afterwards(entry: Entry) -> list[Line]:
    match entry:
        case told.BandChosen(band=band):
            # Translators: in a monthly look the client chose a step: fine, slipping, need help
            return [pgettext("log", "monthly look: {band}", band=BAND_TITLES[band])]
        case told.BoosterAsked():
            return [pgettext("log", "asked to meet again")]
        case told.GoalRated(number=number):
            # Translators: how close the goal is, from 0 to 10
            return [pgettext("log", "the goal: {number} of 10", number=Count(number))]
        case _:
            return []
