"""The words by which personal data are known, and what they are made into to search with."""

import re
from collections.abc import Sequence

from bot.understanding.folding import fold
from bot.understanding.language_data import Data, Phrases, read_data


class _Words(Data):
    """See the comments in `words.yaml`."""

    amount_before: Phrases
    label_before: Phrases
    amount_after: Phrases
    always_near: Phrases
    at_words: Phrases
    dot_words: Phrases
    mailboxes: Phrases
    numbered: Phrases
    number_words: Phrases
    clients: Phrases
    every: Phrases
    units: Phrases
    months: Phrases
    street_endings: Phrases
    capital_street_endings: Phrases
    no_streets: Phrases
    lives: Phrases
    short_words: Phrases
    offices: Phrases
    titles: Phrases
    prefixes: Phrases
    surname_endings: Phrases
    organisations: Phrases
    has_care: Phrases
    care: Phrases
    no_care: Phrases
    colleagues: Phrases
    first_names: Phrases
    surnames: Phrases


WORDS = read_data("privacy/words.yaml", _Words)


def folded_set(words: Sequence[str]) -> frozenset[str]:
    """The words as they stand in a folded text."""
    return frozenset(fold(word).text for word in words)


def either(words: Sequence[str]) -> str:
    """A pattern for one of the words in a folded text, the longest first."""
    return "|".join(re.escape(fold(word).text) for word in sorted(words, key=len, reverse=True))


def begins_word(text: str, at: int) -> bool:
    """Whether a word begins at `at`. A pattern that begins with this question searches far slower."""
    return at == 0 or not (text[at - 1].isalnum() or text[at - 1] in "-_")


COUNTED = rf"(?:\s?[%€]|\s{{1,2}}(?:{either(WORDS.units)})(?!\w)|[.,:][0-9])"
"""What follows a number that counts or measures something."""
