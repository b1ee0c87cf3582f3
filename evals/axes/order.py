"""The same answers in another order: some are first left open and given at the end."""

from collections.abc import Iterator
from random import Random

from evals.axes.variant import Variant
from evals.cases import Case

TIMES = 3


def order(_case: Case, base: Variant, random: Random) -> Iterator[Variant]:
    """Three times another half of the answers, in a random order, after all others."""
    slots = sorted(base.facts)
    for number in range(1, TIMES + 1):
        later = tuple(random.sample(slots, len(slots) // 2))
        yield base.model_copy(update={"axis": "order", "name": f"order-{number}", "postponed": later})
