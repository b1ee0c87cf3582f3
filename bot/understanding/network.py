"""A small network that reads a message: its words in their order, its embedding and its pieces.

The words go through a gated recurrent unit in both directions, because what "niet", "bijna" or "maar" does
to an answer depends on where it stands; an embedding or a bag of pieces hardly shows that. All topics share
it. Learned by `evals.understanding.learning`, with PyTorch; used here with numpy alone.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from bot.understanding.features import Vector, spread

MOST_WORDS = 60
"""Words that are read: an answer that is longer says the same in its beginning."""

EMBEDDING_WEIGHT, PIECES_WEIGHT = 8.0, 8.0
"""How far the embedding (around the middle of all) and the pieces are stretched before they are read."""

UNKNOWN_WORD = 0
"""The row of `table` for a word that was never met."""

_WORD = re.compile(r"[a-z]+|[0-9]+|[?!,.;:]")


class Network(NamedTuple):
    """The weights. A message becomes a vector of scores, one for each label of each topic.

    Attributes:
        middle: The mean of the embeddings it learned from.
        rarity: What a piece of text counts, by place (`features.SIZE` numbers).
        table: A row a word (`words` says which), the first for unknown words.
        inputs: Of the recurrent unit, its reset, update and new gate below each other; the reading from the
            left first, then the one from the right. Likewise `inputs_bias`, `state` and `state_bias`.
        attention: How much each place counts in the mean over the words.
        meaning: From the embedding; `meaning_bias` with it.
        pieces: From the pieces, a column a place.
        outputs: From all of these to the scores; `outputs_bias` with it.
        direct: From the embedding straight to the scores.
    """

    middle: Vector
    rarity: Vector
    table: Vector
    inputs: Vector
    inputs_bias: Vector
    state: Vector
    state_bias: Vector
    attention: Vector
    meaning: Vector
    meaning_bias: Vector
    pieces: Vector
    outputs: Vector
    outputs_bias: Vector
    direct: Vector

    def scores(self, embedding: Sequence[float], folded: str, words: Mapping[str, int]) -> Vector:
        """A score for each label of each topic, given the embedding of a message and its folded text."""
        vector = (np.asarray(embedding, dtype=np.float32) - self.middle) * EMBEDDING_WEIGHT
        pieces = spread(folded, self.rarity) * PIECES_WEIGHT
        read = np.concatenate(
            [
                np.maximum(self.meaning @ vector + self.meaning_bias, 0),
                np.maximum(self.pieces @ pieces, 0),
                self._in_order([words.get(word, UNKNOWN_WORD) for word in words_of(folded)]),
            ]
        )
        scores: Vector = self.outputs @ read + self.outputs_bias + self.direct @ vector
        return scores

    def _in_order(self, rows: list[int]) -> Vector:
        """What the words say in their order: the most of each sign over all places, then a weighed mean."""
        told = self.table[rows or [UNKNOWN_WORD]]
        states = np.concatenate([self._read(told, 0), self._read(told[::-1], 1)[::-1]], axis=1)
        weights = np.exp((scores := states @ self.attention) - scores.max())
        return np.concatenate([states.max(axis=0), weights @ states / weights.sum()])

    def _read(self, told: Vector, way: int) -> Vector:
        """The state after each word. The gates are those of Cho et al. (2014), as PyTorch has them."""
        gates = told @ self.inputs[way].T + self.inputs_bias[way]
        size = gates.shape[1] // 3
        state, states = np.zeros(size, dtype=np.float32), []
        for gate in gates:
            kept = self.state[way] @ state + self.state_bias[way]
            reset, update = np.split(_sigmoid(gate[: 2 * size] + kept[: 2 * size]), 2)
            new = np.tanh(gate[2 * size :] + reset * kept[2 * size :])
            state = (1 - update) * new + update * state
            states.append(state)
        return np.stack(states)


def words_of(folded: str) -> list[str]:
    """The words, numbers and stops of a folded text that are read."""
    return _WORD.findall(folded)[:MOST_WORDS]


def _sigmoid(values: Vector) -> Vector:
    return np.asarray(np.tanh(values / 2) / 2 + 0.5, dtype=np.float32)
