"""Which conversations are compared with which, and what is measured about them."""

import pytest

from evals.consistency.figures import Place, figures, groups
from tests.evals.consistency.playing import played

TWO_CASES = (
    played("a", "behouden"),
    played("a", "behouden", axis="order"),
    played("a", "schrappen", axis="manner", manner="text"),
    played("a", "schrappen", axis="edits", expected="schrappen"),
    played("a", "behouden", manner="text"),
    played("a", "schrappen", axis="order", manner="text"),
    played("b", "schrappen", expected="schrappen"),
    played("b", "schrappen", axis="order", expected="schrappen"),
)


def test_the_undisturbed_conversation_comes_first_and_edits_stand_alone() -> None:
    found = {
        place: [[one.outcome for one in each] for each in group] for place, group in groups(TWO_CASES).items()
    }
    assert found == {
        Place("buttons", "order"): [["behouden", "behouden"], ["schrappen", "schrappen"]],
        Place("buttons", "all"): [["behouden", "behouden"], ["schrappen", "schrappen"]],
        Place("text", "manner"): [["behouden", "schrappen"]],
        Place("text", "all"): [["behouden", "schrappen", "schrappen"]],
        Place("buttons", "edits"): [["schrappen"]],
        Place("text", "order"): [["behouden", "schrappen"]],
    }


def test_the_figures_of_an_axis() -> None:
    found = {Place(one.manner, one.axis): one for one in figures(TWO_CASES)}
    order = found[Place("buttons", "order")]
    assert (order.cases, order.conversations, order.seconds) == (2, 4, 0.5)
    assert order.prevalence == {"behouden": 0.5, "schrappen": 0.5}
    values = {name: interval.value for name, interval in order.measures.items()}
    assert values == {
        "consistency": 1.0,
        "flip_rate": 0.0,
        "alpha": 1.0,
        "kappa": 1.0,
        "accuracy": 1.0,
        "slot_agreement": 1.0,
        "provisional": 0.0,
        "grounded": 0.75,
    }
    assert found[Place("text", "order")].measures["flip_rate"].value == 1.0


def test_edits_are_right_or_wrong_and_nothing_else() -> None:
    edits = next(one for one in figures(TWO_CASES) if one.axis == "edits")
    assert "consistency" not in edits.measures
    assert edits.measures["accuracy"].value == 1.0


def test_total_agreement_needs_five_conversations() -> None:
    five = [
        played("a", "behouden"),
        *(played("a", "behouden", axis="repeat", variant=str(n)) for n in range(4)),
    ]
    measures = next(figures(five)).measures
    assert measures["total_agreement"].value == pytest.approx(1.0)
    assert "total_agreement" not in next(figures(five[:4])).measures
