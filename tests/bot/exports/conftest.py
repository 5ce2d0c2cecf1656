"""The export on SQLite, except where a test says otherwise: both databases are held to each other elsewhere."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="module")
def dialect() -> str:
    """Export from SQLite."""
    return "sqlite"
