"""A small embedding engine without a model: texts are alike when their letters are."""

import math
from collections.abc import Sequence

from knowledge.engines.base import NamedEmbeddings


class Letters(NamedEmbeddings):
    """Vectors of 26 letter counts, length 1; `embedded` lists the documents it was asked for."""

    name = "letters-1"

    def __init__(self) -> None:
        self.embedded: list[str] = []

    def embed_documents(self, texts: Sequence[str]) -> list[list[float]]:
        self.embedded.extend(texts)
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        counts = [1e-3 + text.casefold().count(chr(letter)) for letter in range(ord("a"), ord("z") + 1)]
        length = math.hypot(*counts)
        return [count / length for count in counts]
