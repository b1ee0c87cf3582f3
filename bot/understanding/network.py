"""The layer that turns a message into scores, from its embedding and its pieces.

The embedding comes from a language model that learned along with it (`evals.understanding.learning`, with
PyTorch); here numpy is enough.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from bot.understanding.features import Vector, spread

EMBEDDING_WEIGHT, PIECES_WEIGHT = 8.0, 8.0
"""How far the embedding (around the middle of all) and the pieces are stretched before they are read."""


class Network(NamedTuple):
    """The weights. A message becomes a vector of scores, one for each label of each topic.

    Attributes:
        middle: The mean of the embeddings before anything was learned.
        rarity: What a piece of text counts, by place (`features.SIZE` numbers).
        meaning: From the embedding; `meaning_bias` with it.
        pieces: From the pieces, a column a place.
        outputs: From both to the scores; `outputs_bias` with it.
        direct: From the embedding straight to the scores.
    """

    middle: Vector
    rarity: Vector
    meaning: Vector
    meaning_bias: Vector
    pieces: Vector
    outputs: Vector
    outputs_bias: Vector
    direct: Vector

    def scores(self, embedding: Sequence[float], folded: str) -> Vector:
        """A score for each label of each topic, given the embedding of a message and its folded text."""
        vector = (np.asarray(embedding, dtype=np.float32) - self.middle) * EMBEDDING_WEIGHT
        pieces = spread(folded, self.rarity) * PIECES_WEIGHT
        read = np.concatenate(
            [
                np.maximum(self.meaning @ vector + self.meaning_bias, 0),
                np.maximum(self.pieces @ pieces, 0),
            ]
        )
        scores: Vector = self.outputs @ read + self.outputs_bias + self.direct @ vector
        return scores
