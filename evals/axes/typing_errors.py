"""Typing errors: letters swapped, left out or doubled in what the user types."""

from collections.abc import Iterator
from random import Random

from evals.axes.variant import Variant
from evals.cases import Case

TIMES = 2
LETTERS_PER_ERROR = 25
SHORTEST_WORD = 5
"""Shorter words become another word too easily ("niet", "wel"), which is no typing error any more."""


def typing_errors(_case: Case, base: Variant, random: Random) -> Iterator[Variant]:
    """Twice other errors, in the description and in every typed answer."""
    for number in range(1, TIMES + 1):
        yield base.model_copy(
            update={
                "axis": "typing_errors",
                "name": f"errors-{number}",
                "description": mistype(base.description, random),
                "words": {
                    slot: tuple(mistype(text, random) for text in texts) for slot, texts in base.words.items()
                },
            }
        )


def mistype(text: str, random: Random) -> str:
    """`text` with an error in about one of 25 letters, at least one if a word is long enough.

    At most one error in a word, never in its first letter or in a word with digits.
    """
    words = text.split(" ")
    long = [at for at, word in enumerate(words) if word.isalpha() and len(word) >= SHORTEST_WORD]
    errors = min(len(long), max(1, len(text) // LETTERS_PER_ERROR))
    for at in random.sample(long, errors):
        words[at] = _mistyped(words[at], random)
    return " ".join(words)


def _mistyped(word: str, random: Random) -> str:
    at = random.randrange(1, len(word) - 1)
    match random.randrange(3):
        case 0 if word[at] != word[at + 1]:
            return f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}"
        case 1:
            return word[:at] + word[at + 1 :]
        case _:
            return word[:at] + word[at] + word[at:]
