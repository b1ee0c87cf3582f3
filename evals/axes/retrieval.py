"""What is found: the same in another order, or with documents of neighbours that were just loaded."""

from collections.abc import Iterator
from random import Random

from evals.axes.variant import Variant
from evals.cases import Case

TIMES = 3


def shuffled(_case: Case, base: Variant, random: Random) -> Iterator[Variant]:
    """Three other orders."""
    for number in range(1, TIMES + 1):
        yield base.model_copy(
            update={
                "axis": "shuffled",
                "name": f"shuffled-{number}",
                "retrieval": "shuffled",
                "seed": random.getrandbits(32),
            }
        )


def crowded(_case: Case, base: Variant, _random: Random) -> Iterator[Variant]:
    """Every neighbour asks the same."""
    yield base.model_copy(update={"axis": "crowded", "name": "crowded", "retrieval": "crowded"})
