from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from evals.metrics.kappa import kappa

PAIRS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=3, max_size=20)


def test_by_hand() -> None:
    """Fifty pairs: 20 both yes, 15 both no, 5 and 10 apart; p_o = 0.7, p_e = 0.5, so 0.4."""
    gold = ["yes"] * 25 + ["no"] * 25
    said = [["yes"]] * 20 + [["no"]] * 5 + [["yes"]] * 10 + [["no"]] * 15
    assert kappa(said, gold).interval().value == pytest.approx(0.4)


@given(PAIRS.filter(lambda pairs: len({value for pair in pairs for value in pair}) > 1))
def test_it_is_what_scikit_learn_gives(pairs: list[tuple[str, str]]) -> None:
    gold, said = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    expected = cast(float, cohen_kappa_score(gold, said))
    assert kappa([[one] for one in said], gold).interval().value == pytest.approx(expected)


def test_conversations_of_a_case_are_pooled() -> None:
    pooled = kappa([["a", "b"], ["b", "b"]], ["a", "b"]).interval().value
    assert pooled == pytest.approx(kappa([["a"], ["b"], ["b"], ["b"]], ["a", "a", "b", "b"]).interval().value)


def test_all_right_is_one_and_always_the_same_answer_is_chance() -> None:
    assert kappa([["a"], ["b"]], ["a", "b"]).interval().value == 1.0
    assert kappa([["a"], ["a"]], ["a", "b"]).interval().value == 0.0
    assert kappa([["a"], ["a"]], ["a", "a"]).interval().value == 1.0


def test_every_case_needs_its_gold() -> None:
    with pytest.raises(ValueError, match="zip"):
        kappa([["a"], ["b"]], ["a"])
