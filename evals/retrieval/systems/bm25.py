"""BM25 over stemmed Dutch words, alone. Robertson and Zaragoza (2009), k1 = 1.2, b = 0.75."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from math import log
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from evals.retrieval.documents import Document
from evals.retrieval.systems.answer import DEPTH, Answer, System
from knowledge.tokens import tokens

K1, B = 1.2, 0.75

Terms = Callable[[str], Iterable[str]]


class _Posting(NamedTuple):
    rows: npt.NDArray[np.intp]
    scores: npt.NDArray[np.float64]


def stems(documents: Sequence[Document]) -> System:
    """BM25 over stems and whole codes; title, text and asks of a document are one bag."""
    return bm25(documents, lambda text: (token.term for token in tokens(text)))


def bm25(documents: Sequence[Document], terms: Terms) -> System:
    """BM25 over whatever `terms` makes of a text. Of a query a term counts once; equal scores keep order."""
    counts = [Counter(term for text in document.texts for term in terms(text)) for document in documents]
    postings = _postings(counts)

    def search(text: str) -> Answer:
        scores = np.zeros(len(documents))
        for term in sorted(set(terms(text)) & postings.keys()):
            scores[postings[term].rows] += postings[term].scores
        order = np.argsort(-scores, kind="stable")[:DEPTH]
        return Answer(tuple(documents[row].id for row in order if scores[row] > 0))

    return search


def _postings(counts: Sequence[Counter[str]]) -> dict[str, _Posting]:
    lengths = np.array([count.total() for count in counts], dtype=np.float64)
    norms = K1 * (1 - B + B * lengths / max(lengths.mean(), 1.0))
    found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for row, count in enumerate(counts):
        for term, times in count.items():
            found[term].append((row, times))
    postings = {}
    for term, places in found.items():
        rows = np.array([row for row, _ in places], dtype=np.intp)
        counted = np.array([times for _, times in places], dtype=np.float64)
        idf = log(1 + (len(counts) - len(places) + 0.5) / (len(places) + 0.5))
        postings[term] = _Posting(rows, idf * counted * (K1 + 1) / (counted + norms[rows]))
    return postings
