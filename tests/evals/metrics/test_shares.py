"""Measures that are plain shares, and the paired difference of two."""

import pytest

from evals.metrics.accuracy import accuracy
from evals.metrics.prevalence import prevalence
from evals.metrics.share import share
from evals.metrics.slot_agreement import slot_agreement


def test_accuracy_counts_conversations() -> None:
    assert accuracy([["a", "b"], ["c"]], [["a", "a"], ["c"]]).interval().value == 2 / 3


def test_slots_that_were_never_asked_are_left_out_and_unknown_is_wrong() -> None:
    meant = [[{"purpose": "quality", "decision": "named", "burden": "low"}]]
    held = [[{"purpose": "quality", "decision": "unknown", "law": "wmo"}]]
    assert slot_agreement(held, meant).interval().value == 1 / 2


def test_nothing_answered_is_nothing_wrong() -> None:
    assert slot_agreement([[{}]], [[{"purpose": "quality"}]]).interval().value == 1.0


def test_share_and_prevalence() -> None:
    assert share([[True, False], [True]]).interval().value == 2 / 3
    assert list(prevalence([["b", "a"], ["a", "a"]]).items()) == [("a", 0.75), ("b", 0.25)]


def test_a_paired_difference_is_narrower_than_the_figures_themselves() -> None:
    first = share([[number % 2 == 0] for number in range(40)])
    second = share([[number % 2 == 0 or number == 1] for number in range(40)])
    by = second.less(first).interval()
    assert by.value == pytest.approx(1 / 40)
    assert by.low == 0.0
    assert by.high < 0.1 < first.interval().high - first.interval().low


def test_only_the_same_cases_can_be_paired() -> None:
    with pytest.raises(ValueError, match="2 cases"):
        share([[True], [True]]).less(share([[True]]))


def test_there_have_to_be_cases() -> None:
    with pytest.raises(ValueError, match="at least one"):
        share([]).interval()
