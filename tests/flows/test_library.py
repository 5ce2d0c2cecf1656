"""The task library: what fits, what is closed for a client's safety, and what a programme adds or changes."""

from typing import Any

import pytest

from flows.content.library import Library, closed, library_with
from flows.content.own_tasks import OwnTask
from flows.content.task_idea import TaskIdea
from flows.content.tasks.shipped import IN_ORDER, SHIPPED
from flows.course import Area, Mechanism, Safety, Stage, Touch
from locales.line import verbatim


def idea(code: str, area: Area | None = None, stage: Stage | None = None, **more: Any) -> TaskIdea:
    words = verbatim(code)
    return TaskIdea(
        id=code,
        area=area,
        stage=stage,
        wording=words,
        smaller=words,
        done_when=words,
        mechanism=Mechanism.SUPPORT,
        **more,
    )


SMALL = Library(
    {
        one.id: one
        for one in (
            idea("talk", Area.DISPUTE, Stage.RENEGOTIATION),
            idea("hello", Area.DISPUTE, Stage.IMPASSE),
            idea("script", Area.DISPUTE),
            idea("photo", Area.GRIEF),
            idea("rest"),
            idea("explain", medical=True),
        )
    }
)


@pytest.mark.parametrize(
    ("areas", "stage", "medical", "expected"),
    [
        ((Area.DISPUTE,), Stage.RENEGOTIATION, False, ["script", "talk", "rest"]),
        ((Area.DISPUTE,), Stage.IMPASSE, True, ["script", "hello", "rest", "explain"]),
        ((Area.DISPUTE,), None, False, ["script", "rest"]),
        ((Area.GRIEF,), None, False, ["photo", "rest"]),
        ((Area.GRIEF, Area.DISPUTE), None, False, ["photo", "script", "rest"]),
        ((Area.DISPUTE, Area.GRIEF), Stage.IMPASSE, False, ["script", "hello", "photo", "rest"]),
        ((Area.LONELINESS,), None, False, ["rest"]),
        ((), None, False, ["rest"]),
    ],
)
def test_ideas_that_fit_come_with_the_own_areas_first(
    areas: tuple[Area, ...], stage: Stage | None, medical: bool, expected: list[str]
) -> None:
    assert [one.id for one in SMALL.fitting(areas, stage, medical=medical)] == expected


@pytest.mark.parametrize("areas", [(Area.DISPUTE,), (Area.GRIEF, Area.DISPUTE)])
def test_in_a_dispute_whoever_was_not_asked_is_sent_to_nobody(areas: tuple[Area, ...]) -> None:
    assert closed(idea("one", touch=Touch.CONTACT), Safety.NOT_ASKED, areas) == "not_asked"
    assert closed(idea("one"), Safety.NOT_ASKED, areas) is None


@pytest.mark.parametrize(
    ("safety", "touch", "careful", "expected"),
    [
        (Safety.NOT_ASKED, Touch.NONE, True, "not_asked"),
        (Safety.NOT_ASKED, Touch.CONTACT, True, "not_asked"),
        (Safety.NOT_ASKED, Touch.CONTACT, False, None),
        (Safety.CONCERN, Touch.CONTACT, False, "concern"),
        (Safety.CONCERN, Touch.CONTACT, True, "concern"),
        (Safety.CONCERN, Touch.RECORD, True, None),
        (Safety.PHONE_NOT_PRIVATE, Touch.RECORD, False, "phone_not_private"),
        (Safety.PHONE_NOT_PRIVATE, Touch.CONTACT, True, None),
        (Safety.NO_CONCERN, Touch.CONTACT, True, None),
        (Safety.NO_CONCERN, Touch.RECORD, True, None),
    ],
)
def test_a_safety_note_closes_exactly_what_it_speaks_of(
    safety: Safety, touch: Touch, careful: bool, expected: str | None
) -> None:
    assert closed(idea("one", touch=touch, safety=careful), safety) == expected


NEW: dict[str, Any] = {
    "id": "lantern",
    "area": "loneliness",
    "mechanism": "support",
    "touch": "contact",
    "wording": {"en": "Come to the lantern walk.", "uk": "Прийдіть на прогулянку з ліхтарями."},
    "smaller": {"en": "Find out when the lantern walk is."},
    "done_when": {"en": "You were there for a while."},
}


def own(**changed: Any) -> OwnTask:
    return OwnTask.model_validate({**NEW, **changed})


def test_a_task_of_the_programme_stands_beside_the_shipped_ones() -> None:
    library = library_with([own()])

    assert set(library.ideas) == {*SHIPPED, "lantern"}
    assert library.ideas["lantern"].wording == verbatim("Come to the lantern walk.")
    assert library.ideas["lantern"].draft


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("uk", "Прийдіть на прогулянку з ліхтарями."),
        ("ar", "Come to the lantern walk."),
        ("en", "Come to the lantern walk."),
    ],
)
def test_own_words_are_given_in_the_readers_language_or_the_nearest(language: str, said: str) -> None:
    assert own().said("wording", language) == verbatim(said)


def test_words_in_one_language_only_are_better_than_none() -> None:
    assert own(wording={"uk": "Прийдіть."}).said("wording", "ar") == verbatim("Прийдіть.")
    assert own().said("daily", "en") is None


def test_a_dispute_task_of_the_programme_needs_a_safety_note_whatever_the_file_says() -> None:
    library = library_with([own(area="dispute", safety=False)])

    assert library.ideas["lantern"].safety
    assert closed(library.ideas["lantern"], Safety.NOT_ASKED) == "not_asked"


def test_a_shipped_task_changes_only_what_is_given() -> None:
    changed = library_with([OwnTask(id="g2", wording={"en": "Tell one story."}, signed_by="Dr Example")]).ideas["g2"]

    assert changed.wording == verbatim("Tell one story.")
    assert changed.signed_by == "Dr Example"
    assert (changed.smaller, changed.touch, changed.area) == (SHIPPED["g2"].smaller, Touch.CONTACT, Area.GRIEF)


def test_a_reader_for_whom_nothing_was_changed_gets_the_shipped_words() -> None:
    task = OwnTask(id="g2", wording={"uk": "Розкажіть одну історію."})

    assert library_with([task], "ar").ideas["g2"].wording == SHIPPED["g2"].wording


def test_a_shipped_task_keeps_its_need_of_a_safety_note() -> None:
    assert library_with([OwnTask(id="g5", safety=False)]).ideas["g5"].safety


@pytest.mark.parametrize("one", IN_ORDER, ids=lambda one: one.id)
def test_every_shipped_idea_is_whole(one: TaskIdea) -> None:
    assert one.smaller != one.wording
    assert one.done_when.msgid
    assert one.area is not Area.DISPUTE or one.safety
    assert (one.days > 0) is (one.daily is not None)
    assert one.stage is None or one.area is Area.DISPUTE
    assert one.draft  # until a named clinician has signed it


def test_no_two_shipped_ideas_share_an_id() -> None:
    assert len(SHIPPED) == len(IN_ORDER)
