"""Gathers, for one query, the passages worth scoring with what is measured about each."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from knowledge.embeddings import NamedEmbeddings
from knowledge.index import Index
from knowledge.lexical import Lexical, WordIndex
from knowledge.passages import Kind, Passage
from knowledge.relevance import Evidence
from knowledge.vectors import Matrix

POOL = 50
"""How many passages of each kind are taken by meaning, and again by word."""


class Scope(NamedTuple):
    """Where to search: some kinds, and of some kinds only the passages in certain rows."""

    kinds: Collection[Kind]
    only: Mapping[Kind, Sequence[int]] = {}


class Gatherer:
    """Searches by meaning and by word; passages are named by their row."""

    def __init__(
        self, passages: Sequence[Passage], index: Index, engine: NamedEmbeddings, background: Matrix
    ) -> None:
        self.words = WordIndex([f"{each.title}\n{each.title}\n{each.text}" for each in passages])
        self._index = index
        self._engine = engine
        self._background = background
        self._ids = [passage.id for passage in passages]
        self._row = {id_: row for row, id_ in enumerate(self._ids)}
        self._rows = {
            kind: np.array([row for row, each in enumerate(passages) if each.kind is kind], dtype=np.int64)
            for kind in Kind
        }

    def gather(self, query: str, scope: Scope) -> dict[int, Evidence]:
        """The evidence for every passage in `scope` that is near in meaning or shares a word."""
        vector = self._engine.embed_query(query)
        lexical = self.words.search(query)
        cosines: dict[int, float] = {}
        for kind in scope.kinds:
            cosines |= self._cosines(vector, lexical, kind, scope.only.get(kind))
        usual = self._background @ np.asarray(vector, dtype=np.float32)
        mean, deviation = float(usual.mean()), float(usual.std()) or 1.0
        return {
            row: Evidence(
                cosine=cosine,
                excess=(cosine - mean) / deviation,
                share=float(lexical.share[row]),
                coverage=float(lexical.coverage[row]),
                code=float(lexical.code[row]),
            )
            for row, cosine in cosines.items()
        }

    def _cosines(
        self, vector: Sequence[float], lexical: Lexical, kind: Kind, only: Sequence[int] | None
    ) -> dict[int, float]:
        rows = self._rows[kind] if only is None else np.array(only, dtype=np.int64)
        among = None if only is None else [self._ids[row] for row in only]
        by_meaning = self._index.nearest(vector, kind, POOL, among=among)
        found = {near.id for near in by_meaning}
        best = rows[np.argsort(-lexical.share[rows], kind="stable")[:POOL]]
        missed = [self._ids[row] for row in best if lexical.share[row] > 0 and self._ids[row] not in found]
        by_word = self._index.nearest(vector, kind, len(missed), among=missed)
        return {self._row[near.id]: near.cosine for near in (*by_meaning, *by_word)}
