"""Search by meaning: exact in memory while a kind is small, by Chroma's graph when it is large.

Chroma holds nothing that the library does not have: what it misses or has too much is put right from
there. Below some thousands of vectors looking at all of them takes less time than one query of Chroma.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from knowledge.database import Connection, numbers_of
from knowledge.passages import Kind
from knowledge.rows import keys_of
from knowledge.state import State
from knowledge.vector_store import VectorStore
from knowledge.vectors import Key, Matrix, as_matrix

_AROUND_KEPT = 8
_PAGE = 2000

# CROSS JOIN: in this order, or SQLite may read every vector to find a few.
_VECTORS = (
    "SELECT embedded.passage, vector.data FROM embedded"
    " CROSS JOIN vector ON vector.engine = ? AND vector.key = embedded.key WHERE embedded.passage "
)


class _Block(NamedTuple):
    """Vectors with the number of the passage of each."""

    numbers: npt.NDArray[np.int64]
    vectors: Matrix


class _View:
    """What was read of the library as it is after some number of changes."""

    def __init__(self, changes: int) -> None:
        self.changes = changes
        self.kinds: dict[Kind, _Block] = {}
        self.around: dict[tuple[str, ...], _Block] = {}


class Dense:
    """Finds passages by their vectors; one passage may have several, of which the nearest counts."""

    def __init__(self, store: VectorStore) -> None:
        self._store = store
        self._view = _View(-1)

    def nearest(
        self, connection: Connection, state: State, kind: Kind, vector: Matrix, limit: int
    ) -> dict[int, float]:
        """The cosine of each passage of `kind` among the `limit` nearest vectors, by number."""
        if kind in state.stored:
            return self._stored(connection, state, kind, vector, limit)
        kinds = self._seen(state).kinds
        if kind not in kinds:
            kinds[kind] = _block(
                connection.execute(f"{_VECTORS} BETWEEN ? AND ?", (state.engine, *numbers_of(kind)))
            )
        return _best(kinds[kind], vector, limit)

    def nearest_around(
        self, connection: Connection, state: State, municipalities: Sequence[str], vector: Matrix, limit: int
    ) -> dict[int, float]:
        """As `nearest`, of the requirements of some municipalities only."""
        return _best(self._around(connection, state, municipalities), vector, limit)

    def numbers_around(
        self, connection: Connection, state: State, municipalities: Sequence[str]
    ) -> frozenset[int]:
        """The requirements of some municipalities."""
        return frozenset(self._around(connection, state, municipalities).numbers.tolist())

    def _around(self, connection: Connection, state: State, municipalities: Sequence[str]) -> _Block:
        around, wanted = self._seen(state).around, tuple(municipalities)
        if wanted not in around:
            if len(around) >= _AROUND_KEPT:
                around.clear()
            marks = ",".join("?" * len(wanted))
            around[wanted] = _block(
                connection.execute(
                    f"{_VECTORS} IN (SELECT number FROM passage WHERE municipality IN ({marks}))",  # noqa: S608
                    (state.engine, *wanted),
                )
            )
        return around[wanted]

    def cosines(
        self, connection: Connection, state: State, numbers: Collection[int], vector: Matrix
    ) -> dict[int, float]:
        """The cosine of each of the passages `numbers`."""
        listed = ",".join(map(str, numbers))
        block = _block(connection.execute(f"{_VECTORS} IN ({listed})", (state.engine,)))
        return _best(block, vector, len(block.numbers))

    def _stored(
        self, connection: Connection, state: State, kind: Kind, vector: Matrix, limit: int
    ) -> dict[int, float]:
        self._seen(state)
        cosines = dict(self._store.nearest(state.collection(kind), vector, limit))
        marks = ",".join("?" * len(cosines))
        # A key that the library does not know belongs to a change that was never finished.
        rows = connection.execute(
            f"SELECT passage, key FROM embedded WHERE key IN ({marks}) AND passage BETWEEN ? AND ?",  # noqa: S608
            (*cosines, *numbers_of(kind)),
        )
        best: dict[int, float] = {}
        for number, key in rows:
            best[number] = max(cosines[key], best.get(number, -1.0))
        return best

    def _seen(self, state: State) -> _View:
        """What was read of the library in this state; nothing yet when it has changed."""
        view = self._view
        if view.changes != state.changes:
            self._store.follow(state.changes)
            view = self._view = _View(state.changes)
        return view


def text_vectors(connection: Connection, state: State, numbers: Sequence[int]) -> Matrix:
    """The vector of the title and text of each of the passages `numbers`, in that order."""
    rows = connection.execute(
        f"{_VECTORS} IN ({','.join(map(str, numbers))}) AND embedded.place = 0", (state.engine,)
    )
    found = dict(rows.fetchall())
    return as_matrix([found[number] for number in numbers])


def reconcile(connection: Connection, store: VectorStore, state: State, kind: Kind) -> None:
    """Make the collection of `kind` hold exactly the vectors that the library has, and check it."""
    name = state.collection(kind)
    wanted = set(keys_of(connection, kind))
    held = set(store.keys(name)) if name in store.names(state.prefix) else set()
    store.remove(name, sorted(held - wanted))
    put(connection, store, state, kind, sorted(wanted - held))
    store.probe(name)


def put(connection: Connection, store: VectorStore, state: State, kind: Kind, keys: Iterable[Key]) -> None:
    """Put the vectors called `keys` into the collection of `kind`."""
    for page in _pages(keys):
        marks = ",".join("?" * len(page))
        found = connection.execute(
            f"SELECT key, data FROM vector WHERE engine = ? AND key IN ({marks})",  # noqa: S608
            (state.engine, *page),
        ).fetchall()
        store.put(state.collection(kind), [key for key, _ in found], as_matrix([data for _, data in found]))


def is_whole(store: VectorStore, state: State) -> bool:
    """Whether Chroma holds as many vectors as it should, in collections that answer, and no others."""
    if not state.stored:
        return True  # and Chroma need not even be loaded
    names = {state.collection(kind): state.vectors[kind] for kind in state.stored}
    if set(store.names(state.prefix)) != set(names):
        return False
    for name, count in names.items():
        if store.count(name) != count:
            return False
        store.probe(name)
    return True


def _pages(keys: Iterable[Key]) -> Iterator[list[Key]]:
    rest = iter(keys)
    while page := list(islice(rest, _PAGE)):
        yield page


def _block(rows: Iterable[tuple[int, bytes]]) -> _Block:
    numbers, blobs = [], []
    for number, blob in rows:
        numbers.append(number)
        blobs.append(blob)
    return _Block(np.array(numbers, dtype=np.int64), as_matrix(blobs))


def _best(block: _Block, vector: Matrix, limit: int) -> dict[int, float]:
    if not len(block.numbers):
        return {}
    # Not "@": that starts threads, which on a busy machine costs far more than it gains.
    cosines = np.einsum("ij,j->i", block.vectors, vector)
    few = len(cosines) <= limit
    chosen = np.arange(len(cosines)) if few else np.argpartition(cosines, -limit)[-limit:]
    chosen = chosen[np.argsort(cosines[chosen])]  # the best of a passage last, so that it stays
    return dict(zip(block.numbers[chosen].tolist(), cosines[chosen].tolist(), strict=True))
