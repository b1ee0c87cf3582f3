"""The library: the shipped corpus and a municipality's own documents, in one file that is the truth.

A change becomes visible in one transaction of `library.db`, after its vectors have been made and before
the old ones are taken away. Chroma only holds copies, so a kill at any moment leaves a library that works.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from knowledge.chunks import fingerprint, passages_of
from knowledge.database import Database
from knowledge.dense import put
from knowledge.document import Document
from knowledge.engines.base import NamedEmbeddings
from knowledge.entries import Added, Entry, of_corpus, read_entries
from knowledge.errors import IndexUnavailable
from knowledge.passages import Passage
from knowledge.relevance import Calibration
from knowledge.rows import (
    CORPUS_ORIGIN,
    OWN_ORIGIN,
    NewDocument,
    delete_document,
    insert_document,
    passages_in,
)
from knowledge.state import Earlier, State, new_state, read_state, recounted, write_state
from knowledge.upkeep import Upkeep
from knowledge.vector_store import VectorStore, vector_store
from knowledge.vectors import Progress, forget_unused, keep_vectors, key_of, texts_of

FILE = "library.db"
EXACT = 10_000
"""Up to so many vectors of a kind are searched one by one, in memory (15 MB); more go to Chroma."""

_REVIEW = timedelta(days=365)
_TEXTS_AT_ONCE = 1000


class Library:
    """An opened library. Safe to use from several threads; several processes may share its folder."""

    def __init__(
        self,
        folder: Path,
        engine: NamedEmbeddings,
        store: VectorStore,
        exact: int,
        clock: Callable[[], datetime],
    ) -> None:
        self.engine = engine
        self.store = store
        self.database = Database(folder / FILE)
        self._next: NamedEmbeddings | None = None
        self.upkeep = Upkeep(
            folder, self.database, store, exact, lambda: {each.name for each in self._engines()}
        )
        self._clock = clock

    @classmethod
    def open(
        cls,
        folder: Path,
        engine: NamedEmbeddings,
        *,
        chroma_url: str | None = None,
        exact: int = EXACT,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        progress: Progress | None = None,
    ) -> "Library":
        """The library in `folder`, made when absent; with a new engine, every text is embedded anew first.

        With `chroma_url` (`http://host:port`) all vectors are kept on that server.

        Raises:
            IndexUnavailable: the folder cannot be written, the library is damaged, or no server answers.
        """
        store = vector_store(folder.resolve() / "chroma" if chroma_url is None else chroma_url)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            library = cls(folder, engine, store, 0 if chroma_url else exact, clock)
            with library.database.writing() as connection:
                state = read_state(connection) or write_state(connection, new_state(engine.name))
            store.follow(state.changes)
        except (OSError, sqlite3.OperationalError) as error:
            raise IndexUnavailable(folder, error) from error
        except (sqlite3.DatabaseError, ValueError) as error:
            raise IndexUnavailable(folder / FILE, error, "library_damaged") from error
        library.upkeep.mend()
        if state.engine != engine.name:
            library.reindex(engine, progress)
        return library

    def close(self) -> None:
        """Let go of the files."""
        self.database.close()
        self.store.close()

    def state(self) -> State:
        """The state as it is now, as this process can search it."""
        with self.database.reading() as connection:
            return self.upkeep.state_in(connection)

    def engine_for(self, state: State) -> NamedEmbeddings:
        """The engine that made the vectors of `state`.

        Raises:
            IndexUnavailable: another process brought in an engine that this one does not have.
        """
        for engine in self._engines():
            if engine.name == state.engine:
                return engine
        raise IndexUnavailable(self.upkeep.folder, state.engine, "other_engine")

    def documents(self) -> tuple[Entry, ...]:
        """The documents that were added, oldest first; the shipped corpus is not among them."""
        with self.database.reading() as connection:
            return read_entries(connection)

    def document(self, id: int) -> Entry | None:  # noqa: A002 - the word of the interface
        """The document with this id, or None."""
        with self.database.reading() as connection:
            return next(iter(read_entries(connection, id)), None)

    def passages(self, id: int) -> tuple[Passage, ...]:  # noqa: A002
        """The passages of the document with this id, in reading order."""
        with self.database.reading() as connection:
            return tuple(passages_in(connection, id))

    def get(self, id: str) -> Passage | None:  # noqa: A002
        """The passage with this id, or None."""
        with self.database.reading() as connection:
            row = connection.execute("SELECT data FROM passage WHERE id = ?", (id,)).fetchone()
        return None if row is None else Passage.model_validate_json(row[0])

    def export(self) -> Iterator[str]:
        """Every added document as a line of JSON: the fields of `Entry`, `passages` being the passages."""
        for entry in self.documents():
            with self.database.reading() as connection:
                passages = [each.model_dump(mode="json") for each in passages_in(connection, entry.id)]
            yield json.dumps({**entry.model_dump(mode="json"), "passages": passages}, ensure_ascii=False)

    def add(self, document: Document, progress: Progress | None = None) -> Added:
        """Add a document, in place of the one with this name and municipality if there is one.

        Of the same file under another name nothing is added: its passages would be found twice.

        Raises:
            DocumentError: the document does not fit.
            IndexUnavailable: the library cannot be written; it is as it was before.
        """
        now = self._clock()
        new = NewDocument(
            origin=OWN_ORIGIN,
            name=document.name,
            municipality=document.municipality or "",
            sha256=document.sha256,
            fingerprint=fingerprint(document),
            kind=document.kind,
            title=document.title,
            publisher=document.publisher,
            date=document.date,
            added=now.isoformat(),
            passages=passages_of(document, (now + _REVIEW).date()),
        )
        known = self._known(new)
        if known is not None and known[1] == new.fingerprint:
            return Added("unchanged", known[0], len(new.passages))
        if known is None and (same := self._same_file(new)) is not None:
            return Added("same", same.id, same.passages, same.name)
        with self.upkeep.failing():
            keep_vectors(self.database, self.engine_for(self.upkeep.state()), _texts(new.passages), progress)
            with self.upkeep.locked():
                known = self._known(new)
                gone = [] if known is None else [known[0]]
                self._change(gone, [new], keep_id=True)
        stored = self._known(new)
        return Added("added" if known is None else "replaced", stored[0] if stored else 0, len(new.passages))

    def remove(self, id: int) -> bool:  # noqa: A002
        """Remove a document; gives whether there was one with this id.

        Raises:
            IndexUnavailable: the library cannot be written; it is as it was before.
        """
        with self.upkeep.failing(), self.upkeep.locked():
            if self.document(id) is None:
                return False
            self._change([id], [])
        return True

    def take_in(self, passages: Sequence[Passage], version: str) -> None:
        """Make the corpus in the library equal to `passages`; only what changed is embedded.

        Raises:
            IndexUnavailable: the library cannot be written; it is as it was before.
        """
        wanted = {each.name: each for each in map(of_corpus, passages)}
        with self.upkeep.failing():
            keep_vectors(self.database, self.engine_for(self.upkeep.state()), _texts(passages))
            with self.upkeep.locked():
                with self.database.reading() as connection:
                    known = {
                        name: (identifier, fingerprint)
                        for identifier, name, fingerprint in connection.execute(
                            "SELECT id, name, fingerprint FROM document WHERE origin = ?", (CORPUS_ORIGIN,)
                        )
                    }
                same = {
                    name for name, new in wanted.items() if known.get(name, (0, ""))[1] == new.fingerprint
                }
                gone = [identifier for name, (identifier, _) in known.items() if name not in same]
                self._change(gone, [new for name, new in wanted.items() if name not in same], corpus=version)

    def reindex(self, engine: NamedEmbeddings, progress: Progress | None = None) -> None:
        """Embed every text with `engine` and put the vectors into Chroma anew; the old serve meanwhile.

        A process that only has the old engine goes on with that until the documents change. What was
        embedded before a kill is not done again.

        Raises:
            IndexUnavailable: the library cannot be written; it is as it was before.
        """
        self._next = engine
        with self.upkeep.failing():
            self._embed_all(engine, progress)
            with self.upkeep.locked():
                self._embed_all(engine, None)  # what was added meanwhile
                old = self.upkeep.state()
                fresh = old.model_copy(
                    update={
                        "engine": engine.name,
                        "build": old.build + 1,
                        "calibration": None,
                        "earlier": Earlier(engine=old.engine, calibration=old.calibration),
                    }
                )
                self.upkeep.fill(fresh)
                self.upkeep.forget_engines({old.engine, engine.name})
        self.engine, self._next = engine, None

    def keep_calibration(self, calibration: Calibration) -> None:
        """Remember how this library's engine was calibrated."""
        with self.upkeep.failing(), self.upkeep.locked():
            with self.database.writing() as connection:
                state = self.upkeep.written_in(connection)
                after = write_state(connection, state.model_copy(update={"calibration": calibration}))
            self.store.follow(after.changes, own=True)

    def _engines(self) -> list[NamedEmbeddings]:
        return [engine for engine in (self.engine, self._next) if engine is not None]

    def _known(self, new: NewDocument) -> tuple[int, str] | None:
        """The id and fingerprint of the document that `new` would replace."""
        with self.database.reading() as connection:
            row = connection.execute(
                "SELECT id, fingerprint FROM document WHERE origin = ? AND municipality = ? AND name = ?",
                (new.origin, new.municipality, new.name),
            ).fetchone()
        return None if row is None else (int(row[0]), str(row[1]))

    def _same_file(self, new: NewDocument) -> Entry | None:
        """The document of this municipality and kind that was read from the same file under another name."""
        same = (new.municipality or None, new.kind, new.sha256)
        return next(
            (each for each in self.documents() if (each.municipality, each.kind, each.sha256) == same), None
        )

    def _change(
        self,
        gone: Sequence[int],
        new: Sequence[NewDocument],
        *,
        keep_id: bool = False,
        corpus: str | None = None,
    ) -> None:
        """Take away documents and bring in others, in one step. The folder has to be locked."""
        before = self.upkeep.state()
        engine = self.engine_for(before)
        keep_vectors(self.database, engine, (each for one in new for each in _texts(one.passages)))
        self.store.follow(before.changes)
        with self.upkeep.storing(before.stored), self.database.reading() as connection:
            for kind in before.stored & {each.kind for each in new}:
                texts = (each for one in new if one.kind is kind for each in _texts(one.passages))
                put(connection, self.store, before, kind, map(key_of, texts))
        with self.database.writing() as connection:
            length = before.terms - sum(delete_document(connection, each) for each in gone)
            for each in new:
                length += insert_document(connection, each, gone[0] if keep_id and gone else None)
            forget_unused(connection)
            after = recounted(connection, before.model_copy(update={"terms": length}))
            after = after.model_copy(update={"corpus": corpus or before.corpus, "earlier": None})
            after = write_state(connection, after)
        self.store.follow(after.changes, own=True)
        if before.earlier is not None:  # its vectors do not have what was brought in now
            self.upkeep.forget_engines({after.engine})
        if (gone and after.stored) or self.upkeep.large(after) != after.stored:
            self.upkeep.fill(after)

    def _embed_all(self, engine: NamedEmbeddings, progress: Progress | None) -> None:
        with self.database.reading() as connection:
            (total,) = connection.execute("SELECT count(*) FROM embedded").fetchone()
        last, done = -1, 0
        while True:
            with self.database.reading() as connection:
                rows = connection.execute(
                    "SELECT number, data FROM passage WHERE number > ? ORDER BY number LIMIT ?",
                    (last, _TEXTS_AT_ONCE),
                ).fetchall()
            if not rows:
                return
            last = rows[-1][0]
            texts = _texts(Passage.model_validate_json(data) for _, data in rows)
            keep_vectors(self.database, engine, texts, _shifted(progress, done, total))
            done += len(texts)
            if progress is not None:
                progress(done, total)


def _texts(passages: Iterable[Passage]) -> list[str]:
    return [each for passage in passages for each in texts_of(passage)]


def _shifted(progress: Progress | None, done: int, total: int) -> Progress | None:
    return None if progress is None else lambda more, _: progress(done + more, total)
