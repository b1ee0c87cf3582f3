from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.retrieval.metrics.ndcg import ndcg

IDS = st.sampled_from("abcdefghij")
GRADES = st.dictionaries(IDS, st.sampled_from([1, 2]), min_size=1)


@pytest.mark.parametrize(
    ("found", "grades", "k", "expected"),
    [
        ("ab", {"a": 2, "b": 1}, 10, 1.0),
        # (1 / log2(2) + 3 / log2(3)) / (3 / log2(2) + 1 / log2(3))
        ("ba", {"a": 2, "b": 1}, 10, (1 + 3 / log2(3)) / (3 + 1 / log2(3))),
        ("xxa", {"a": 2}, 10, 1 / log2(3)),  # a passage found twice counts as found once
        ("xya", {"a": 2}, 10, 1 / 2),
        ("xya", {"a": 2}, 2, 0.0),
        ("", {"a": 2}, 10, 0.0),
        ("a", {"a": 2, "b": 2, "c": 2}, 1, 1.0),  # no order has more in one place
        ("a", {"a": 2, "b": 2}, 10, 1 / (1 + 1 / log2(3))),
    ],
)
def test_by_hand(found: str, grades: dict[str, int], k: int, expected: float) -> None:
    assert ndcg(list(found), grades, k) == pytest.approx(expected)


@pytest.mark.parametrize(("grades", "k"), [({}, 10), ({"a": 0}, 10), ({"a": 2}, 0)])
def test_without_grades_or_places_there_is_no_ideal(grades: dict[str, int], k: int) -> None:
    with pytest.raises(ValueError, match="nDCG"):
        ndcg(["a"], grades, k)


@given(st.lists(IDS, unique=True), GRADES, st.integers(1, 10))
def test_never_below_zero_or_above_one(found: list[str], grades: dict[str, int], k: int) -> None:
    assert 0 <= ndcg(found, grades, k) <= 1 + 1e-12


@given(GRADES, st.integers(1, 10))
def test_the_ideal_order_gives_one(grades: dict[str, int], k: int) -> None:
    assert ndcg(sorted(grades, key=lambda id: -grades[id]), grades, k) == pytest.approx(1)  # noqa: A006


@given(st.permutations("abcde"), GRADES, st.integers(0, 3))
def test_putting_a_better_passage_before_a_worse_one_never_costs(
    found: list[str], grades: dict[str, int], at: int
) -> None:
    swapped = [*found[:at], found[at + 1], found[at], *found[at + 2 :]]
    better = max(found, swapped, key=lambda order: grades.get(order[at], 0))
    worse = min(found, swapped, key=lambda order: grades.get(order[at], 0))
    assert ndcg(better, grades, 10) >= ndcg(worse, grades, 10) - 1e-12
