"""A small part of the real evals: a case of each outcome, over all axes, pressed and typed."""

from collections.abc import Collection, Iterator
from random import Random
from typing import get_args

from bot.domain import Outcome
from evals.axes.generating import AXES, SEED, variants
from evals.axes.variant import UNDISTURBED, Manner, Variant
from evals.cases import Case, load_cases

MOST = 2
"""So many conversations of a case on each axis."""


def cases() -> tuple[Case, ...]:
    """One of the open half for each outcome, drawn with the seed of the evals."""
    seeded = Random(SEED)  # noqa: S311 - to choose examples
    dev = [one for one in load_cases() if one.split == "dev"]
    return tuple(seeded.choice([one for one in dev if one.outcome is outcome]) for outcome in Outcome)


def part(
    axes: Collection[str] = tuple(AXES), manners: Collection[Manner] = get_args(Manner)
) -> Iterator[Variant]:
    """The conversations of those cases: on each axis a few, always the same."""
    for case in cases():
        for manner in manners:
            by_axis: dict[str, list[Variant]] = {}
            for one in variants(case, manner, axes):
                by_axis.setdefault(one.axis, []).append(one)
            for axis, every in by_axis.items():
                seeded = Random(f"{SEED}:{case.id}:{axis}")  # noqa: S311 - to choose examples
                yield from every if axis == UNDISTURBED else seeded.sample(every, min(MOST, len(every)))
