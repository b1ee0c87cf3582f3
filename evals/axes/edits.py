"""Edits written by hand for each case: facts that turn out otherwise, and what the advice must become."""

from collections.abc import Iterator
from random import Random

from evals.axes.variant import Variant
from evals.cases import Case


def edits(case: Case, base: Variant, _random: Random) -> Iterator[Variant]:
    """Every edit of the case: first the advice without what it changes, then that told."""
    for number, edit in enumerate(case.edits, start=1):
        said = {slot: (text,) for slot, text in edit.says.items()} if base.manner == "text" else {}
        yield base.model_copy(
            update={
                "axis": "edits",
                "name": f"edit-{number}",
                "facts": {**base.facts, **edit.changes},
                "words": {**base.words, **said},
                "postponed": tuple(edit.changes),
                "expected": edit.outcome.value,
            }
        )
