"""Text made comparable: lower case, no accents, plain digits, nothing invisible; quotes stay verbatim."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

# Compatibility forms would turn "1½" into "11⁄2".
_KEPT = frozenset("½¼¾")
_SAME = {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "−": "-", "\n": "\n"}


class Folded(NamedTuple):
    """A text and its folded form; `offsets` holds for each folded character where it came from.

    `offsets` is None when both forms have the same length, character by character.
    """

    original: str
    text: str
    offsets: Sequence[int] | None

    def quote(self, start: int, end: int) -> str:
        """The original words behind `text[start:end]`."""
        if self.offsets is None:
            return self.original[start:end]
        return self.original[self.offsets[start] : self.offsets[end - 1] + 1]


def fold(text: str) -> Folded:
    """`text` ready for comparing; any string is accepted, also one with lone surrogates."""
    if text.isascii():
        return Folded(text, text.lower(), None)
    table = {character: _fold_character(character) for character in set(text)}
    if all(len(folded) == 1 for folded in table.values()):
        return Folded(text, "".join(map(table.__getitem__, text)), None)
    pieces = [table[character] for character in text]
    offsets = [index for index, piece in enumerate(pieces) for _ in piece]
    return Folded(text, "".join(pieces), offsets)


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character in _KEPT:
        return character
    if character in _SAME:
        return _SAME[character]
    category = unicodedata.category(character)
    if category in {"Cf", "Mn", "Me"}:
        return ""
    if category == "Cs":
        return ";"  # Half a character cannot be shown: no quote may run across it.
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Pd":
        return "-"
    if character.isspace():
        return " "
    parts = unicodedata.normalize("NFKD", character).lower()
    return "".join(part for part in parts if not unicodedata.combining(part))
