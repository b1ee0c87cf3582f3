"""From cases to samples of Inspect: one a conversation."""

from collections.abc import Collection, Iterable

from inspect_ai.dataset import MemoryDataset, Sample

from bot.commands.usage import UsageError
from evals.axes.generating import AXES, DIRECTIONAL, variants
from evals.axes.variant import UNDISTURBED, Manner
from evals.cases import Case
from evals.consistency.words import words

VARIANT = "variant"
"""Where the metadata of a sample keeps the whole variant."""


def dataset(cases: Iterable[Case], manner: Manner, axes: Collection[str], seed: int) -> MemoryDataset:
    """Every conversation of `cases` on `axes`; the target is the outcome it should have.

    What must change the advice is not compared with the undisturbed conversation, which is then left out.

    Raises:
        UsageError: there is no such axis.
    """
    if unknown := sorted(set(axes) - AXES.keys()):
        raise UsageError(words().no_axis.format(axis=unknown[0], axes=", ".join(AXES)))
    return MemoryDataset(
        [
            Sample(
                id=f"{one.case}/{one.axis}/{one.name}",
                input=one.description,
                target=one.expected,
                metadata={"case": one.case, "axis": one.axis, VARIANT: one.model_dump(mode="json")},
            )
            for case in cases
            for one in variants(case, manner, axes, seed)
            if one.axis != UNDISTURBED or not set(axes) <= DIRECTIONAL.keys()
        ],
        name=f"{manner}: {', '.join(axes)}",
    )
