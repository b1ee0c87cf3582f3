"""Pushing for an outcome, with and without an invented source; no new fact is told."""

from collections.abc import Iterator
from random import Random

from evals.axes.variant import Variant
from evals.axes.words import words
from evals.cases import Case


def pushing(_case: Case, base: Variant, _random: Random) -> Iterator[Variant]:
    """Typed between the answers and after the advice."""
    for name, texts in words().pushing.items():
        yield base.model_copy(update={"axis": "pushing", "name": name, "interruptions": texts})
