"""Texts of own documents: those in the folder `BENCH_DOCUMENTS`, or made up in the shape of a statute."""

import os
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

import numpy as np

from knowledge.documents.parsing import pieces_of
from knowledge.documents.walking import files_in

FOLDER = "BENCH_DOCUMENTS"
"""The environment variable with a folder of real documents, such as statutes as Markdown."""

_WORDS, _FEWEST, _MOST = 20_000, 20, 250
_SEED = 7


def passages(count: int) -> Iterator[str]:
    """`count` different texts, the same on every run; real ones come back with another number."""
    real = _real()
    if real:
        for number, text in enumerate(islice(cycle(real), count)):
            yield f"{number}. {text}"
    else:
        yield from _made(count)


def _real() -> list[str]:
    folder = os.environ.get(FOLDER)
    if not folder:
        return []
    return [
        piece.text
        for path, _ in files_in([Path(folder)])
        for piece in pieces_of(path, None, _unwatched, _unwatched)
        if len(piece.text.split()) >= _FEWEST
    ]


def _unwatched(*_pages: int) -> None:
    """Nobody follows what is read."""


def _made(count: int) -> Iterator[str]:
    """Sentences of made-up words, a few of them very common and most of them rare, as in any language."""
    chance = np.random.default_rng(_SEED)
    syllables = [
        f"{begin}{middle}{end}"
        for begin in ("b", "d", "g", "k", "l", "m", "n", "r", "st", "t", "v", "z")
        for middle in ("a", "e", "i", "o", "aa", "ee", "oe", "ij")
        for end in ("", "n", "r", "l", "t", "k")
    ]
    words = ["".join(chance.choice(syllables, chance.integers(1, 4))) for _ in range(_WORDS)]
    often = 1 / np.arange(1, _WORDS + 1)
    often /= often.sum()
    for _ in range(count):
        picked = chance.choice(_WORDS, int(chance.integers(_FEWEST, _MOST)), p=often)
        yield " ".join(words[each] for each in picked)
