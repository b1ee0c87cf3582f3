"""When a reading is sure enough, learned from readings that were judged."""

import numpy as np

from bot.understanding.certainty import NEVER
from bot.understanding.classifier import OTHER
from evals.understanding.training import WRONG, Scored, certainty_of

MANY = 20_000


def judged() -> Scored:
    """Answers of which the log odds say how likely they are right; one in ten is read as no answer."""
    chance = np.random.default_rng(0)
    odds = chance.normal(2, 2, MANY)
    right = chance.random(MANY) < 1 / (1 + np.exp(-odds))
    noise = chance.normal(size=(MANY, 3))
    predicted = np.where(chance.random(MANY) < 0.1, OTHER, "yes")
    return Scored(np.where(right, predicted, "no"), predicted, np.column_stack([odds, noise]))


def test_as_much_is_answered_as_the_share_of_wrong_answers_allows() -> None:
    scored = judged()
    bias, *weights = certainty_of([scored]).weights
    least = certainty_of([scored]).least
    chance = 1 / (1 + np.exp(-(bias + scored.signs @ np.asarray(weights))))
    answers = scored.predicted != OTHER
    given = answers & (chance >= least)
    assert 0.9 * WRONG < np.mean(scored.predicted[given] != scored.labels[given]) <= WRONG
    assert np.mean(given[answers]) > 0.3
    assert weights[0] > 0.9
    assert np.abs(weights[1:]).max() < 0.1


def test_who_is_always_wrong_is_never_sure() -> None:
    scored = judged()
    assert certainty_of([scored._replace(labels=np.full(MANY, "no"))]) == NEVER
