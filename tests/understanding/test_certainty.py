"""How sure a reading is."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.certainty import NEVER, Certainty, signs

RULES_COUNT = Certainty((0.0, 1.0, 0.5, 2.0, -2.0), 0.9)


@st.composite
def chances(draw: st.DrawFn) -> dict[str, float]:
    """A distribution over three to eight labels, certainty included."""
    scores = np.asarray(draw(st.lists(st.floats(-40, 40), min_size=3, max_size=8)))
    likely = np.exp(scores - scores.max())
    return {str(at): one for at, one in enumerate((likely / likely.sum()).tolist())}


@given(chances(), st.sampled_from([None, "0", "1", "2"]))
def test_signs_are_numbers_whatever_the_chances(told: dict[str, float], hint: str | None) -> None:
    odds, ahead, same, other = signs(told, hint)
    assert np.isfinite([odds, ahead]).all()
    assert ahead >= 0
    assert same + other == (hint is not None)


@given(chances())
def test_who_is_never_sure_is_not(told: dict[str, float]) -> None:
    assert not NEVER.sure(told, None)


@given(chances())
def test_rules_that_read_the_same_make_it_no_less_sure(told: dict[str, float]) -> None:
    likeliest = max(told, key=told.__getitem__)
    other = min(told, key=told.__getitem__)
    alone = RULES_COUNT.sure(told, None)
    assert RULES_COUNT.sure(told, likeliest) >= alone
    if other != likeliest:
        assert RULES_COUNT.sure(told, other) <= alone


def test_the_same_chance_is_enough_with_the_rules_and_too_little_without() -> None:
    told = {"new": 0.7, "existing": 0.2, "unknown": 0.1}
    assert RULES_COUNT.sure(told, "new")
    assert not RULES_COUNT.sure(told, None)
    assert not RULES_COUNT.sure(told, "existing")
