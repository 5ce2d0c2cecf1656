"""What the tests of the export look at: tables read back as their codebook says, and clients made for one test."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from bot.exports.research import ANSWERS, PARTICIPANTS, Purpose, Written, export
from bot.exports.tsv import FORMULA, MARK
from bot.programme_files import shipped_forms
from flows.entries import Entry
from storage import consents, log, persons
from storage.base import Store

STUDY = Purpose("A study of weeks between meetings", shipped_forms())
Row = dict[str, str]


def restored(cell: str) -> str:
    """Give a text as it was before it was made harmless."""
    short = {"\\\\": "\\", "\\t": "\t", "\\n": "\n", "\\r": "\r"}
    text = re.sub(r"\\(?:[\\tnr]|u([0-9a-f]{4}))", lambda found: short.get(found[0]) or chr(int(found[1], 16)), cell)
    return text[1:] if text[:1] == MARK and text[1:2] in {*FORMULA, MARK} else text


def table(file: Path) -> list[Row]:
    """Read a table back, with the reader of the standard library."""
    with file.open(encoding="utf-8", newline="") as paper:
        return list(csv.DictReader(paper, delimiter="\t"))


@dataclass(frozen=True)
class Exported:
    """A folder that was exported."""

    folder: Path
    written: Written

    @property
    def rows(self) -> list[Row]:
        return table(self.folder / ANSWERS)

    @property
    def people(self) -> list[Row]:
        return table(self.folder / PARTICIPANTS)

    def text(self) -> str:
        """Give everything that stands in the folder, with the names of the files."""
        return "\n".join(f"{file.name}\n{file.read_text(encoding='utf-8')}" for file in sorted(self.folder.iterdir()))


async def exported(store: Store, folder: Path, purpose: Purpose = STUDY) -> Exported:
    """Export everything into a folder."""
    return Exported(folder, await export(store, folder, purpose, lambda _clients: lambda _done: None))


async def answer_research(store: Store, client: str, *answers: bool) -> None:
    """Let a client answer to research, several times if wished."""
    for answer in answers:
        async with store.write() as tx:
            await consents.answer(
                tx, client, "research", answer=answer, text_id="study", version=1, language="en", shown=None
            )


async def client_of(store: Store, *research: bool, **fields: object) -> str:
    """Make a client who answers to research as given."""
    made = await persons.new_person(store)
    async with store.write() as tx:
        await persons.add(tx, id=made, face="client", role="client", state="active", zone="Europe/Berlin")
        await persons.change(tx, made, joined_at=tx.now, **fields)
    await answer_research(store, made, *research)
    return made


async def kept(store: Store, client: str, entry: Entry, run: str | None = None, *, private: bool = False) -> None:
    """Keep an entry of a client."""
    async with store.write() as tx:
        await log.keep(
            tx, client=client, run=run, step=f"keep:{entry.kind}", turn=0, kind=entry.kind,
            value=entry.model_dump(mode="json"), private=private,
        )  # fmt: skip
