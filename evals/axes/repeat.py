"""The same conversation again: whatever differs comes from the assistant itself."""

from collections.abc import Iterator
from random import Random

from evals.axes.variant import Variant
from evals.cases import Case

TIMES = 4
"""With the undisturbed one this makes five, for TARa@5."""


def repeat(_case: Case, base: Variant, _random: Random) -> Iterator[Variant]:
    """Four more of the same."""
    for number in range(1, TIMES + 1):
        yield base.model_copy(update={"axis": "repeat", "name": f"repeat-{number}"})
