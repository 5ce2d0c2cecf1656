"""What is said beside the conversations: the safety and consent texts with their versions, what crosses to others, all other words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from bot.preview.otherwise import OTHERWISE, STUDY
from bot.preview.samples import NOW, SOON, TODAY, samples
from bot.preview.screens import keys, others, shapes
from bot.preview.walking import Step, story
from flows import registry
from flows.consent import ConsentText
from flows.content import consent_texts, notices
from flows.content.course_lines import ENDED
from flows.content.course_lines import SOON as HOW_SOON
from flows.content.safety_texts import STRANGER, SafetyText, help_card, home_card, item9_card
from flows.measure_readings import Reached
from flows.readings import HelpCard, Helpline
from locales import catalogs
from locales.line import Count, Line, Moment, Name, verbatim
from locales.voice import Voice

HELPLINES = (
    Helpline(name="Lumenia Family Line", number="000 000 222", hours="08:00-20:00", channel="text", cost="As any message"),
    Helpline(name="Lumenia Chat", number="000 000 333", hours="24h", channel="chat", country="Lumenia"),
    Helpline(name="Lumenia Short Line", number="0333", hours="24h"),
)  # fmt: skip
COUNTED = (0, 1, 2, 3, 11, 100)  # which show every plural form of the shipped languages


@dataclass(frozen=True, slots=True)
class Text:
    """One text with its name, and every way it can stand on the screen."""

    title: str
    steps: tuple[Step, ...]


@cache
def texts() -> tuple[Text, ...]:
    """Give every safety text, every consent, every notice."""
    return (
        *(Text(f"safety text: {name}, version {version}, draft", once(steps)) for (name, version), steps in _safety()),
        *(Text(f"consent: {one.id}, version {one.version}", (Step((one.question,)),)) for one in consents()),
        Text("to somebody without a link", (Step(STRANGER),)),
        Text("to staff: what happened, without a word of the client", tuple(_to_staff())),
        Text("to the client: what comes from others", tuple(Step((line,)) for line in _to_clients())),
    )


def once(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Give the steps that say something new."""
    seen: set[Any] = set()
    found = []
    for step in steps:
        if shapes(step) - seen:
            seen |= shapes(step)
            found.append(step)
    return tuple(found)


def _safety() -> Iterator[tuple[tuple[str, int], list[Step]]]:
    found: dict[tuple[str, int], list[Step]] = {}
    for text in safety_texts():
        found.setdefault((text.id, text.version), []).append(Step(text.lines))
    yield from found.items()


def safety_texts() -> Iterator[SafetyText]:
    """Give every safety text in every case: who can be reached, what numbers there are, what was answered."""
    for card in (*ways(HelpCard), samples("client")[HelpCard].model_copy(update={"helplines": HELPLINES})):
        yield help_card(card)
        for reached in ways(Reached):
            yield from (item9_card(card, reached, answer) for answer in (1, 2))
            yield home_card(card, reached)


def ways(model: type[Any]) -> tuple[Any, ...]:
    """Give what is usual of a thing, and every other way it can be."""
    usual = samples("client")[model]
    return (usual, *(usual.model_copy(update=update) for other, update in OTHERWISE if other is model))


def consents() -> tuple[ConsentText, ...]:
    """Give every question of consent."""
    asked = (consent_texts.keep_and_show("Olena", safety_notices=told) for told in (True, False))
    return (*asked, consent_texts.WRITE_FIRST, consent_texts.STUDY)


def _to_staff() -> Iterator[Step]:
    for line in notices.STAFF_NOTICES.values():
        yield Step(
            (line.fill(name=Name("Anna"), answer=Count(1), moment=Moment(NOW), held=Count(4), sessions=Count(6)),)
        )


def _to_clients() -> Iterator[Line]:
    for word in notices.SEEN:
        yield notices.seen(word, "Olena")
    yield from (notices.connected("Olena"), notices.connected(None), notices.MOVED_HERE, notices.NOT_CONNECTED)
    yield from notices.same_client_lines(verbatim("⛵ 🔑 ☀️"))
    yield from (notices.meeting_moved(SOON), notices.meeting_dropped(SOON))
    yield from (
        notices.somebody_else("Taras"),
        notices.has_left("Olena"),
        notices.not_read("Olena"),
        notices.not_read(None),
    )
    yield from (
        notices.ending_spoken("Olena", TODAY),
        notices.left_for_you("Olena", "…"),
        notices.left_as_voice("Olena"),
    )
    yield from (notices.course_over(how, TODAY, helped=("…",), care="…") for how in ENDED if how != "died")
    yield notices.too_early()
    yield consent_texts.about_study(STUDY)
    for soon in HOW_SOON.values():
        yield notices.referred_on("Olena", "…", soon, "…", rests=True)
    yield notices.referred_on("Olena", "…", next(iter(HOW_SOON.values())), None, rests=False)
    yield from (notices.STAYS_WITH_YOU, notices.last_word())


@cache
def in_context() -> frozenset[tuple[str | None, str]]:
    """Name every line that stands where it is said: in a conversation, or in one of the texts."""
    ours = (flow for flow in registry.all_flows() if not flow.name.startswith("tests."))
    steps = [step for flow in ours for step in (*story(flow), *others(flow))]
    steps += [step for text in texts() for step in text.steps]
    return frozenset(key for step in steps for key in keys(step))


def elsewhere() -> Mapping[str, list[Line]]:
    """Give every other line by the file that says it: the log, the library of tasks, the page, the names of fields."""
    found: dict[str, list[Line]] = {}
    for message in catalogs.template():
        one, many = (message.id, None) if isinstance(message.id, str) else message.id
        if one and (message.context, one) not in in_context():
            found.setdefault(message.locations[0][0], []).append(Line(one, many, message.context))
    return found


def unfilled(line: Line, voice: Voice) -> str:
    """Give a line with its blanks as they are written in the catalog; where it counts, in every form."""
    counted = [line.fill(n=Count(n)) for n in COUNTED] if line.plural is not None else [line]
    return " / ".join(dict.fromkeys(voice.words(one) for one in counted))
