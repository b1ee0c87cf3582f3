"""Readers that read together say the mean of what each says."""

import numpy as np
import pytest

from bot.domain.slots import Slot
from bot.understanding.classifier import OTHER
from bot.understanding.features import SIZE, Vector
from bot.understanding.network import Network
from evals.understanding.readers import Said, joined, scored

LABELS, WIDTH, MEANING, PIECES = 5, 4, 3, 2
TEXT = "dat doet de raad"


def reader(seed: int) -> Network:
    chance = np.random.default_rng(seed)

    def some(*shape: int) -> Vector:
        return chance.normal(size=shape).astype(np.float32)

    return Network(
        middle=some(WIDTH),
        rarity=np.ones(SIZE, dtype=np.float32),
        meaning=some(MEANING, WIDTH),
        meaning_bias=some(MEANING),
        pieces=some(PIECES, SIZE),
        outputs=some(LABELS, MEANING + PIECES),
        outputs_bias=some(LABELS),
        direct=some(LABELS, WIDTH),
    )


@pytest.mark.parametrize("many", [1, 2, 3])
def test_joined_networks_give_the_mean_of_their_scores(many: int) -> None:
    readers = [reader(seed) for seed in range(many)]
    told = np.random.default_rng(9).normal(size=(many, WIDTH))
    apart = [one.scores(vector.tolist(), TEXT) for one, vector in zip(readers, told, strict=True)]
    together = joined(readers).scores(told.ravel().tolist(), TEXT)
    assert together == pytest.approx(np.mean(apart, axis=0), abs=1e-3)


def test_the_mean_of_what_is_said_decides() -> None:
    classes = ("yes", "no", OTHER)
    sure, doubting = ([[3.0, 0.0, 0.0]], [[0.0, 1.0, 0.0]])
    said = [
        Said(Slot.USED, classes, ("no",), (None,), np.asarray(scores, dtype=np.float32))
        for scores in (sure, doubting)
    ]
    assert scored(said).predicted.tolist() == ["yes"]
    assert scored(said[1:]).predicted.tolist() == ["no"]
    assert scored(said).labels.tolist() == ["no"]
    assert 0 < scored(said).signs[0, 0] < scored(said[:1]).signs[0, 0]
