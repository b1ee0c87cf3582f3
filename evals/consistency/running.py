"""Plays every variant of every case that was not played before by the same assistant."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import get_args

from evals.axes.generating import variants
from evals.axes.variant import Manner, Variant
from evals.cases import Case
from evals.consistency.cache import Cache
from evals.playing.played import Played


def plan(cases: Iterable[Case], axes: Collection[str]) -> Iterator[Variant]:
    """All conversations of `cases` on `axes`, answered by button and in free text."""
    for case in cases:
        for manner in get_args(Manner):
            yield from variants(case, manner, axes)


def play_all(planned: Sequence[Variant], play: Callable[[Variant], Played], cache: Cache) -> Iterator[Played]:
    """What came of each, in order; taken from `cache` or played and kept there."""
    for variant in planned:
        played = cache.get(variant)
        if played is None:
            played = play(variant)
            cache.keep(variant, played)
        yield played
