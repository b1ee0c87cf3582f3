"""Documents and their passages as rows of the library."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from knowledge.database import Connection, numbers_of
from knowledge.lexical import bag
from knowledge.passages import Kind, Passage
from knowledge.vectors import Key, key_of, texts_of

CORPUS_ORIGIN, OWN_ORIGIN = "corpus", "own"


class NewDocument(NamedTuple):
    """A document with its passages, ready to be stored; `municipality` is empty for none."""

    origin: str
    name: str
    municipality: str
    sha256: str
    fingerprint: str
    kind: Kind
    title: str
    publisher: str
    date: str
    added: str
    passages: tuple[Passage, ...]


def insert_document(connection: Connection, new: NewDocument, identifier: int | None = None) -> int:
    """Store a document, as number `identifier` when it replaces one; gives the length of its bags."""
    row = connection.execute(
        "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (identifier, *new[:-1]),
    )
    first, last = numbers_of(new.kind)
    (newest,) = connection.execute(
        "SELECT max(number) FROM passage WHERE number BETWEEN ? AND ?", (first, last)
    ).fetchone()
    numbers = range(first if newest is None else newest + 1, last)
    bags = [bag(each) for each in new.passages]
    connection.executemany(
        "INSERT INTO passage VALUES (?, ?, ?, ?, ?)",
        [
            (number, each.id, row.lastrowid, each.municipality, each.model_dump_json(exclude_defaults=True))
            for number, each in zip(numbers, new.passages, strict=False)
        ],
    )
    connection.executemany(
        "INSERT INTO embedded VALUES (?, ?, ?)",
        [
            (number, place, key_of(text))
            for number, each in zip(numbers, new.passages, strict=False)
            for place, text in enumerate(texts_of(each))
        ],
    )
    numbered = list(zip(numbers, bags, strict=False))
    connection.executemany("INSERT INTO bag VALUES (?, ?)", numbered)
    connection.executemany("INSERT INTO posting (rowid, terms) VALUES (?, ?)", numbered)
    _count_terms(connection, bags, 1)
    return sum(len(each.split()) for each in bags)


def delete_document(connection: Connection, identifier: int) -> int:
    """Remove a document with everything of it but its vectors; gives the length of its bags."""
    of_document = "SELECT number FROM passage WHERE document = ?"
    rows = connection.execute(
        f"SELECT number, terms FROM bag WHERE number IN ({of_document})",  # noqa: S608
        (identifier,),
    ).fetchall()
    connection.executemany("INSERT INTO posting (posting, rowid, terms) VALUES ('delete', ?, ?)", rows)
    for table, column in (("bag", "number"), ("embedded", "passage")):
        connection.execute(f"DELETE FROM {table} WHERE {column} IN ({of_document})", (identifier,))  # noqa: S608
    connection.execute("DELETE FROM passage WHERE document = ?", (identifier,))
    connection.execute("DELETE FROM document WHERE id = ?", (identifier,))
    bags = [terms for _, terms in rows]
    _count_terms(connection, bags, -1)
    return sum(len(each.split()) for each in bags)


def keys_of(connection: Connection, kind: Kind) -> Iterator[Key]:
    """The keys of all texts of `kind`, each once."""
    rows = connection.execute(
        "SELECT DISTINCT key FROM embedded WHERE passage BETWEEN ? AND ?", numbers_of(kind)
    )
    return (key for (key,) in rows)


def passages_in(connection: Connection, document: int) -> Iterator[Passage]:
    """The passages of a document in reading order."""
    rows = connection.execute("SELECT data FROM passage WHERE document = ? ORDER BY number", (document,))
    return (Passage.model_validate_json(data) for (data,) in rows)


def _count_terms(connection: Connection, bags: Iterable[str], sign: int) -> None:
    counts = Counter(term for each in bags for term in set(each.split()))
    connection.executemany(
        "INSERT INTO term VALUES (?, ?, ?)"
        " ON CONFLICT (term) DO UPDATE SET passages = passages + excluded.passages",
        [(term, term[::-1], sign * count) for term, count in sorted(counts.items())],
    )
    if sign < 0:
        connection.executemany(
            "DELETE FROM term WHERE term = ? AND passages <= 0", [(term,) for term in counts]
        )
