from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.metrics.consistency import consistency
from evals.metrics.total_agreement import total_agreement

OUTCOMES = st.lists(st.lists(st.sampled_from("abc"), min_size=3, max_size=3), min_size=1, max_size=8)


def test_by_hand() -> None:
    # of a, a, a, b one of the four choices of three is a, a, a, and three of the six of two are a, a
    assert total_agreement([["a", "a", "a", "b"]], 3).interval().value == 1 / 4
    assert total_agreement([["a", "a", "a", "b"]], 2).interval().value == 3 / 6


@given(st.lists(st.lists(st.sampled_from("abc"), min_size=2, max_size=7), min_size=1, max_size=5))
def test_it_is_the_mean_over_every_choice(outcomes: list[list[str]]) -> None:
    choices = [[len(set(one)) == 1 for one in combinations(each, 2)] for each in outcomes]
    expected = sum(sum(each) / len(each) for each in choices) / len(outcomes)
    assert total_agreement(outcomes, 2).interval().value == pytest.approx(expected)


@given(OUTCOMES)
def test_over_all_conversations_it_is_the_consistency(outcomes: list[list[str]]) -> None:
    assert total_agreement(outcomes, 3).interval() == consistency(outcomes).interval()


def test_cases_with_fewer_conversations_are_left_out() -> None:
    assert total_agreement([["a", "b"], ["a", "a", "a"]], 3).interval().value == 1.0


def test_one_conversation_cannot_agree() -> None:
    with pytest.raises(ValueError, match="not 1"):
        total_agreement([["a"]], 1)
