"""Buttons or free text: the same facts, pressed or said in words of the user's own."""

from collections.abc import Iterator, Mapping
from random import Random

from bot.domain import Slot
from evals.axes.variant import Variant
from evals.cases import Case

IN_NUMBERS = "in-numbers"


def manner(case: Case, base: Variant, random: Random) -> Iterator[Variant]:
    """Both phrasings of every answer, half of the answers typed, and the burden told in numbers."""
    typed = random.sample(sorted(case.answers), len(case.answers) // 2)
    said: dict[str, Mapping[Slot, tuple[str, ...]]] = {
        "phrasing-1": case.answers,
        "phrasing-2": {slot: (second, first) for slot, (first, second) in case.answers.items()},
        "mixed": {slot: case.answers[slot] for slot in typed},
    }
    if case.in_numbers:
        said[IN_NUMBERS] = {Slot.BURDEN: (case.in_numbers.says,)}
    for name, words in said.items():
        numbers = case.in_numbers.measures() if case.in_numbers and name == IN_NUMBERS else {}
        yield base.model_copy(
            update={"axis": "manner", "name": name, "manner": "text", "words": words, "numbers": numbers}
        )
