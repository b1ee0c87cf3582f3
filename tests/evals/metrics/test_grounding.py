import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.metrics.grounding import citation_support, grounding

CONVERSATION = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda pair: (min(pair), max(pair)))
CASES = st.lists(st.lists(CONVERSATION, min_size=1, max_size=4), min_size=1, max_size=6)


def test_every_claim_counts_once_wherever_it_was_made() -> None:
    assert grounding([[1, 0], [3]], [[2, 1], [3]]).interval().value == pytest.approx(4 / 6)


def test_no_citation_is_no_wrong_one() -> None:
    assert citation_support([[0]], [[0]]).interval().value == 1.0
    assert citation_support([[1], [0]], [[2], [2]]).interval().value == 0.75


@given(CASES)
def test_what_supports_and_what_does_not_is_everything(cases: list[list[tuple[int, int]]]) -> None:
    some = [[part for part, _ in each] for each in cases]
    all_ = [[whole for _, whole in each] for each in cases]
    together = citation_support(some, all_).interval().value + grounding(some, all_).interval().value
    assert together == pytest.approx(1.0 if any(map(any, all_)) else 2.0)
