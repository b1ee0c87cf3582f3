"""Registrations for the list from what a facilitator hands in: typed lines, or a spreadsheet."""

import asyncio
import tempfile
from collections import Counter
from pathlib import Path

from pydantic import ValidationError

from bot.facilitation.hall import Hall, Why
from bot.facilitation.wording import wording
from bot.workshop.events import Proposed
from bot.workshop.workshop import LONGEST_TEXT
from knowledge.documents.errors import DocumentError
from knowledge.documents.reading import parse_table

BULLETS = "-*•–0123456789.) \t"


def typed(text: str) -> tuple[Proposed, ...]:
    """A registration a line; bullets and numbers before it are left out, and lines that are too long cut."""
    events = []
    for line in text.splitlines():
        bare = line.strip().lstrip(BULLETS).strip()
        if bare:
            events.append(Proposed(text=bare[:LONGEST_TEXT]))
    return tuple(events)


async def add_table(hall: Hall, code: str, name: str, content: bytes) -> str:
    """Puts the registrations of a spreadsheet on the list; gives a sentence saying what came of it."""
    try:
        found = await asyncio.to_thread(_read, name, content)
    except DocumentError as error:
        return str(error)
    refused: Counter[Why | None] = Counter()
    for proposal in found:
        refused[(await hall.do(code, proposal)).refused] += 1
    return _said(refused)


def _said(refused: Counter[Why | None]) -> str:
    say = wording().say
    added = refused.pop(None, 0)
    lines = [say("list_added", count=added) if added else say("list_added_none")]
    for why, count in refused.items():
        if why is not None:
            lines.append(say("list_left_out", count=count, why=say(f"why_{why}")))
    return " ".join(lines)


def _read(name: str, content: bytes) -> tuple[Proposed, ...]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (Path(name).name or "lijst.xlsx")
        path.write_bytes(content)
        rows = parse_table(path).rows
    events = []
    for row in rows:
        goal = row.fields.get("purpose", "")[:LONGEST_TEXT] or None
        try:
            events.append(Proposed(text=row.fields["requirement"][:LONGEST_TEXT], goal=goal))
        except (KeyError, ValidationError):
            continue
    return tuple(events)
