"""The public face of the knowledge: search it by meaning and by word, and know when nothing fits."""

import re
from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from heapq import nsmallest
from pathlib import Path
from typing import NamedTuple, Protocol

import numpy as np
from pydantic import BaseModel, ConfigDict

from knowledge.closer import CloserLook
from knowledge.database import Connection
from knowledge.dense import Dense
from knowledge.engines.asking import asking_engine
from knowledge.engines.base import NamedEmbeddings
from knowledge.errors import IndexUnavailable
from knowledge.evidence import Gatherer, Scope
from knowledge.lexical import shared_words
from knowledge.library import EXACT, Library
from knowledge.loading import CORPUS, corpus_digest, load_corpus
from knowledge.municipalities import Municipalities
from knowledge.neighbours import Neighbour
from knowledge.passages import Kind, Passage
from knowledge.relevance import Evidence, Features, shipped_calibration
from knowledge.state import State
from knowledge.tables import ENOUGH, code_tables
from knowledge.texts import text as sentence
from knowledge.vectors import Matrix, Progress

LONGEST_QUERY = 2000
"""Characters of a query that are looked at: more than the engine takes in at once adds only noise."""

_RELATED, _SAME_MEANING = 2.0, 3.0  # standard deviations above the usual cosine of the query
_MOST_WORDS_NAMED = 4
_AT_ONCE = 4  # queries embedded at the same time
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


class _Embedding(NamedTuple):
    """A query that is being embedded: the name of the engine, and that of how it reads queries."""

    engine: str
    reading: str
    coming: Future[list[float]]

    def vector(self) -> Matrix:
        """Waits for the vector."""
        return np.asarray(self.coming.result(), dtype=np.float32)


class Measured(NamedTuple):
    """The vector of a query, and what was measured about each passage found, by id."""

    vector: Matrix
    passages: Mapping[str, Features]


