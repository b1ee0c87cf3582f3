"""Learning on a toy: the order of words is learned, numpy reads as PyTorch does, the same comes out twice."""

from itertools import product

import numpy as np

from bot.understanding.features import SIZE
from bot.understanding.network import Network
from evals.understanding.learning import Learned, Lesson, Message, learn, weighed

WIDTH = 384
WORDS = {word: row for row, word in enumerate(("wel", "niet", "vaak", "soms", "hier", "daar"), start=1)}
RARITY = np.ones(SIZE, dtype=np.float32)
MIDDLE = np.zeros(WIDTH, dtype=np.float32)
GIVEN = (np.random.default_rng(1).normal(size=(len(WORDS), WIDTH)) / 5).astype(np.float32)
PLACES = [f"{one} {other}" for one, other in product(("vaak", "soms", "hier", "daar"), repeat=2)]
TEXTS = [f"{order} {place}" for place in PLACES for order in ("wel niet", "niet wel")] * 12
"""What is said first is meant: a bag of words cannot tell."""


def taught() -> Learned:
    messages = [
        Message([WORDS[word] for word in text.split()], MIDDLE, weighed(text, RARITY)) for text in TEXTS
    ]
    hint = np.zeros(2, dtype=np.float32)
    lessons = [
        Lesson(at, 0, int(text.startswith("niet")), hint, 1.0)
        for at, text in enumerate(TEXTS)
        if "daar" not in text
    ]
    return learn(messages, lessons, [2], GIVEN, (MIDDLE, RARITY))


def likeliest(network: Network, text: str) -> int:
    return int(network.scores(MIDDLE.tolist(), text, WORDS).argmax())


def test_what_the_order_says_is_learned_and_read_back_without_torch() -> None:
    network = taught().network
    new = [text for text in TEXTS if "daar" in text]  # nothing was learned of these
    right = [likeliest(network, text) == int(text.startswith("niet")) for text in new]
    assert np.mean(right) > 0.9


def test_the_same_lessons_give_the_same_weights() -> None:
    one, other = taught().network, taught().network
    assert all(np.array_equal(mine, yours) for mine, yours in zip(one, other, strict=True))
