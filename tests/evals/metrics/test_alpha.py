import krippendorff
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.metrics.alpha import alpha

OUTCOMES = st.lists(st.lists(st.sampled_from("abc"), min_size=2, max_size=5), min_size=2, max_size=10)


def test_two_coders_by_hand() -> None:
    """Ten units with two outcomes each, worked on paper."""
    units = [["0", "0"]] * 6 + [["1", "1"]] + [["0", "1"]] * 3
    # Coincidences: o00 = 12, o11 = 2, o01 = o10 = 3; n0 = 15, n1 = 5, n = 20.
    # alpha = 1 - (n - 1) * o01 / (n0 * n1) = 1 - 19 * 3 / 75
    assert alpha(units).interval().value == pytest.approx(1 - 19 * 3 / 75)


def test_krippendorffs_own_example_with_missing_values() -> None:
    """Four coders, twelve units, five values (Krippendorff 2011, section C): nominal alpha is 0.743."""
    units = ["111", "2232", "3333", "3333", "2222", "1234", "4444", "1121", "2222", "555", "11", "3"]
    assert alpha([list(unit) for unit in units]).interval().value == pytest.approx(0.743, abs=0.0005)


@given(OUTCOMES)
def test_it_is_one_less_disagreeing_pairs_over_those_by_chance(units: list[list[str]]) -> None:
    """Counted pair by pair instead of through the table of coincidences."""
    said = [value for unit in units for value in unit]
    observed = sum(
        sum(one != other for one in unit for other in unit) / (len(unit) - 1) for unit in units
    ) / len(said)
    chance = sum(one != other for one in said for other in said) / (len(said) * (len(said) - 1))
    expected = 1 - observed / chance if chance else 1.0
    assert alpha(units).interval().value == pytest.approx(expected)


@given(OUTCOMES.filter(lambda units: len({value for unit in units for value in unit}) > 1))
def test_it_is_what_the_package_of_others_gives(units: list[list[str]]) -> None:
    table = np.full((5, len(units)), np.nan)
    for column, unit in enumerate(units):
        table[: len(unit), column] = ["abc".index(value) for value in unit]
    expected = krippendorff.alpha(reliability_data=table, level_of_measurement="nominal")
    assert alpha(units).interval().value == pytest.approx(expected)


def test_a_case_with_one_conversation_adds_nothing() -> None:
    units = [["a", "a"], ["b", "b"], ["a", "b"]]
    assert alpha([*units, ["b"]]).interval().value == pytest.approx(alpha(units).interval().value)


def test_it_falls_with_skew() -> None:
    balanced = [["a", "a"]] * 50 + [["b", "b"]] * 50 + [["a", "b"]] * 2
    skewed = [["a", "a"]] * 100 + [["a", "b"]] * 2
    assert alpha(balanced).interval().value > 0.95
    assert alpha(skewed).interval().value < 0.05
