"""Plays every variant of every case that was not played before by the same assistant."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from random import Random

from evals.axes.generating import SEED, variants
from evals.axes.variant import Manner, Variant
from evals.cases import Case
from evals.consistency.cache import Cache
from evals.playing.played import Played


def select(cases: Sequence[Case], limit: int | None) -> Sequence[Case]:
    """The cases, or always the same `limit` of them drawn at random."""
    if limit is None or limit >= len(cases):
        return cases
    return Random(SEED).sample(list(cases), limit)  # noqa: S311 - to choose examples


def plan(cases: Iterable[Case], axes: Collection[str], manners: Collection[Manner]) -> Iterator[Variant]:
    """All conversations of `cases` on `axes`, answered in each of the `manners`.

    The axis that compares pressing with typing takes both manners and is left out otherwise.
    """
    within = [axis for axis in axes if axis != "manner" or len(manners) > 1]
    for case in cases:
        for manner in manners:
            yield from variants(case, manner, within)


def play_all(
    planned: Sequence[Variant], play: Callable[[Iterable[Variant]], Iterable[Played]], cache: Cache
) -> Iterator[Played]:
    """What came of each, in order; taken from `cache`, or played and kept there at once.

    `play` gives what came of each variant, in order; no variant may be planned twice.
    """
    fresh = iter(play([one for one in planned if cache.get(one) is None]))
    for variant in planned:
        played = cache.get(variant)
        if played is None:
            played = next(fresh)
            cache.keep(variant, played)
        yield played
