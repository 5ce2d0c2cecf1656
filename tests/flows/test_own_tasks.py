"""A programme's own tasks: read beside its file, and refused with a sentence that says what to change."""

import shutil
from pathlib import Path

import pytest

from bot.programme_files import FICTIONAL, load_programme
from flows.content.library import library_with
from flows.content.own_tasks import OwnTask
from flows.course import Area
from flows.programme import ProgrammeRefused
from locales.line import verbatim

PAGE = Path(__file__).resolve().parents[2] / "docs" / "task-library.md"
GOOD = """
[[task]]
id = "lantern"
area = "loneliness"
mechanism = "support"
touch = "contact"
wording.en = "Come to the lantern walk."
smaller.en = "Find out when the lantern walk is."
done_when.en = "You were there for a while."
"""


def folder_with(tasks: str, place: Path) -> Path:
    shutil.copy(FICTIONAL / "programme.toml", place)
    (place / "tasks.toml").write_text(tasks, encoding="utf-8")
    return place


def test_own_tasks_are_read_beside_the_programme(tmp_path: Path) -> None:
    programme = load_programme(folder_with(GOOD, tmp_path))

    assert [(task.id, task.area) for task in programme.tasks] == [("lantern", Area.LONELINESS)]


def test_a_programme_without_such_a_file_has_the_shipped_tasks_alone() -> None:
    assert load_programme().tasks == ()


@pytest.mark.parametrize(
    ("tasks", "sentence"),
    [
        (GOOD.replace('smaller.en = "Find', 'bigger.en = "Find'), "'task.0.bigger' is not known here"),
        (GOOD.replace('smaller.en = "Find out when the lantern walk is."', ""), "'smaller' is not there; a new task"),
        (GOOD.replace('id = "lantern"', ""), "'task.0.id' is not there; add it"),
        (GOOD.replace('"lantern"', '"Lantern walk"'), "found 'Lantern walk'"),
        (GOOD.replace("loneliness", "lonely"), "found 'lonely'"),
        (GOOD + 'stage = "impasse"', "'stage' is given without area"),
        (GOOD + "days = 3", "'daily' is not there"),
        (GOOD + "rated = true", "say what 0 and 10 stand for"),
        (GOOD + 'wording.tlh = "Yes."', "found the language 'tlh'; write one of: en, uk, ar"),
        (GOOD + 'wording.uk = " "', "found nothing for 'uk'"),
        (GOOD + f'wording.uk = "{"а" * 301}"', "found 301 characters for 'uk'; write at most 300"),
        (GOOD + GOOD, "found the id 'lantern' more than once"),
        ('[[task]]\nid = "g2"\narea = "change"', "differs from the shipped task; give it an id of its own"),
        ('[[task]]\nid = "g2"\ntouch = "none"', 'found touch = "none"; it stays "contact" here'),
        ('[[task]]\nid = "g2"\ndays = 3', "'daily' is not there"),
        ("[[task]", "this is not TOML"),
    ],
)
def test_a_mistake_names_the_file_the_field_and_the_remedy(tmp_path: Path, tasks: str, sentence: str) -> None:
    with pytest.raises(ProgrammeRefused) as refused:
        load_programme(folder_with(tasks, tmp_path))

    assert sentence in str(refused.value)
    assert str(refused.value).startswith(f"{tmp_path / 'tasks.toml'}: ")


def test_a_file_in_another_encoding_says_so(tmp_path: Path) -> None:
    folder_with(GOOD, tmp_path)
    (tmp_path / "tasks.toml").write_bytes("# caf\u00e9".encode("latin-1"))

    with pytest.raises(ProgrammeRefused, match="not UTF-8"):
        load_programme(tmp_path)


def test_the_example_of_the_page_works_as_it_is(tmp_path: Path) -> None:
    example = PAGE.read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]

    programme = load_programme(folder_with(example, tmp_path))
    ideas = library_with(programme.tasks, "uk").ideas

    assert ideas["lantern-walk"].wording == verbatim(programme.tasks[0].wording["uk"])
    assert ideas["g9"].signed_by == "Dr Example"


def test_the_page_names_every_field_of_a_task() -> None:
    page = PAGE.read_text(encoding="utf-8")

    assert [name for name in OwnTask.model_fields if f"`{name}`" not in page] == []
