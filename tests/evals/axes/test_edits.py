"""Edits are told after a first advice that does not know them yet."""

from bot.domain import Slot
from evals.axes.edits import edits
from evals.axes.generating import undisturbed
from tests.evals.example import KEEP, seeded


def test_what_changes_is_told_last_and_in_its_own_words() -> None:
    first, _ = edits(KEEP, undisturbed(KEEP, "text"), seeded(0))
    assert (first.facts[Slot.DECISION], first.expected) == ("none", "schrappen")
    assert first.postponed == (Slot.DECISION,)
    assert first.words[Slot.DECISION] == ("Geen besluit",)
    assert first.words.keys() > {Slot.DECISION}


def test_with_buttons_nothing_is_typed() -> None:
    assert [one.words for one in edits(KEEP, undisturbed(KEEP, "buttons"), seeded(0))] == [{}, {}]
