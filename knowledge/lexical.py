"""Search by word: BM25 over stems and codes, with character n-grams for typing errors and compounds.

BM25 after Robertson and Zaragoza, "The Probabilistic Relevance Framework" (2009), k1 = 1.2, b = 0.75.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from knowledge.tokens import Token, tokens

K1, B = 1.2, 0.75

_GRAM = 3
_ALIKE = 0.6  # Dice overlap from which an unknown word counts as a typing error of a known one
_INFLECTED = 0.9  # what a word counts when only its ending differs (registratie, registraties)
_PART = 0.5  # what a word counts when it is only part of a compound, or the other way round
_SHORTEST_PART = 5

Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]


class Lexical(NamedTuple):
    """What the words of a query say, one number a document.

    `share` is the BM25 score as a share of the most that query could get (0 to 1); `coverage` the
    share of the query's words found, rare words weighing more (0 to 1); `code` whether a code of
    the query was found (0 or 1).
    """

    share: Floats
    coverage: Floats
    code: Floats


class _Posting(NamedTuple):
    rows: Rows
    weights: Floats  # BM25 weights without idf, 0 to k1 + 1
    idf: float


class WordIndex:
    """An inverted index over documents given as text; a document is named by its row."""

    def __init__(self, documents: Sequence[str]) -> None:
        counts = [Counter(_terms(document)) for document in documents]
        self._size = len(documents)
        self._rarest = log(1 + (self._size + 0.5) / 0.5)
        self._postings = _postings(counts)
        self._grams = _gram_index(self._postings)

    def search(self, query: str) -> Lexical:
        """How well each document matches the words of `query`."""
        total = 0.0
        share, coverage, code = (np.zeros(self._size) for _ in range(3))
        for token in _unique(tokens(query)):
            alternatives = self._alternatives(token)
            idf = max((self._postings[each].idf for each in alternatives), default=self._rarest)
            found, covered = np.zeros(self._size), np.zeros(self._size)
            for term, weight in alternatives.items():
                posting = self._postings[term]
                np.maximum.at(found, posting.rows, weight * posting.weights / (K1 + 1))
                np.maximum.at(covered, posting.rows, weight)
                if token.code:
                    code[posting.rows] = 1.0
            share += idf * found
            coverage += idf * covered
            total += idf
        total = total or 1.0
        return Lexical(share / total, coverage / total, code)

    def matches(self, query: str, row: int) -> tuple[str, ...]:
        """The words of `query`, as written, that document `row` holds in some form; rarest first."""
        held = [
            (self._postings[term].idf, token.surface)
            for token in _unique(tokens(query))
            for term in self._alternatives(token)
            if row in self._postings[term].rows
        ]
        return tuple(dict.fromkeys(surface for _, surface in sorted(held, key=lambda pair: -pair[0])))

    def _alternatives(self, token: Token) -> Mapping[str, float]:
        """Terms of the index that `token` may stand for, each with how much it counts (0 to 1)."""
        exact = {term: 1.0 for term in (token.term, *token.also) if term in self._postings}
        if token.code or len(token.term) < 4:
            return exact
        overlaps: Counter[str] = Counter()
        own = _grams(token.term)
        for gram in own:
            overlaps.update(self._grams.get(gram, ()))
        near: dict[str, float] = {}
        for term, shared in overlaps.items():
            if _is_part(term, token.term) or _is_part(token.term, term):
                near[term] = _INFLECTED if abs(len(term) - len(token.term)) <= 2 else _PART
            elif not exact and (dice := 2 * shared / (len(own) + len(_grams(term)))) >= _ALIKE:
                near[term] = dice
        return {**near, **exact}


def _terms(document: str) -> Iterator[str]:
    for token in tokens(document):
        yield token.term
        yield from token.also


def _unique(found: Iterable[Token]) -> tuple[Token, ...]:
    return tuple({token.term: token for token in found}.values())


def _is_part(part: str, whole: str) -> bool:
    """Whether `part` opens or closes `whole`, as in tijd-registratie."""
    return len(part) >= _SHORTEST_PART and part != whole and (whole.startswith(part) or whole.endswith(part))


def _grams(term: str) -> frozenset[str]:
    padded = f"#{term}#"
    return frozenset(padded[at : at + _GRAM] for at in range(len(padded) - _GRAM + 1))


def _gram_index(terms: Iterable[str]) -> dict[str, list[str]]:
    index: dict[str, list[str]] = {}
    for term in terms:
        if not any(character.isdigit() for character in term):
            for gram in _grams(term):
                index.setdefault(gram, []).append(term)
    return index


def _postings(counts: Sequence[Counter[str]]) -> dict[str, _Posting]:
    lengths = [sum(count.values()) for count in counts]
    average = (sum(lengths) / len(lengths) if lengths else 0) or 1.0
    held: dict[str, list[tuple[int, float]]] = {}
    for row, count in enumerate(counts):
        norm = K1 * (1 - B + B * lengths[row] / average)
        for term, times in count.items():
            held.setdefault(term, []).append((row, times * (K1 + 1) / (times + norm)))
    return {
        term: _Posting(
            np.array([row for row, _ in pairs], dtype=np.int64),
            np.array([weight for _, weight in pairs]),
            log(1 + (len(counts) - len(pairs) + 0.5) / (len(pairs) + 0.5)),
        )
        for term, pairs in held.items()
    }
