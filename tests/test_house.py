"""The rules of the house hold here, and each of them finds what breaks it."""

from pathlib import Path
from textwrap import dedent

import pytest

from bot.house import RULES, Rule, check
from bot.house.borders import guests_stay_in_their_rooms, imports_point_left, nothing_is_pickled
from bot.house.ideas import task_ideas_are_whole
from bot.house.promises import (
    commands_have_tests,
    dependencies_are_explained,
    flows_have_tests,
    locks_have_hashes,
    migrations_name_their_neighbours,
    questions_have_tests,
    settings_are_documented,
)
from bot.house.purity import flows_are_pure, lines_are_marked, nothing_is_patched_or_slept_on
from bot.house.reading_level import clients_can_read_it
from bot.house.texture import (
    docstrings_end_with_a_full_stop,
    files_are_short,
    functions_are_short,
    ignores_are_explained,
)
from bot.house.words import columns_are_well_named, names_are_well_chosen, nothing_is_left_to_do

ROOT = Path(__file__).resolve().parent.parent
TELEGRAMS_OWN = 'def get_desk_info() -> None: ...\nMETHODS = {\n    "getDeskInfo": get_desk_info,\n}'
LONG = "def long() -> None:\n" + '    """Say much."""\n' + "    print(1)\n" * 40

IDEAS = "flows/content/tasks/grief.py"
HARD = "Individuals experiencing interpersonal difficulties consequently require considerable encouragement."

