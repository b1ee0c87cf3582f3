"""Who speaks, and in which direction: words around the description that tell no fact."""

from collections.abc import Iterator
from random import Random

from evals.axes.variant import Variant
from evals.axes.words import words
from evals.cases import Case


def leading(_case: Case, base: Variant, _random: Random) -> Iterator[Variant]:
    """A leading question behind the description, in favour and against."""
    for name, question in words().leading.items():
        told = f"{base.description} {question}"
        yield base.model_copy(update={"axis": "leading", "name": name, "description": told})


def persona(_case: Case, base: Variant, _random: Random) -> Iterator[Variant]:
    """The user says who he is before the description."""
    for name, sentence in words().persona.items():
        told = f"{sentence} {base.description}"
        yield base.model_copy(update={"axis": "persona", "name": name, "description": told})
