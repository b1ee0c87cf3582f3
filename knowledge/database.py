"""The file `library.db`: its tables, and connections to it for several threads and processes."""

import sqlite3
import weakref
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from knowledge.passages import Kind
from knowledge.texts import text

Connection = sqlite3.Connection

_SCHEMA = 1
_WAIT = 60  # seconds to wait for another process that is writing

# Part of the file format: the place of a kind never changes, a new one comes at the end.
_PLACES = (
    Kind.GIDS,
    Kind.STANDAARD,
    Kind.PLICHT,
    Kind.AFSPRAAK,
    Kind.FEIT,
    Kind.METHODE,
    Kind.REGISTRATIE,
    Kind.EIS,
    Kind.CODE,
)
_ROOM = 1 << 32

# `passage.number` lies in the range of its kind, so that one word index serves every kind without a join.
# `vector` is addressed by the hash of what was embedded: a text that stays is never embedded twice.
_TABLES = """
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE document (
    id INTEGER PRIMARY KEY AUTOINCREMENT, origin TEXT NOT NULL, name TEXT NOT NULL,
    municipality TEXT NOT NULL, sha256 TEXT NOT NULL, fingerprint TEXT NOT NULL, kind TEXT NOT NULL,
    title TEXT NOT NULL, publisher TEXT NOT NULL, date TEXT NOT NULL, added TEXT NOT NULL,
    UNIQUE (origin, municipality, name)
);
CREATE TABLE passage (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, document INTEGER NOT NULL REFERENCES document,
    municipality TEXT, data TEXT NOT NULL
);
CREATE INDEX passage_document ON passage (document);
CREATE INDEX passage_municipality ON passage (municipality) WHERE municipality IS NOT NULL;
CREATE TABLE embedded (
    passage INTEGER NOT NULL, place INTEGER NOT NULL, key BLOB NOT NULL, PRIMARY KEY (passage, place)
) WITHOUT ROWID;
CREATE INDEX embedded_key ON embedded (key);
CREATE TABLE vector (
    number INTEGER PRIMARY KEY, engine TEXT NOT NULL, key BLOB NOT NULL, made INTEGER NOT NULL,
    data BLOB NOT NULL, UNIQUE (engine, key)
);
CREATE TABLE bag (number INTEGER PRIMARY KEY, terms TEXT NOT NULL);
CREATE VIRTUAL TABLE posting USING fts5 (
    terms, content='bag', content_rowid='number', detail='none', tokenize="ascii tokenchars '.:_'"
);
CREATE TABLE term (term TEXT PRIMARY KEY, reversed TEXT NOT NULL, passages INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX term_reversed ON term (reversed);
"""


def numbers_of(kind: Kind) -> tuple[int, int]:
    """The first and last number that a passage of `kind` may have."""
    first = _PLACES.index(kind) * _ROOM
    return first, first + _ROOM - 1


def kind_of(number: int) -> Kind:
    """The kind of the passage with this number."""
    return _PLACES[number // _ROOM]


class Database:
    """Connections to one file; each transaction has one to itself, so threads need no lock."""

    def __init__(self, path: Path) -> None:
        """Open `path`, made with its tables when it is absent.

        Raises:
            sqlite3.Error: the file is damaged, of a newer version, or cannot be written.
        """
        self._path = path
        self._idle: deque[Connection] = deque()
        self.close = weakref.finalize(self, _close, self._idle)
        with self.writing() as connection:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if version > _SCHEMA:
                raise sqlite3.DatabaseError(text("library_newer"))
            if version == 0:
                for statement in _TABLES.split(";\n"):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {_SCHEMA}")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees the file as it is now, whatever is written meanwhile."""
        with self._lent() as connection:
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose changes become visible together at the end, or never."""
        with self._lent() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                with suppress(sqlite3.Error):  # a full disk has rolled back already
                    connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    @contextmanager
    def _lent(self) -> Iterator[Connection]:
        try:
            connection = self._idle.pop()
        except IndexError:
            connection = self._connect()
        try:
            yield connection
        finally:
            self._idle.append(connection)

    def _connect(self) -> Connection:
        connection = sqlite3.connect(
            self._path, timeout=_WAIT, isolation_level=None, check_same_thread=False, cached_statements=256
        )
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA foreign_keys = ON")
        except BaseException:
            connection.close()
            raise
        return connection


def _close(idle: deque[Connection]) -> None:
    while idle:
        idle.pop().close()
