import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.retrieval.metrics.bootstrap import interval, mean_of

VALUES = st.lists(st.floats(0, 1), min_size=1, max_size=60)


@given(VALUES)
def test_the_interval_contains_the_mean(values: list[float]) -> None:
    found = interval(mean_of(np.array(values)), len(values))
    assert found.value == pytest.approx(np.mean(values))
    assert found.low - 1e-12 <= found.value <= found.high + 1e-12
    assert min(values) - 1e-12 <= found.low
    assert found.high <= max(values) + 1e-12


def test_the_width_is_that_of_the_normal_distribution() -> None:
    values = np.tile([0.0, 1.0], 200)
    found = interval(mean_of(values), 400)
    half = 1.96 * 0.5 / 20  # 1.96 standard errors of a share of one half among 400
    assert found.low == pytest.approx(0.5 - half, abs=0.006)
    assert found.high == pytest.approx(0.5 + half, abs=0.006)


def test_more_questions_make_it_narrower() -> None:
    few, many = (interval(mean_of(np.tile([0.0, 1.0], n)), 2 * n) for n in (10, 1000))
    assert many.high - many.low < few.high - few.low


def test_the_same_every_time() -> None:
    values = np.linspace(0, 1, 30)
    assert interval(mean_of(values), 30) == interval(mean_of(values), 30)


def test_a_constant_gain_has_no_spread_however_much_the_questions_differ() -> None:
    other = np.linspace(0, 0.5, 40)
    found = interval(mean_of((other + 0.25) - other), 40)
    assert (found.low, found.value, found.high) == pytest.approx((0.25, 0.25, 0.25))


def test_all_samples_are_drawn_at_once() -> None:
    shapes = []

    def statistic(
        rows: np.ndarray[tuple[int, ...], np.dtype[np.intp]],
    ) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
        shapes.append(rows.shape)
        return np.zeros(len(rows))

    interval(statistic, 7)
    assert shapes == [(2000, 7), (1, 7)]


def test_without_questions_there_is_nothing_to_draw() -> None:
    with pytest.raises(ValueError, match="at least one question"):
        interval(mean_of(np.array([])), 0)