# What breaks each rule: the rule, a file, its source, and a word of the sentence that must be said.
BROKEN: list[tuple[Rule, str, str, str]] = [
    (imports_point_left, "locales/line.py", "from flows.chat import Chat", "never the other way"),
    (imports_point_left, "flows/engine.py", "import storage.base", "never the other way"),
    (imports_point_left, "storage/base.py", "def late() -> None:\n    from bot import desk", "never the other way"),
    (imports_point_left, "bot/desk.py", "import tests.conftest", "never the other way"),
    (guests_stay_in_their_rooms, "storage/post.py", "from telegram import Bot", "only in bot/"),
    (guests_stay_in_their_rooms, "bot/desk.py", "from sqlalchemy.exc import IntegrityError", "only in storage/"),
    (guests_stay_in_their_rooms, "flows/words.py", "import babel.dates", "only in locales/"),
    (guests_stay_in_their_rooms, "bot/desk.py", "from starlette.routing import Route", "bot/web/ and bot/playground/"),
    (guests_stay_in_their_rooms, "flows/timing.py", "import apscheduler.schedulers.asyncio", "only in bot/"),
    (
        guests_stay_in_their_rooms,
        "storage/due.py",
        "from apscheduler.triggers.cron import CronTrigger",
        "flows/timing",
    ),
    (nothing_is_pickled, "storage/runs.py", "import pickle", "keep JSON"),
    (nothing_is_pickled, "storage/runs.py", "from shelve import open", "keep JSON"),
    (nothing_is_pickled, "flows/content.py", "import yaml\nTEXT = yaml.load('')", "keep JSON"),
    (functions_are_short, "bot/desk.py", LONG, "41 lines of code"),
    (files_are_short, "bot/desk.py", "# a line\n" * 401, "401 lines"),
    (docstrings_end_with_a_full_stop, "bot/desk.py", "WORK = 1", "the module has no docstring"),
    (docstrings_end_with_a_full_stop, "bot/desk.py", '"""Fine."""\nclass Desk:\n    """No stop"""', "full stop"),
    (
        docstrings_end_with_a_full_stop,
        "bot/desk.py",
        '"""Fine."""\nasync def work() -> None: ...',
        "work has no docstring",
    ),
    (ignores_are_explained, "pyproject.toml", 'ignore = [\n    "D107",\n]', "without a reason"),
    (names_are_well_chosen, "bot/utils.py", "", "says nothing"),
    (names_are_well_chosen, "bot/desk.py", "class UpdateHandler: ...", "says nothing"),
    (names_are_well_chosen, "bot/desk.py", "def process_update() -> None: ...", "says nothing"),
    (names_are_well_chosen, "bot/desk.py", "data = 1", "says nothing"),
    (names_are_well_chosen, "bot/playground/methods/about.py", "def get_desk_info() -> None: ...", "says nothing"),
    (names_are_well_chosen, "flows/joining.py", "patient_name = ''", "say 'client'"),
    (names_are_well_chosen, "flows/joining.py", "def greet(user: str) -> None: ...", "say 'client'"),
    (columns_are_well_named, "storage/tables.py", 'Column("patient", String(32))', "say 'client'"),
    (columns_are_well_named, "storage/tables.py", 'Table("user", metadata)', "say 'client'"),
    (nothing_is_left_to_do, "bot/desk.py", "# " + "TO" + "DO: later", "without (name, date)"),
    (flows_are_pure, "flows/joining.py", "import random", "replay"),
    (flows_are_pure, "flows/joining.py", "from os import environ", "replay"),
    (flows_are_pure, "flows/joining.py", "from datetime import datetime\nat = datetime.now()", "reads a clock"),
    (flows_are_pure, "flows/joining.py", "try:\n    a = 1\nfinally:\n    b = 2", "finally"),
    (flows_are_pure, "flows/joining.py", "async def f(door):\n    await door.fetch()", "did not give"),
    (flows_are_pure, "flows/joining.py", "print('hello')", "reaches outside"),
    (lines_are_marked, "flows/joining.py", 'chat.say("hello", "Hello")', "bare string"),
    (lines_are_marked, "flows/joining.py", 'chat.say("hello", f"Hello {name}")', "bare string"),
    (lines_are_marked, "flows/joining.py", 'READY = Choice("Ready?", [Option(1, _("Yes"))])', "bare string"),
    (lines_are_marked, "flows/joining.py", 'YES = Option("yes", "Yes")', "bare string"),
    (nothing_is_patched_or_slept_on, "tests/test_desk.py", "from unittest.mock import Mock", "stands in"),
    (nothing_is_patched_or_slept_on, "tests/test_desk.py", "monkeypatch.setattr('bot.desk.work', None)", "patches"),
    (nothing_is_patched_or_slept_on, "tests/test_desk.py", "import time\ntime.sleep(1)", "never sleeps"),
    (flows_have_tests, "flows/client/mood.py", '@flow("mood", version=1)\nasync def mood(chat): ...', "test_mood.py"),
    (questions_have_tests, "flows/questions.py", "class Guess(Question[int]): ...", "'Guess' is not in any test"),
    (commands_have_tests, "bot/cli.py", "@app.command()\ndef dance() -> None: ...", "types the command 'dance'"),
    (commands_have_tests, "bot/cli.py", '@app.command("dance")\ndef _() -> None: ...', "types the command 'dance'"),
    (settings_are_documented, "bot/settings.py", "class Settings:\n    colour: str = ''", "INTERLUDE_COLOUR is not in"),
    (
        dependencies_are_explained,
        "pyproject.toml",
        '[project]\ndependencies = ["leftpad>=1"]',
        "'leftpad' is not explained",
    ),
    (dependencies_are_explained, "requirements/dev.in", "# tests\nleftpad", "'leftpad' is not explained"),
    (
        migrations_name_their_neighbours,
        "storage/migrations/data/versions/0001_first.py",
        '"""The first schema."""',
        "oldest code",
    ),
    (locks_have_hashes, "requirements/run.txt", "httpx==0.28.1", "no hash"),
    (locks_have_hashes, "requirements/run.txt", "--index-url " + "https" + "://example.org/simple", "never an address"),
    (task_ideas_are_whole, IDEAS, 'TaskIdea(id="a")', "no smaller version"),
    (task_ideas_are_whole, IDEAS, 'TaskIdea(id="a", smaller=B)\nTaskIdea(id="a", smaller=B)', "a second time"),
    (task_ideas_are_whole, IDEAS, 'TaskIdea(id="a", smaller=B, area=Area.DISPUTE)', "needs safety=True"),
    (task_ideas_are_whole, IDEAS, 'TaskIdea(id="a", smaller=B, days=5)', "no question for each"),
    (task_ideas_are_whole, IDEAS, 'TaskIdea(id="a", smaller=B, rated=True)', "what 0 and 10 stand for"),
    (clients_can_read_it, "flows/client/mood.py", f'HARD = _("{HARD}")', "at most 6"),
    (clients_can_read_it, "flows/content/safety_texts.py", f'HARD = pgettext("help", "{HARD}")', "at most 6"),
    (clients_can_read_it, "flows/content/tasks/grief.py", f'HARD = ngettext("{{n}} task", "{HARD}", 2)', "at most 6"),
]
FINE: list[tuple[Rule, str, str]] = [
    (imports_point_left, "bot/desk.py", "from storage.base import Store\nfrom locales.line import Line"),
    (guests_stay_in_their_rooms, "flows/timing.py", "from apscheduler.triggers.cron import CronTrigger"),
    (guests_stay_in_their_rooms, "bot/playground/standin.py", "from starlette.routing import Route"),
    (functions_are_short, "bot/desk.py", LONG.replace("    print(1)\n" * 2, "    # a comment\n\n", 1)),
    (docstrings_end_with_a_full_stop, "bot/desk.py", '"""\nLonger.\n\nMore\n"""\ndef _work() -> None: ...'),
    (names_are_well_chosen, "storage/tables.py", "data = MetaData()\nkeys = MetaData()"),
    (names_are_well_chosen, "bot/playground/methods/about.py", TELEGRAMS_OWN),
    (nothing_is_left_to_do, "bot/desk.py", "# " + "TO" + "DO(Olha, 2026-03-02): ask the clinic"),
    (
        flows_are_pure,
        "flows/joining.py",
        "async def f(chat):\n    await chat.ask('a', A)\n    await part(chat.under('b'))",
    ),
    (lines_are_marked, "flows/joining.py", 'chat.say("hello", _("Hello"))'),
    (nothing_is_patched_or_slept_on, "tests/test_desk.py", "await asyncio.sleep(0)\nmonkeypatch.setenv('A', 'b')"),
    (locks_have_hashes, "requirements/run.txt", "httpx==0.28.1 \\\n    --hash=sha256:00"),
    (task_ideas_are_whole, IDEAS, 'TaskIdea(id="a", smaller=B, area=Area.DISPUTE, safety=True, days=5, daily=C)'),
    (clients_can_read_it, "flows/client/mood.py", 'EASY = _("How are you today, {name}?")'),
    (clients_can_read_it, "flows/staff/menu.py", f'HARD = _("{HARD}")'),
]


