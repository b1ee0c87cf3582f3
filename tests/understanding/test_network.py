"""The classifiers with the language model that learned with them: what order and odd texts do to it."""

import numpy as np
import pytest

from bot.building import reading_model
from bot.understanding import load_classifiers
from bot.understanding.features import Vector
from bot.understanding.folding import fold

CLASSIFIERS = load_classifiers()


def scores(text: str) -> Vector:
    return CLASSIFIERS.scores(reading_model().embed_query(text), fold(text).text)


def test_the_order_of_words_counts() -> None:
    one, other = scores("eerst wel, nu niet meer"), scores("eerst niet, nu wel meer")
    assert np.abs(one - other).max() > 1


@pytest.mark.parametrize("text", ["", "...", "?", "niet " * 5000, "\ud800"])
def test_any_text_gives_finite_scores_for_every_label(text: str) -> None:
    found = scores(text)
    assert found.shape == CLASSIFIERS.network.outputs_bias.shape
    assert np.all(np.isfinite(found))


def test_every_reader_has_its_part_of_the_embedding() -> None:
    assert len(CLASSIFIERS.adapters) > 1
    assert CLASSIFIERS.network.middle.shape == (len(CLASSIFIERS.adapters) * 384,)
    assert len({adapter.name for adapter in CLASSIFIERS.adapters}) == len(CLASSIFIERS.adapters)


def test_every_label_has_a_score_of_its_own() -> None:
    places = [
        place
        for model in CLASSIFIERS.models.values()
        for place in range(model.first, model.first + len(model.labels))
    ]
    assert sorted(places) == list(range(len(CLASSIFIERS.network.outputs_bias)))
