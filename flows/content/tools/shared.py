"""Answers and questions that several tools share."""

from flows.tools import HIDDEN_FROM_STAFF, Step
from locales.line import Line, _, pgettext

# Translators: the low end of a scale of how somebody feels, beside the number 0
WORST = pgettext("scale", "as bad as it gets")
# Translators: the high end of a scale of how somebody feels, beside the number 10
BEST = pgettext("scale", "as good as it gets")
# Translators: the low end of a scale of closeness, beside the number 0
FAR = pgettext("scale", "not close at all")
# Translators: the high end of a scale of closeness, beside the number 10
NEAR = pgettext("scale", "very close")
# Translators: the low end of a scale of readiness, beside the number 0
NOT_READY = pgettext("scale", "not ready at all")
# Translators: the high end of a scale of readiness, beside the number 10
READY = pgettext("scale", "fully ready")
WHO_LABEL = pgettext("field", "With whom")

FEELINGS: tuple[tuple[str, Line], ...] = (
    ("sad", pgettext("feeling", "Sad")),
    ("angry", pgettext("feeling", "Angry")),
    ("hurt", pgettext("feeling", "Hurt")),
    ("lonely", pgettext("feeling", "Lonely")),
    ("guilty", pgettext("feeling", "Guilty")),
    ("scared", pgettext("feeling", "Scared")),
    ("numb", pgettext("feeling", "Numb")),
    ("calm", pgettext("feeling", "Calm")),
    ("close", pgettext("feeling", "Close to someone")),
    ("proud", pgettext("feeling", "Proud")),
    ("other", pgettext("feeling", "Something else")),
)
# Translators: whether the therapist may see this record
SHARED = Step(
    HIDDEN_FROM_STAFF,
    _("May your therapist see this one?"),
    pgettext("field", "Seen by your therapist"),
    kind="pick",
    options=(
        # Translators: the therapist may see this record
        ("yes", pgettext("button", "Yes")),
        # Translators: the therapist may not see this record
        ("no", pgettext("button", "No, only me")),
    ),
)


def who(asked: Line, name: str = "who", label: Line = WHO_LABEL) -> Step:
    """Ask for a person: one of the client's own, or a name just for this."""
    return Step(name, asked, label, kind="who")
