"""Counts in words, for staff alone, and two views of a dispute beside each other: facts, and nothing that concludes."""

from flows.content.course_lines import STAGES
from flows.content.tools.dispute import STANDS
from flows.counting import Counts, MomentsWith, Views
from locales.line import Count, Day, Line, Name, _, pgettext


def count_lines(counts: Counts) -> tuple[Line, ...]:
    """Count moments by person, and contacts."""
    return (*[moments_line(one) for one in counts.moments], *contact_lines(counts))


def moments_line(one: MomentsWith) -> Line:
    """Count the moments with one person."""
    # Translators: for staff: how many moments with {name} the client wrote down as good and as hard
    line = _("Moments with {name}: good {good}, hard {hard}")
    return line.fill(name=Name(one.name), good=Count(one.good), hard=Count(one.hard))


def contact_lines(counts: Counts) -> tuple[Line, ...]:
    """Count contacts; none are not counted, because nothing was perhaps only not written down."""
    if not counts.contacts:
        return ()
    # Translators: for staff: contacts with people that the client wrote down; {close} of them with somebody very close
    line = _("Contacts: {number}, of these in the closest circle: {close}")
    return (line.fill(number=Count(counts.contacts), close=Count(counts.close)),)


def view_lines(views: Views | None) -> tuple[Line, ...]:
    """Put the stage that the therapist set beside what the client told."""
    if views is None:
        return ()
    stage = STAGES[views.stage]
    # Translators: for staff: the stage of a dispute, as the therapist set it
    mine = _("Stage, set on {day}: {stage}", day=Day(views.set_on), stage=stage) if views.set_on else None
    # Translators: for staff: where the dispute stands as the client sees it, told on {day}
    theirs = _("The client's own view, {day}: {view}", day=Day(views.told_on), view=STANDS[views.told])
    return (mine or pgettext("stage", "Stage: {stage}", stage=stage), theirs)
