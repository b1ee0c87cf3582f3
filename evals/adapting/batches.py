"""Which texts are learned from together."""

import numpy as np
from numpy.typing import NDArray

from evals.adapting.encoder import Texts

BATCH, ALIKE = 64, 16
"""Texts that are learned from at a time, and how many of these are sorted by length together."""


def batches(order: NDArray[np.integer], texts: Texts, chance: np.random.Generator) -> list[list[int]]:
    """The numbers in `order` shuffled, in place, and cut such that texts read together are about as long."""
    chance.shuffle(order)
    made = []
    for some in np.split(order, range(BATCH * ALIKE, len(order), BATCH * ALIKE)):
        alike = sorted(some.tolist(), key=texts.length)
        made += [alike[start : start + BATCH] for start in range(0, len(alike), BATCH)]
    return [made[at] for at in chance.permutation(len(made))]
