import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.retrieval.metrics.detection import detection

DECISIONS = st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1)


def test_by_hand() -> None:
    said = np.array([True, True, True, False, False])
    true = np.array([True, True, False, True, False])
    found = detection(said, true)
    assert found.precision == pytest.approx(2 / 3)
    assert found.recall == pytest.approx(2 / 3)
    assert found.f1 == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("said", "true", "expected"),
    [
        ([False, False], [True, False], (0, 0, 0)),  # never says yes
        ([True, False], [False, False], (0, 0, 0)),  # nothing to find
        ([True, True], [True, False], (1 / 2, 1, 2 / 3)),
        ([True, False], [True, True], (1, 1 / 2, 2 / 3)),
    ],
)
def test_edges(said: list[bool], true: list[bool], expected: tuple[float, float, float]) -> None:
    assert tuple(detection(np.array(said), np.array(true))) == pytest.approx(expected)


def test_each_row_is_measured_on_its_own() -> None:
    said = np.array([[True, False], [True, True]])
    true = np.array([[True, True], [True, True]])
    assert detection(said, true).recall.tolist() == [0.5, 1.0]


@given(DECISIONS)
def test_f1_lies_between_precision_and_recall(decisions: list[tuple[bool, bool]]) -> None:
    said, true = (np.array(side) for side in zip(*decisions, strict=True))
    found = detection(said, true)
    low, high = sorted((float(found.precision), float(found.recall)))
    assert low - 1e-12 <= float(found.f1) <= high + 1e-12
