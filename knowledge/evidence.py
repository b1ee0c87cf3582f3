"""Gathers, for one query, the passages worth scoring with what is measured about each."""

from collections.abc import Callable, Collection, Mapping, Sequence
from heapq import nlargest
from typing import NamedTuple

import numpy as np

from knowledge.database import Connection, kind_of
from knowledge.dense import Dense
from knowledge.lexical import Bag, Word, by_word, measure_words, read_bags, words_of
from knowledge.passages import Kind
from knowledge.relevance import Evidence
from knowledge.remembered import Remembered
from knowledge.rows import CORPUS_ORIGIN
from knowledge.state import State
from knowledge.tables import code_tables
from knowledge.vectors import SHIPPED, Matrix, as_matrix, read_vectors

FEWEST, ALL = 24, 120
"""How many vectors are taken of each kind, and of one kind when only that is searched; by word half of it."""

_ENOUGH = 100  # passages that show what the cosines of a query are usually like


class Scope(NamedTuple):
    """Which kinds to search; of requirements only those of the municipalities `around`, if given."""

    kinds: Collection[Kind]
    around: Sequence[str] | None = None

    @property
    def part(self) -> bool:
        """Whether not all passages are searched; rows of code tables are none."""
        return not set(Kind) - {Kind.CODE} <= set(self.kinds)

    @property
    def each(self) -> int:
        """How many vectors to take of each kind."""
        return max(FEWEST, ALL // max(1, len(self.kinds)))


class Gathered(NamedTuple):
    """The words of the query and, by number, what was measured about each passage found."""

    words: tuple[Word, ...]
    evidence: dict[int, Evidence]


class Gatherer:
    """Searches by meaning and by word."""

    def __init__(self, dense: Dense) -> None:
        self._dense = dense
        self._bags: Remembered[Bag] = Remembered()
        self._usual: tuple[int, Matrix] = (-1, as_matrix([]))

    def gather(
        self, connection: Connection, state: State, query: str, embedded: Callable[[], Matrix], scope: Scope
    ) -> Gathered:
        """The evidence for every passage in `scope` near `query` in meaning or with words of it.

        `embedded` gives the vector of `query`; words are looked up first, while it is being made.
        """
        words = words_of(connection, query, state.size, code_tables())
        scores = by_word(connection, words)
        vector = embedded()
        cosines = self._by_meaning(connection, state, vector, scope)
        cosines |= self._by_word(connection, state, vector, scope, scores, cosines)
        bags = self._bags.of(state.changes, cosines, lambda some: read_bags(connection, some))
        lexical = measure_words(words, bags, state.average)
        mean, deviation = self._usually(connection, state, vector)
        evidence = {
            number: Evidence(cosine, (cosine - mean) / deviation, *lexical[number])
            for number, cosine in cosines.items()
        }
        return Gathered(words, evidence)

    def _by_meaning(
        self, connection: Connection, state: State, vector: Matrix, scope: Scope
    ) -> dict[int, float]:
        found: dict[int, float] = {}
        for kind in scope.kinds:
            if kind is Kind.EIS and scope.around is not None:
                found |= self._dense.nearest_around(connection, state, scope.around, vector, scope.each)
            else:
                found |= self._dense.nearest(connection, state, kind, vector, scope.each)
        return found

    def _by_word(
        self,
        connection: Connection,
        state: State,
        vector: Matrix,
        scope: Scope,
        scores: Mapping[int, float],
        known: Collection[int],
    ) -> dict[int, float]:
        groups: dict[Kind, list[int]] = {}
        for number in scores:
            groups.setdefault(kind_of(number), []).append(number)
        if scope.around is not None:
            near = self._dense.numbers_around(connection, state, scope.around)
            groups[Kind.EIS] = [number for number in groups.get(Kind.EIS, ()) if number in near]
        missed: list[int] = []
        for kind in scope.kinds:
            best = nlargest(
                scope.each // 2, groups.get(kind, ()), key=lambda number: (scores[number], -number)
            )
            missed += [number for number in best if number not in known]
        return self._dense.cosines(connection, state, missed, vector) if missed else {}

    def _usually(self, connection: Connection, state: State, vector: Matrix) -> tuple[float, float]:
        """Mean and standard deviation of the cosines of `vector` with texts of all sorts."""
        changes, usual = self._usual
        if changes != state.changes:
            usual = _background(connection, state.engine)
            self._usual = state.changes, usual
        if not len(usual):
            return 0.0, 1.0
        cosines = np.einsum("ij,j->i", usual, vector)
        return float(cosines.mean()), float(cosines.std()) or 1.0


def _background(connection: Connection, engine: str) -> Matrix:
    """The vectors of the corpus, one a passage; those that are shipped when the corpus is small."""
    rows = connection.execute(
        "SELECT vector.data FROM document CROSS JOIN passage ON passage.document = document.id"
        " CROSS JOIN embedded ON embedded.passage = passage.number AND embedded.place = 0"
        " CROSS JOIN vector ON vector.engine = ? AND vector.key = embedded.key WHERE document.origin = ?",
        (engine, CORPUS_ORIGIN),
    )
    own = as_matrix([data for (data,) in rows])
    shipped = [] if len(own) >= _ENOUGH else list(read_vectors(SHIPPED, engine).values())
    return np.stack(shipped).astype(np.float32) if shipped else own