def _house(root: Path, file: str, source: str) -> Path:
    (root / file).parent.mkdir(parents=True, exist_ok=True)
    (root / file).write_text(dedent(source), encoding="utf-8")
    return root


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps_its_rule(rule: Rule) -> None:
    assert [str(fault) for fault in rule(ROOT)] == []


@pytest.mark.parametrize(("rule", "file", "source", "said"), BROKEN)
def test_a_broken_rule_is_found_and_named(tmp_path: Path, rule: Rule, file: str, source: str, said: str) -> None:
    faults = rule(_house(tmp_path, file, source))

    assert [fault.file for fault in faults] == [file]
    assert said in faults[0].sentence


@pytest.mark.parametrize(("rule", "file", "source"), FINE)
def test_what_is_allowed_is_not_a_fault(tmp_path: Path, rule: Rule, file: str, source: str) -> None:
    assert rule(_house(tmp_path, file, source)) == []


def test_every_rule_has_something_that_breaks_it() -> None:
    assert {rule for rule, *_ in BROKEN} == set(RULES)


def test_telegram_lives_in_four_files_at_most(tmp_path: Path) -> None:
    for name in ("a", "b", "c", "d", "e"):
        _house(tmp_path, f"bot/{name}.py", "import telegram")

    assert [fault.file for fault in guests_stay_in_their_rooms(tmp_path)] == ["bot/e.py"]


def test_a_setting_that_is_gone_leaves_the_page(tmp_path: Path) -> None:
    _house(tmp_path, "bot/settings.py", "class Settings:\n    database: str = ''")
    _house(tmp_path, "docs/settings.md", "| `INTERLUDE_DATABASE` | where |\n| `INTERLUDE_COLOUR` | gone |\n")

    assert [fault.sentence for fault in settings_are_documented(tmp_path)] == [
        "INTERLUDE_COLOUR is no setting any more"
    ]


def test_faults_come_in_the_order_of_the_files(tmp_path: Path) -> None:
    _house(tmp_path, "storage/runs.py", '"""Runs."""\nimport pickle')
    _house(tmp_path, "flows/joining.py", '"""Joining."""\nimport random')

    assert [str(fault).split(":")[0] for fault in check(tmp_path)] == ["flows/joining.py", "storage/runs.py"]
