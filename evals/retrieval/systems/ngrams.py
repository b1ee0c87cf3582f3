"""BM25 over pieces of three to five letters: typing errors and parts of compounds cost little."""

import re
from collections.abc import Iterator, Sequence

from evals.retrieval.documents import Document
from evals.retrieval.systems.answer import System
from evals.retrieval.systems.bm25 import bm25

LENGTHS = range(3, 6)

_WORD = re.compile(r"\w+")


def ngrams(documents: Sequence[Document]) -> System:
    """BM25 over the pieces of words; the ends of a word are part of them."""
    return bm25(documents, pieces)


def pieces(text: str) -> Iterator[str]:
    """The pieces of each word of `text`, with `_` at its ends."""
    for word in _WORD.findall(text.casefold()):
        closed = f"_{word}_"
        for length in LENGTHS:
            for start in range(len(closed) - length + 1):
                yield closed[start : start + length]