class Knowledge:
    """The library, ready to search. Safe to use from several threads."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._gatherer = Gatherer(Dense(library.store))
        self._closer = CloserLook()
        self._embedding = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="embedding")

    @classmethod
    def open(
        cls,
        data_dir: Path,
        corpus: Path | None = None,
        *,
        engine: NamedEmbeddings | None = None,
        chroma_url: str | None = None,
        exact: int = EXACT,
        progress: Progress | None = None,
    ) -> "Knowledge":
        """The library in `data_dir`, holding `corpus` (by default the shipped one) and own documents.

        `engine` is by default the embedded one; with another than last time every text is embedded
        anew first. `chroma_url` and `exact` as in `Library.open`.

        Raises:
            CorpusError: a file of the corpus is wrong.
            IndexUnavailable: the library is damaged, or cannot be read or written; or the package is.
        """
        shipped = shipped_calibration()  # before a file is open: without it nothing can be searched
        root = CORPUS if corpus is None else corpus
        library = Library.open(
            data_dir, engine or asking_engine(), chroma_url=chroma_url, exact=exact, progress=progress
        )
        digest = corpus_digest(root)
        if library.state().corpus != digest:
            library.take_in(load_corpus(root), digest)
        knowledge = cls(library)
        if library.state().calibration is None and library.engine.query_name != shipped.engine:
            from knowledge.calibration import calibrate  # seldom needed

            library.keep_calibration(calibrate(knowledge))
        return knowledge

    def close(self) -> None:
        """Let go of the files."""
        self._embedding.shutdown()
        self.library.close()

    @property
    def version(self) -> str:
        """Identifies everything that is searched: the corpus and the documents that were added."""
        return self.library.state().version

    def get(self, id: str) -> Passage | None:  # noqa: A002 - the word of the interface
        """The passage with this id, or None."""
        return self.library.get(id)

    def search(
        self, text: str, *, kinds: Collection[Kind] | None = None, near: str | None = None, limit: int = 5
    ) -> Found:
        """The passages that fit `text` best, those that do not really fit flagged as such.

        With `near` (a CBS code), requirements (`eis`) of its neighbours come first, nearest first, and
        those of other municipalities, its own included, are left out. No text makes it fail; of a
        long one the first 2000 characters count. Beside rows of code tables there are never more hits
        than `knowledge.closer.MOST`.

        Raises:
            IndexUnavailable: the library was damaged or taken away, or the Chroma server does not answer.
        """
        query = _clean(text)
        if not any(character.isalnum() for character in query):
            return Found()
        found = self._passages(query, kinds, near, max(limit, 0))
        rows: tuple[Hit, ...] = ()
        if kinds is None or Kind.CODE in kinds:  # else the tables need not even be read
            rows = _rows(query, limit, alone=kinds is not None and set(kinds) == {Kind.CODE})
        return Found(hits=(*rows, *found.hits)[: max(limit, 0)], relevant=found.relevant or bool(rows))

    def _passages(self, query: str, kinds: Collection[Kind] | None, near: str | None, limit: int) -> Found:
        around = self._around(near)
        chosen = tuple(kind for kind in Kind if kind is not Kind.CODE and (kinds is None or kind in kinds))
        scope = Scope(chosen, None if around is None else tuple(around))
        state = self.library.state()
        try:
            return self._found(query, self._embed(query, state), scope, around or {}, limit)
        except IndexUnavailable:
            self.library.upkeep.repair(state.build)  # nothing, if other vectors were put in place meanwhile
            state = self.library.state()
            return self._found(query, self._embed(query, state), scope, around or {}, limit)

    def measure(self, text: str, known: Matrix | None = None) -> Measured:
        """What a search for `text` looks at: a calibration is fitted on it; `known` is its vector."""
        vector = self._embed(text, self.library.state()).vector() if known is None else known
        with self.library.database.reading() as connection:
            state = self.library.upkeep.state_in(connection)
            gathered = self._gatherer.gather(connection, state, text, lambda: vector, Scope(tuple(Kind)))
            found = self._closer.features(connection, state, text, vector, gathered.evidence)
            passages = _read_passages(connection, found)
        return Measured(vector, {passages[number].id: features for number, features in found.items()})

    def _embed(self, query: str, state: State) -> "_Embedding":
        """Starts to embed `query` beside this thread: an engine works without the lock of Python."""
        engine = self.library.engine_for(state)
        return _Embedding(engine.name, engine.query_name, self._embedding.submit(engine.embed_query, query))

    def _found(
        self,
        query: str,
        embedded: "_Embedding",
        scope: Scope,
        around: Mapping[str, Neighbour],
        limit: int,
    ) -> Found:
        with self.library.database.reading() as connection:
            state = self.library.upkeep.state_in(connection)
            if state.engine != embedded.engine:
                raise IndexUnavailable(self.library.upkeep.folder, state.engine, "other_engine")
            calibration = state.calibration or shipped_calibration()
            gathered = self._gatherer.gather(connection, state, query, embedded.vector, scope)
            vector = embedded.vector()
            verdict = calibration.part if scope.part else calibration.whole
            about = calibration.about(embedded.reading, vector)
            features = self._closer.features(connection, state, query, vector, gathered.evidence)
            chances = calibration.scores(tuple(features.values()), about, verdict)
            scores = dict(zip(features, chances, strict=True))
            nearness = _nearness(connection, scores, list(around))

            def place(number: int) -> tuple[bool, int, float, int]:
                relevant = scores[number] >= verdict.threshold
                return (
                    not relevant,
                    nearness.get(number, len(around)) if relevant else 0,
                    -scores[number],
                    number,
                )

            best = nsmallest(limit, scores, key=place)
            passages = _read_passages(connection, best)
            hits = tuple(
                Hit(
                    passage=passages[number],
                    score=round(scores[number], 4),
                    relevant=scores[number] >= verdict.threshold,
                    why=_why(
                        gathered.evidence[number],
                        shared_words(connection, gathered.words, number),
                        around.get(passages[number].municipality or ""),
                        scores[number] >= verdict.threshold,
                    ),
                )
                for number in best
            )
        return Found(hits=hits, relevant=max(scores.values(), default=0.0) >= verdict.threshold)

    def _around(self, near: str | None) -> Mapping[str, Neighbour] | None:
        if near is None:
            return None
        return {each.code: each for each in Municipalities.load().neighbours(near)}


def _nearness(connection: Connection, numbers: Collection[int], order: Sequence[str]) -> dict[int, int]:
    """The place in `order` of the municipality of each passage that has one there."""
    if not order:
        return {}
    places = {code: place for place, code in enumerate(order)}
    rows = connection.execute(
        f"SELECT number, municipality FROM passage WHERE number IN ({','.join(map(str, numbers))})"  # noqa: S608
        " AND municipality IS NOT NULL"
    )
    return {number: places[code] for number, code in rows if code in places}


def _read_passages(connection: Connection, numbers: Collection[int]) -> dict[int, Passage]:
    rows = connection.execute(
        f"SELECT number, data FROM passage WHERE number IN ({','.join(map(str, numbers))})"  # noqa: S608
    )
    return {number: Passage.model_validate_json(data) for number, data in rows}


def _rows(query: str, limit: int, *, alone: bool) -> tuple[Hit, ...]:
    """Rows of code tables that `query` names: nothing fits a code better than its own row.

    When rows are all that is searched (`alone`), those whose words fit come too, flagged as they fit.
    """
    tables, most = code_tables(), max(limit, 0)
    matches = tables.find(query, most) if alone else tables.named(query, most)
    return tuple(
        Hit(
            passage=match.passage,
            score=1.0 if match.named else round(match.share, 4),
            relevant=match.named or match.by_code or match.share >= ENOUGH,
            why=sentence("why_code" if match.by_code or match.named else "why_related"),
        )
        for match in matches
    )


def _clean(text: str) -> str:
    """What of `text` is searched for: of a long one its beginning, without a word cut in two."""
    clean = " ".join(_UNSEEN.sub(" ", text[: 2 * LONGEST_QUERY]).split())
    if len(clean) <= LONGEST_QUERY:
        return clean
    return clean[: LONGEST_QUERY + 1].rpartition(" ")[0] or clean[:LONGEST_QUERY]


def _why(evidence: Evidence, words: tuple[str, ...], neighbour: Neighbour | None, relevant: bool) -> str:
    reasons = [] if neighbour is None else [neighbour.describe()]
    # Among thousands of texts some always lie near: only of what is relevant that says something.
    if relevant and evidence.excess >= _SAME_MEANING:
        reasons.append(sentence("why_meaning"))
    elif relevant and (evidence.excess >= _RELATED or not words):
        reasons.append(sentence("why_related"))
    if words:
        reasons.append(sentence("why_words", words=", ".join(words[:_MOST_WORDS_NAMED])))
    return "; ".join(reasons) or sentence("why_distant")
