"""One process serves an SQLite database."""

from pathlib import Path

import pytest

from storage.only_one import AlreadyServed, serving_alone


def test_second_server_of_a_database_is_told_what_to_do(tmp_path: Path) -> None:
    database = f"sqlite+aiosqlite:///{tmp_path}/kept/interlude.sqlite"

    with serving_alone(database), pytest.raises(AlreadyServed, match="Stop that one first"), serving_alone(database):
        pass


def test_database_can_be_served_again_once_the_first_has_ended(tmp_path: Path) -> None:
    database = f"sqlite+aiosqlite:///{tmp_path}/interlude.sqlite"

    with serving_alone(database):
        pass
    with serving_alone(database):
        assert (tmp_path / "interlude.sqlite.lock").stat().st_mode & 0o777 == 0o600


def test_server_of_many_processes_needs_no_lock(tmp_path: Path) -> None:
    database = f"postgresql+asyncpg:///interlude?host={tmp_path}"

    with serving_alone(database), serving_alone(database):
        assert list(tmp_path.iterdir()) == []
