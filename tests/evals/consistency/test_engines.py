"""Engines by name: our own, and a language model that is set up as the settings say."""

from collections.abc import Sequence

import pytest

from bot.domain import Slot
from bot.language_model.providers import LanguageModelUnavailable
from evals.consistency.engines import OWN, understanding


def never(text: str) -> Sequence[float]:
    raise AssertionError(text)


@pytest.mark.parametrize("engine", OWN)
def test_our_own_read_a_plain_answer_without_a_model(engine: str) -> None:
    reading = understanding(engine, never).read("nee", Slot.LEGAL_BASIS)
    assert reading.facts["legal_basis"].value == "none"


def test_a_language_model_that_does_not_exist_is_told() -> None:
    with pytest.raises(LanguageModelUnavailable, match="verzonnen"):
        understanding("verzonnen:model", never)
