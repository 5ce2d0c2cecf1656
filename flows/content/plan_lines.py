"""The staying-well plan as it is read, in the chat and on paper: the client's own sentences under plain headings."""

from collections.abc import Sequence
from dataclasses import dataclass

from flows.content.task_lines import shown_words
from flows.content.tool_lines import value_of
from flows.content.tools import TOOLS
from flows.content.words import listed, rows
from flows.ending_entries import Band
from flows.ending_readings import Facts, PlanShown
from flows.entries import Said
from flows.tools import Field, by_name
from locales.line import Day, Line, _, ngettext, pgettext, verbatim

WHO = ("who", "slipping_who", "help_who")  # fields that name a person
NAMES_AT_MOST = 2  # letters of a name that became initials


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the plan: its heading and its lines."""

    title: Line
    lines: tuple[Line, ...]


BAND_TITLES: dict[Band, Line] = {
    # Translators: a step of the staying-well plan
    Band.FINE: pgettext("band", "Fine"),
    # Translators: a step of the staying-well plan: things begin to get worse
    Band.SLIPPING: pgettext("band", "Slipping"),
    # Translators: a step of the staying-well plan
    Band.HELP: pgettext("band", "Need help"),
}


def sections_of(plan: PlanShown, *, initials: bool = False) -> tuple[Section, ...]:
    """Give the parts of the plan that hold something; an empty heading is left out."""
    found = [
        Section(TOOLS[name].title, tuple(lines))
        for name in ("plan_signs", "plan_situations", "plan_worked", "plan_people")
        if (lines := part_lines(name, plan, initials=initials))
    ]
    found += [band_section(band, plan, initials=initials) for band in Band if band_lines(band, plan)]
    if plan.care is not None:
        # Translators: a part of the staying-well plan: who to turn to
        found.append(Section(pgettext("plan", "Where to get care"), (shown_words(plan.care),)))
    return tuple(found)


def part_lines(name: str, plan: PlanShown, *, initials: bool) -> list[Line]:
    """Give the lines of one part: several answers of one question share a line, one round is one line."""
    fields = plan.parts.get(name, ())
    singles = [field for field in fields if field.round == 0]
    rounds = sorted({field.round for field in fields if field.round})
    found = [joined(name, singles, plan, initials=initials)] if singles and name != "plan_signs" else []
    found += signs(singles) if name == "plan_signs" else []
    found += [
        joined(name, [field for field in fields if field.round == number], plan, initials=initials) for number in rounds
    ]
    return found


def signs(fields: Sequence[Field]) -> list[Line]:
    """Give the early signs: those that were chosen on one line, then the client's own words."""
    chosen = [value(field, "plan_signs") for field in fields if field.code is not None]
    own = [words_line(field.said) for field in fields if field.said is not None]
    return ([listed(chosen)] if chosen else []) + own


def joined(name: str, fields: Sequence[Field], plan: PlanShown, *, initials: bool) -> Line:
    """Put what belongs together on one line: what is hard, what to do, and with whom."""
    parts = [person(field, plan, initials=initials) if field.name in WHO else value(field, name) for field in fields]
    first, *others = [part for part in parts if part is not None] or [verbatim("–")]
    for other in others:
        # Translators: joins what belongs together on a plan, such as a situation, what to do, and with whom
        first = pgettext("plan", "{first} – {second}", first=first, second=other)
    return first


def value(field: Field, tool: str) -> Line:
    """Give one answer as it stands on the plan, without quotation marks."""
    if field.said is not None:
        return words_line(field.said)
    step = next(one for one in TOOLS[tool].steps() if one.name == field.name)
    return value_of(step, field)


def words_line(said: Said) -> Line:
    """Give own words plainly, or name a voice note."""
    return verbatim(said.text) if said.text is not None else _("A voice note.")


def person(field: Field, plan: PlanShown, *, initials: bool) -> Line | None:
    """Name a person, by initials where the paper may be seen; never one whom the client hides."""
    name = field.said.text if field.said is not None else None
    if name is None or name in plan.hidden:
        return None
    return verbatim(initials_of(name)) if initials else verbatim(name)


def initials_of(name: str) -> str:
    """Give the first letters of a name."""
    return " ".join(f"{word[0]}." for word in name.split()[:NAMES_AT_MOST] if word)


def band_section(band: Band, plan: PlanShown, *, initials: bool) -> Section:
    """Give one step of the plan."""
    return Section(BAND_TITLES[band], tuple(band_lines(band, plan, initials=initials)))


def band_lines(band: Band, plan: PlanShown, *, initials: bool = False) -> list[Line]:
    """Give the client's own words for one step: how it is, what to do, whom to tell."""
    fields = by_name(plan.parts.get("plan_bands", ()))
    name = band.value
    found = [value(fields[key], "plan_bands") for key in (name, f"{name}_do") if key in fields]
    who = person(fields[f"{name}_who"], plan, initials=initials) if f"{name}_who" in fields else None
    return [*found, *([who] if who is not None else [])]


def plan_text(plan: PlanShown, *, initials: bool = False) -> tuple[Line, ...]:
    """Give the plan as messages: one paragraph for each part."""
    return tuple(
        rows(heading(part.title), *[bullet(line) for line in part.lines])
        for part in sections_of(plan, initials=initials)
    )


def heading(title: Line) -> Line:
    """Give the heading of a part."""
    return _("<b>{name}</b>", name=title)


def bullet(line: Line) -> Line:
    """Give one line of a part."""
    # Translators: one row of a list
    return pgettext("plan", "• {line}", line=line)


def facts_lines(facts: Facts) -> list[Line]:
    """Say what the client did, as facts; nothing at all where there are fewer than two, and never a zero."""
    found = [
        line
        for number, line in (
            (facts.tasks, ngettext("You tried {n} task.", "You tried {n} tasks.", facts.tasks)),
            (facts.check_ins, ngettext("You looked back {n} time.", "You looked back {n} times.", facts.check_ins)),
            (
                facts.moments,
                ngettext("You wrote down {n} moment.", "You wrote down {n} moments.", facts.moments),
            ),
            (facts.people, ngettext("You named {n} person.", "You named {n} people.", facts.people)),
        )
        if number
    ]
    return found if len(found) > 1 else []


def agreed_line(plan: PlanShown) -> Line | None:
    """Say when both looked at the plan together."""
    # Translators: {day} is when therapist and client looked at the plan together
    return _("Looked at together: {day}.", day=Day(plan.agreed_on)) if plan.agreed_on is not None else None
