"""Another municipality: the same request elsewhere, set beforehand or named in the description."""

from collections.abc import Iterator
from random import Random

from bot.building import places
from evals.axes.variant import Variant
from evals.axes.words import words
from evals.cases import Case

TIMES = 2


def municipality(_case: Case, base: Variant, random: Random) -> Iterator[Variant]:
    """Two others that are set, and one that is named."""
    others = sorted((one for one in places() if one.code != base.municipality), key=lambda one: one.code)
    *known, named = random.sample(others, TIMES + 1)
    for number, place in enumerate(known, start=1):
        yield base.model_copy(
            update={"axis": "municipality", "name": f"elsewhere-{number}", "municipality": place.code}
        )
    told = f"{base.description} {words().municipality.format(name=named.name)}"
    yield base.model_copy(
        update={"axis": "municipality", "name": "named", "municipality": None, "description": told}
    )
