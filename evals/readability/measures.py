"""Measures of a text that say how hard it is to read."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

LONG_WORD = 10
"""A word of so many letters or more is long: in Dutch mostly a compound."""

RARE = 3.0
"""A word below this on the Zipf scale is rare: less often than once in a million words."""

Zipf = Callable[[str], float]
"""How often a word is used: the base-10 logarithm of its number in a thousand million words; 0 is never."""

_END = re.compile(r"(?<=[.!?:])[\"”)]*\s+|\n+")
_MARK = re.compile(r"\[\d+\]")
_VARIABLE = re.compile(r"\{\w+\}")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


class Figures(NamedTuple):
    """The measures of some texts together.

    `sentence` is the mean number of words in a whole sentence: what is on a button or in a heading would make
    it look better than it is. `longest` is the most words in a sentence or line; `word` the mean number of
    letters; `long` and `rare` are shares of all words, from 0 to 1 (`rare` None when nobody knows how often
    words are used); `rarest` are the rare words with how often they are here, most used first.
    """

    sentences: int
    words: int
    sentence: float
    longest: int
    word: float
    long: float
    rare: float | None
    rarest: tuple[tuple[str, int], ...]


def parts(text: str) -> list[str]:
    """The sentences and lines of `text`; what comes after a colon counts as one of its own."""
    return [part for part in _END.split(_MARK.sub("", text)) if words(part)]


def words(text: str) -> list[str]:
    """The words of `text`; numbers are none, and a `{variable}` is one short word."""
    return _WORD.findall(_VARIABLE.sub("iets", text))


def figures(texts: Iterable[str], zipf: Zipf | None = None) -> Figures:
    """The measures of `texts`.

    Raises:
        ValueError: there is not one whole sentence in them.
    """
    read = [part.rstrip() for text in texts for part in parts(text)]
    whole = [len(words(part)) for part in read if part.endswith((".", "?", "!", '."', ".”"))]
    every = [word for part in read for word in words(part)]
    if not whole:
        raise ValueError("hier staat geen hele zin")
    rarest = Counter(word.casefold() for word in every if zipf is not None and zipf(word) < RARE)
    return Figures(
        sentences=len(whole),
        words=len(every),
        sentence=sum(whole) / len(whole),
        longest=max(len(words(part)) for part in read),
        word=sum(map(len, every)) / len(every),
        long=sum(len(word) >= LONG_WORD for word in every) / len(every),
        rare=None if zipf is None else rarest.total() / len(every),
        rarest=tuple(rarest.most_common()),
    )
