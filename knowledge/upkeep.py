"""Keeps what Chroma holds equal to the library, and puts it right after a kill or damage."""

import logging
import shutil
import sqlite3
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from knowledge.database import Connection, Database
from knowledge.dense import is_whole, reconcile
from knowledge.errors import IndexUnavailable
from knowledge.passages import Kind
from knowledge.state import State, read_state, write_state
from knowledge.texts import text
from knowledge.vector_store import VectorStore

_log = logging.getLogger(__name__)


class Upkeep:
    """The library's folder: its lock, its state and its vectors in Chroma."""

    def __init__(
        self,
        folder: Path,
        database: Database,
        store: VectorStore,
        exact: int,
        engines: Callable[[], Collection[str]],
    ) -> None:
        """`engines` gives the names of the engines that this process has."""
        self.folder = folder
        self._engines = engines
        self._database = database
        self._store = store
        self._exact = exact
        self._mark = folder / "chroma-writing"

    def state_in(self, connection: Connection) -> State:
        """What `connection` sees, as this process can search it."""
        return self.written_in(connection).seen_with(self._engines())

    def state(self) -> State:
        """The state as it is now, whoever can search it."""
        with self._database.reading() as connection:
            return self.written_in(connection)

    def written_in(self, connection: Connection) -> State:
        """What `connection` sees, as it was written: only this may be changed and written again."""
        state = read_state(connection)
        if state is None:
            raise IndexUnavailable(self.folder, text("library_empty"), "library_damaged")
        return state

    def repair(self, build: int) -> None:
        """Put the vectors into Chroma anew after searching `build` failed, unless that was done already.

        Raises:
            IndexUnavailable: it cannot be repaired from here.
        """
        with self.failing(), self.locked():
            state = self.state()
            if state.build == build and state.stored and not self._store.served:
                _log.warning(text("index_damaged", folder=self.folder, problem=text("store_silent")))
                self._rebuild(state)

    def large(self, state: State) -> frozenset[Kind]:
        """The kinds that belong in Chroma: a kind that shrinks stays where it is."""
        return state.stored | {kind for kind, count in state.vectors.items() if count > self._exact}

    def fill(self, state: State) -> None:
        """Make Chroma hold what it should by `state`, and then make that the state."""
        self._store.follow(state.changes)
        large = self.large(state)
        with self.storing(large), self._database.reading() as connection:
            for kind in large:
                reconcile(connection, self._store, state, kind)
        with self._database.writing() as connection:
            after = write_state(connection, state.model_copy(update={"stored": large}))
        self._store.follow(after.changes, own=True)
        self._sweep(after)

    def forget_engines(self, kept: Collection[str]) -> None:
        """Remove the vectors of all engines but these."""
        with self._database.writing() as connection:
            marks = ",".join("?" * len(kept))
            connection.execute(f"DELETE FROM vector WHERE engine NOT IN ({marks})", tuple(kept))  # noqa: S608

    @contextmanager
    def storing(self, kinds: Collection[Kind]) -> Iterator[None]:
        """Leave a mark while Chroma is being written: a half-written graph can crash who reads it."""
        if not kinds or self._store.served:
            yield
            return
        self._mark.touch()
        yield
        self._mark.unlink(missing_ok=True)

    def _sweep(self, state: State) -> None:
        """Drop collections of earlier builds."""
        if state.stored:
            names = {state.collection(kind) for kind in state.stored}
            for name in set(self._store.names(state.prefix)) - names:
                self._store.drop(name)

    def mend(self) -> None:
        """Make what Chroma holds whole again: after a kill, damage, or a change of place."""
        state = self.state()
        try:
            if not self._mark.exists() and self.large(state) == state.stored and is_whole(self._store, state):
                return
        except IndexUnavailable as error:
            _log.warning(text("index_damaged", folder=self.folder, problem=error))
        with self.failing(), self.locked():
            if self._mark.exists():  # whoever was writing is no more, because the folder is ours
                self._wipe()
            state = self.state()
            try:
                self.fill(state)
            except IndexUnavailable:
                self._rebuild(state)

    def _wipe(self) -> None:
        self._store.close()
        shutil.rmtree(self.folder / "chroma", ignore_errors=True)
        self._mark.unlink(missing_ok=True)

    def _rebuild(self, state: State) -> None:
        """Put all vectors into Chroma anew. The folder has to be locked."""
        fresh = state.model_copy(update={"build": state.build + 1})
        try:
            self.fill(fresh)
        except IndexUnavailable:
            if self._store.served:
                raise
            self._wipe()
            self.fill(fresh)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the folder, so that one process or thread at a time makes changes."""
        import fcntl

        with (self.folder / "library.lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    @contextmanager
    def failing(self) -> Iterator[None]:
        """Turn what goes wrong with files into the error that names the remedy."""
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            raise IndexUnavailable(self.folder, error) from error
