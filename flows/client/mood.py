"""The mood question and the entry that keeps its answer; shared by joining, the check-in and the trial for staff."""

from flows.chat import Chat
from flows.entries import Link, MoodReported, said
from flows.questions import Choice, Option, Scale, Skipped, Words, Written
from locales.line import Line, _, pgettext

# Translators: the low end of the mood scale, beside the number 0
WORST = pgettext("scale", "worst it has been")
# Translators: the high end of the mood scale, beside the number 10
BEST = pgettext("scale", "best it has been")

TODAY = Scale(_("One question and we are done. How is today?"), low_words=WORST, high_words=BEST)
WEEK = Scale(_("How was your mood this week?"), low_words=WORST, high_words=BEST)
LOWEST = Scale(_("And the lowest it was this week?"), low_words=WORST, high_words=BEST)
LINK = Choice(
    _("Did anything with people go along with how you felt? It can be a good thing or a hard thing."),
    [
        # Translators: what with people went along with the mood
        Option(Link.GOOD, pgettext("button", "Something good")),
        # Translators: what with people went along with the mood
        Option(Link.HARD, pgettext("button", "Something hard")),
        # Translators: what with people went along with the mood: good and hard things
        Option(Link.BOTH, pgettext("button", "Both")),
        # Translators: what with people went along with the mood
        Option(Link.NOTHING, pgettext("button", "Nothing I noticed")),
    ],
)
LINK_WORDS = Words(_("What was it? A few words or a voice note are enough.")).or_skip()


async def ask_mood(chat: Chat, *, lowest: bool) -> tuple[int | Skipped, int | Skipped]:
    """Ask how the week was, and how low it went where staff chose so and the first was given."""
    mood = await chat.ask("mood", WEEK.or_skip(), fills="mood_reported.mood")
    if not lowest or isinstance(mood, Skipped):
        return mood, Skipped.SKIPPED
    return mood, await chat.ask("worst", LOWEST.or_skip(), fills="mood_reported.worst")


async def ask_link(chat: Chat, account: Line | None = None) -> tuple[Link | Skipped, Written | Skipped]:
    """Ask what with people went along with the mood, and for a few words if there was something; `account` asks for them."""
    link = await chat.ask("link", LINK.or_skip(), fills="mood_reported.link")
    if isinstance(link, Skipped) or link is Link.NOTHING:
        return link, Skipped.SKIPPED
    asked = LINK_WORDS if account is None else Words(account).or_skip()
    return link, await chat.ask("link_words", asked, fills="mood_reported.words")


def keep_mood(
    chat: Chat,
    *,
    mood: int | Skipped,
    worst: int | Skipped = Skipped.SKIPPED,
    link: Link | Skipped = Skipped.SKIPPED,
    words: Written | Skipped = Skipped.SKIPPED,
    first: bool = False,
    after: tuple[str, ...] = (),
    private: bool = False,
) -> None:
    """Keep what was given; nothing at all when everything was skipped."""
    if isinstance(mood, Skipped) and isinstance(link, Skipped) and isinstance(words, Skipped):
        return
    entry = MoodReported(
        mood=None if isinstance(mood, Skipped) else mood,
        worst=None if isinstance(worst, Skipped) else worst,
        link=None if isinstance(link, Skipped) else link,
        words=said(words),
        first=first,
        after=after,
    )
    chat.keep(entry, private=private)
