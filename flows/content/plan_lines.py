"""The staying-well plan as it is read, in the chat and on paper: the client's own sentences under plain headings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from flows.content.names import initials_of, is_one_of, veiled
from flows.content.task_lines import shown_words
from flows.content.tool_lines import value_of
from flows.content.tools import TOOLS
from flows.content.words import listed, rows
from flows.ending_entries import Band
from flows.ending_readings import Facts, PlanShown
from flows.entries import Said
from flows.tools import Field, by_name, text_of
from locales.line import Day, Line, _, ngettext, pgettext, verbatim

WHO = ("who", "slipping_who", "help_who")  # fields that name a person


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
    shown = seen_by_others(plan, initials=initials)
    found = [
        Section(TOOLS[name].title, tuple(lines))
        for name in ("plan_signs", "plan_situations", "plan_worked", "plan_people")
        if (lines := part_lines(name, shown.parts.get(name, ())))
    ]
    found += [Section(BAND_TITLES[band], tuple(own)) for band in Band if (own := lines_of_band(band, shown))]
    if shown.care is not None:
        # Translators: a part of the staying-well plan: who to turn to
        found.append(Section(pgettext("plan", "Where to get care"), (shown_words(shown.care),)))
    return tuple(found)


def seen_by_others(plan: PlanShown, *, initials: bool = False) -> PlanShown:
    """
    Give the plan as others may see it: nowhere a name that the client hides, and first letters if wished.

    A plan lies on kitchen tables (practice 35); so this holds for every word of it, in the chat and on paper.
    """
    every = [field for fields in plan.parts.values() for field in fields]
    names = (*plan.names, *(text for field in every if field.name in WHO and (text := text_of(field)) is not None))
    veil = partial(veiled, hidden=plan.hidden, names=names, initials=initials)
    parts = {
        part: tuple(
            seen_field(field, veil, initials=initials)
            for field in fields
            if field.name not in WHO or may_be_named(text_of(field), plan)
        )
        for part, fields in plan.parts.items()
    }
    care = plan.care.model_copy(update={"said": seen(plan.care.said, veil)}) if plan.care is not None else None
    return plan.model_copy(update={"parts": parts, "care": care})


def seen_field(field: Field, veil: Callable[[str], str], *, initials: bool) -> Field:
    """Give one answer as others may see it; who was named without being known becomes first letters too."""
    named = initials and field.name in WHO
    return field.model_copy(
        update={"said": seen(field.said, (lambda text: initials_of(veil(text))) if named else veil)}
    )


def seen(said: Said | None, veil: Callable[[str], str]) -> Said | None:
    """Give own words as others may see them; a voice note stays what it is."""
    return said if said is None or said.text is None else said.model_copy(update={"text": veil(said.text)})


def may_be_named(name: str | None, plan: PlanShown) -> bool:
    """Say whether a person stands on the plan: not a voice, and nobody whom the client hides."""
    return name is not None and not is_one_of(name, plan.hidden)


def part_lines(name: str, fields: Sequence[Field]) -> list[Line]:
    """Give the lines of one part: several answers of one question share a line, one round is one line."""
    singles = [field for field in fields if field.round == 0]
    rounds = sorted({field.round for field in fields if field.round})
    found = [joined(name, singles)] if singles and name != "plan_signs" else []
    found += signs(singles) if name == "plan_signs" else []
    return found + [joined(name, [field for field in fields if field.round == number]) for number in rounds]


def signs(fields: Sequence[Field]) -> list[Line]:
    """Give the early signs: those that were chosen on one line, then the client's own words."""
    chosen = [value(field, "plan_signs") for field in fields if field.code is not None]
    own = [words_line(field.said) for field in fields if field.said is not None]
    return ([listed(chosen)] if chosen else []) + own


def joined(name: str, fields: Sequence[Field]) -> Line:
    """Put what belongs together on one line: what is hard, what to do, and with whom."""
    first, *others = [value(field, name) for field in fields]
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


def band_lines(band: Band, plan: PlanShown) -> list[Line]:
    """Give the client's own words for one step: how it is, what to do, whom to tell."""
    return lines_of_band(band, seen_by_others(plan))


def lines_of_band(band: Band, shown: PlanShown) -> list[Line]:
    """Give the words of one step, of a plan as others may see it."""
    fields, name = by_name(shown.parts.get("plan_bands", ())), band.value
    return [value(fields[key], "plan_bands") for key in (name, f"{name}_do", f"{name}_who") if key in fields]


def plan_text(plan: PlanShown, *, initials: bool = False) -> tuple[Line, ...]:
    """Give the plan as messages: one paragraph for each part."""
    return tuple(
        rows(heading(part.title), *[bullet(line) for line in part.lines])
        for part in sections_of(plan, initials=initials)
    )


def heading(title: Line) -> Line:
    """Give the heading of a part."""
    # Translators: the heading of a part of the plan or of a page, in bold
    return pgettext("heading", "<b>{title}</b>", title=title)


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
            (
                facts.check_ins,
                # Translators: how often the client answered the short questions of the check-in
                ngettext("You answered {n} check-in.", "You answered {n} check-ins.", facts.check_ins),
            ),
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
