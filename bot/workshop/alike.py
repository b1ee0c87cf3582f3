"""Registrations that are probably the same, to offer for merging. Nothing is merged by itself."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import combinations, product
from pathlib import Path
from typing import NamedTuple

from pydantic import RootModel

from bot.content.source import read_model
from bot.workshop.workshop import Item, State, Workshop

THRESHOLD = 64.0
"""From this likeness two are offered: the best F1 on one half of `tests/workshop/pairs.yaml`.

Words only: the same thing in other words is not found, and what differs in one word is offered as well.
"""

_UNTOUCHED = (State.WAITING, State.SKIPPED, State.PARKED)
_WORD = re.compile(r"\d+|[^\W\d_]+")
_NUMBER = re.compile(r"\d+")
_SHORTEST = 2


class Offer(NamedTuple):
    """Two registrations, by id, that are probably the same; `keep` is the first on the list.

    `likeness` runs from 0 to 100.
    """

    keep: str
    drop: str
    likeness: float


class _Words(RootModel[tuple[str, ...]]):
    """Lines of words."""


def alike(workshop: Workshop) -> tuple[Offer, ...]:
    """What can be offered for merging now, the most alike first.

    Those that were voted on cannot be merged any more; one to practise with is never the same as a real one.
    """
    mergeable = [item for item in workshop.items if not item.rounds and item.state in _UNTOUCHED]
    offers = (
        Offer(one.id, other.id, _most_alike(one, other))
        for one, other in combinations(mergeable, 2)
        if one.practice == other.practice
    )
    return tuple(
        sorted((offer for offer in offers if offer.likeness >= THRESHOLD), key=lambda offer: -offer.likeness)
    )


def likeness(one: str, other: str) -> float:
    """How much two texts are alike (0 to 100), in whatever order their words are.

    Two texts with different numbers are not: message 305 is not message 307.
    """
    from rapidfuzz import fuzz

    numbers = {*_NUMBER.findall(one)}, {*_NUMBER.findall(other)}
    if all(numbers) and numbers[0] != numbers[1]:
        return 0.0
    return fuzz.token_sort_ratio(_folded(one), _folded(other))


def _most_alike(one: Item, other: Item) -> float:
    return max(likeness(*texts) for texts in product((one.text, *one.also), (other.text, *other.also)))


@lru_cache(maxsize=2_000)
def _folded(text: str) -> str:
    """Stems of the words that say something; all of its words when none does."""
    words = _WORD.findall(_plain(text))
    telling = [word for word in words if word not in _empty() and (len(word) >= _SHORTEST or word.isdigit())]
    return " ".join(_stems(telling or words))


def _stems(words: list[str]) -> Iterator[str]:
    from snowballstemmer import stemmer

    # One for each text: a stemmer keeps the word it works on in itself.
    dutch = stemmer("dutch_porter")
    yield from (dutch.stemWord(word) for word in words)


@cache
def _empty() -> frozenset[str]:
    lines = read_model(Path(__file__).with_name("alike.yaml"), _Words).root
    return frozenset(word for line in lines for word in line.split())


def _plain(text: str) -> str:
    """`text` in lower case without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))
