"""Two runs: what is better or worse, and why a case flipped."""

import pytest

from evals.consistency.comparing import by_case, differences, flips
from evals.consistency.run import Run
from evals.consistency.table import of_comparison
from evals.playing.played import Played
from tests.evals.consistency.playing import played, run

CASES = tuple(f"geval-{number}" for number in range(12))


def conversations(wrong: int, facts: dict[str, str] | None = None) -> list[Played]:
    """Each case once undisturbed and once reordered, of which the first `wrong` flip."""
    every = [played(case, "behouden") for case in CASES]
    for number, case in enumerate(CASES):
        flipped = number < wrong
        outcome = "schrappen" if flipped else "behouden"
        every.append(played(case, outcome, axis="order", facts=facts if flipped else None))
    return every


GOOD, BAD = run(*conversations(0)), run(*conversations(8))


@pytest.mark.parametrize(("before", "after", "verdict"), [(GOOD, BAD, "worse"), (BAD, GOOD, "better")])
def test_a_clear_difference_has_a_direction(before: Run, after: Run, verdict: str) -> None:
    found = {(one.place.axis, one.measure): one for one in differences(before, after)}
    assert found["order", "consistency"].verdict == verdict
    assert found["order", "flip_rate"].verdict == verdict
    assert found["order", "slot_agreement"].verdict == "same"
    assert abs(found["order", "consistency"].by.value) == pytest.approx(8 / 12)


def test_one_case_of_twelve_is_not_sure() -> None:
    found = {(one.place.axis, one.measure): one for one in differences(GOOD, run(*conversations(1)))}
    assert found["order", "consistency"].verdict == "unclear"


def test_only_conversations_that_both_have_are_compared() -> None:
    half = run(*(one for one in BAD.played if one.case in CASES[:3]))
    found = {(one.place.axis, one.measure): one for one in differences(GOOD, half)}
    assert found["order", "consistency"].by.value == -1.0
    assert len(flips(GOOD, half)) == 3


def test_a_flip_with_the_same_facts_is_told_from_one_with_others() -> None:
    other = run(*conversations(2, {"purpose": "none"}))
    assert {tuple(flip.facts) for flip in flips(GOOD, BAD)} == {()}
    assert [flip.facts for flip in flips(GOOD, other)] == [{"purpose": ("quality", "none")}] * 2
    assert {flip.verdict for flip in flips(GOOD, BAD)} == {"worse"}
    assert {flip.verdict for flip in flips(BAD, GOOD)} == {"better"}
    assert len(by_case(flips(GOOD, other))) == 2


def test_the_table_names_what_flipped_and_why() -> None:
    other = run(*conversations(2, {"purpose": "none"}))
    text = "\n".join(of_comparison(GOOD, other, tuple(differences(GOOD, other)), flips(GOOD, other)))
    assert "2 gesprekken eindigen anders, in 2 gevallen." in text
    assert "purpose: quality -> none" in text
    same = "\n".join(of_comparison(GOOD, GOOD, tuple(differences(GOOD, GOOD)), ()))
    assert "Geen verschil" in same
    assert "beslistabel verschilt" in "\n".join(of_comparison(GOOD, BAD, (), flips(GOOD, BAD)))
