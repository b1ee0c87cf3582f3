"""Irrelevant detail around the description."""

from collections.abc import Iterator
from random import Random

from evals.axes.variant import Variant
from evals.axes.words import words
from evals.cases import Case


def detail(_case: Case, base: Variant, _random: Random) -> Iterator[Variant]:
    """A sentence before it, and one after it, for each that there is."""
    around = words().detail
    told = [f"{sentence} {base.description}" for sentence in around.before]
    told += [f"{base.description} {sentence}" for sentence in around.after]
    for number, description in enumerate(told, start=1):
        yield base.model_copy(
            update={"axis": "detail", "name": f"detail-{number}", "description": description}
        )
