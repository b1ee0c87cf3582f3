"""What the library holds, as its users see it."""

import hashlib
from datetime import datetime
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

from knowledge.database import Connection
from knowledge.passages import Kind, Passage
from knowledge.rows import CORPUS_ORIGIN, OWN_ORIGIN, NewDocument


class Entry(BaseModel):
    """A document in the library; `added` is a time in UTC, `passages` how many it has."""

    model_config = ConfigDict(frozen=True)

    id: int
    name: str
    municipality: str | None
    sha256: str
    kind: Kind
    title: str
    publisher: str
    date: str
    added: datetime
    passages: int


class Added(NamedTuple):
    """What adding a document came to; `passages` is how many it has now.

    With `same` nothing was added: the library has the same file under the `name` given here.
    """

    outcome: Literal["added", "unchanged", "replaced", "same"]
    id: int
    passages: int
    name: str = ""


def read_entries(connection: Connection, id: int | None = None) -> tuple[Entry, ...]:  # noqa: A002
    """The documents that were added, oldest first; only the one with this id, if given."""
    fields = tuple(Entry.model_fields)
    columns = ", ".join(f"document.{name}" for name in fields[:-1])
    rows = connection.execute(
        f"SELECT {columns}, (SELECT count(*) FROM passage WHERE document = document.id)"  # noqa: S608
        " FROM document WHERE origin = ?1 AND (?2 IS NULL OR id = ?2) ORDER BY id",
        (OWN_ORIGIN, id),
    )
    return tuple(_entry(dict(zip(fields, row, strict=True))) for row in rows)


def _entry(row: dict[str, object]) -> Entry:
    return Entry.model_validate({**row, "municipality": row["municipality"] or None})


def of_corpus(passage: Passage) -> NewDocument:
    """A passage of the corpus as a document of its own."""
    digest = hashlib.sha256(passage.model_dump_json().encode()).hexdigest()
    return NewDocument(
        origin=CORPUS_ORIGIN,
        name=passage.id,
        municipality=passage.municipality or "",
        sha256=digest,
        fingerprint=digest,
        kind=passage.kind,
        title=passage.title,
        publisher=passage.source.publisher,
        date=passage.source.date,
        added="",
        passages=(passage,),
    )
