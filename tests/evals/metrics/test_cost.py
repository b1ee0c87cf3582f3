import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.metrics.cost import mean, quantile

CASES = st.lists(st.lists(st.floats(0, 1e6), min_size=1, max_size=5), min_size=1, max_size=6)


@given(CASES, st.sampled_from([0.0, 0.5, 0.95, 1.0]))
def test_conversations_count_equally_whatever_their_case(cases: list[list[float]], share: float) -> None:
    every = [one for each in cases for one in each]
    everything = np.arange(len(cases))[np.newaxis]
    assert mean(cases)(everything)[0] == pytest.approx(np.mean(every))
    assert quantile(cases, share)(everything)[0] == pytest.approx(np.quantile(every, share))


def test_a_slow_case_shows_in_the_interval() -> None:
    cases = [[1.0, 1.0]] * 9 + [[100.0, 100.0]]
    found = quantile(cases, 0.5).interval()
    assert (found.value, found.low) == (1.0, 1.0)
    assert mean(cases).interval().high > 20.0


@pytest.mark.parametrize("cases", [[[]], [[1.0], []]])
def test_what_was_not_played_costs_nothing_that_can_be_said(cases: list[list[float]]) -> None:
    for make in (mean, lambda values: quantile(values, 0.5)):
        with pytest.raises(ValueError, match="without conversations"):
            make(cases)
