"""The session card: five lines for a lay counsellor before a meeting, and the four areas in plain words."""

from datetime import timedelta

from flows.chat import Chat
from flows.content.course_lines import AREAS
from flows.content.plan_lines import heading
from flows.content.session_cards import AREAS_IN_PLAIN_WORDS
from flows.content.words import bullets, paragraphs, rows
from flows.guiding import SessionGuide
from flows.questions import Choice, Option
from flows.registry import flow
from flows.staff.client_card import BRIEF, DONE, TASK
from flows.wishes import Begin
from locales.line import Count, Line, _, pgettext, verbatim

CLOSE, PLAIN = "close", "areas"


@flow("session_card", face="staff", window=timedelta(minutes=30), menu=True, of_client=True)
async def session_card(chat: Chat) -> None:
    """Show what the next meeting is for, what to ask and how to close; nothing of it ever reaches the client."""
    guide = await chat.read("guide", SessionGuide, client=str(chat.args["client"]))
    if guide.aim is None or guide.close is None:
        chat.say("none", _("There is no card for this course."))
        return
    options = [
        Option("brief", BRIEF),
        Option("assign_task", TASK),
        # Translators: shows the four problem areas in plain words with examples
        Option(PLAIN, pgettext("button", "The four areas")),
        Option(CLOSE, DONE),
    ]
    chosen = await chat.ask("card", Choice(card_lines(guide), options, columns=2))
    if chosen == PLAIN:
        chat.say("areas", areas_in_plain_words())
    elif chosen != CLOSE:
        chat.wish(Begin(flow=chosen, client=guide.client))


def card_lines(guide: SessionGuide) -> Line:
    """Give the card on one screen."""
    head = _("<b>{name}</b>", name=verbatim(guide.name))
    # Translators: {number} and {of} are numbers of meetings
    which = _("Meeting {number} of {of}.", number=Count(guide.number), of=Count(guide.of))
    aim = rows(_("<b>What it is for</b>"), *([guide.aim.as_line()] if guide.aim else []))
    asks = rows(_("<b>To ask</b>"), *bullets([one.as_line() for one in guide.ask]))
    brought = rows(_("<b>What the client brought</b>"), _("It stands in the brief."))
    ideas = [one.as_line() for one in guide.ideas]
    # Translators: heads some ideas of the library for a task
    tasks = rows(_("<b>Ideas for a task</b>"), *bullets(ideas)) if ideas else None
    close = rows(_("<b>To close</b>"), *([guide.close.as_line()] if guide.close else []))
    draft = _("A draft: no clinician has signed it yet. Your training and your supervisor come first.")
    return paragraphs(rows(head, which), aim, asks, brought, tasks, close, draft if guide.draft else None)


def areas_in_plain_words() -> Line:
    """Give each area in plain words with two examples, to choose with the client."""
    found = [
        rows(heading(AREAS[area]), plain, *bullets(list(examples)))
        for area, (plain, *examples) in AREAS_IN_PLAIN_WORDS.items()
    ]
    return paragraphs(_("To choose with the client, never for them. These are examples; no one here is real."), *found)
