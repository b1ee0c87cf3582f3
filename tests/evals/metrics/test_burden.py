import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.metrics.burden import burden_correctness

FIGURES = st.lists(st.lists(st.floats(0.1, 1e9), min_size=1, max_size=6), min_size=1, max_size=6)


def test_a_figure_that_is_missing_or_off_is_wrong() -> None:
    assert burden_correctness([[60.0, None], [44.9]], [[60.0, 5.0], [45.0]]).interval().value == 1 / 3


@given(FIGURES, st.floats(1 - 1e-9, 1 + 1e-9))
def test_rounding_in_a_computer_is_no_fault(meant: list[list[float]], by: float) -> None:
    given = [[one * by for one in each] for each in meant]
    assert burden_correctness(given, meant).interval().value == 1.0


@given(FIGURES, st.sampled_from([60.0, 1 / 60, 1.01]))
def test_another_unit_is(meant: list[list[float]], by: float) -> None:
    given = [[one * by for one in each] for each in meant]
    assert burden_correctness(given, meant).interval().value == 0.0


def test_every_figure_has_its_other() -> None:
    with pytest.raises(ValueError, match="zip"):
        burden_correctness([[1.0]], [[1.0, 2.0]])


def test_nobody_told_numbers() -> None:
    assert burden_correctness([[]], [[]]).interval().value == 1.0
