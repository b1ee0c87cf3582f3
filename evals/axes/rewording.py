"""The same request in other words, written by hand for each case."""

from collections.abc import Iterator
from random import Random

from evals.axes.variant import Variant
from evals.cases import Case


def rewording(case: Case, base: Variant, _random: Random) -> Iterator[Variant]:
    """Each rewording of the case."""
    for style, text in case.rewordings.items():
        yield base.model_copy(update={"axis": "rewording", "name": style, "description": text})
