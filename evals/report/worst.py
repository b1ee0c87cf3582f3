"""Which cases went wrong most, and of each two conversations that are most alike and end differently."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from evals.axes.generating import DIRECTIONAL
from evals.playing.played import Played


class Worst(NamedTuple):
    """A case with all its conversations; `good` is None when none ended as it should."""

    case: str
    conversations: int
    wrong: int
    good: Played | None
    bad: Played


def worst(played: Iterable[Played]) -> tuple[Worst, ...]:
    """Every case of which a conversation does not end as it should, the one with most of those first.

    Edits are left out: there each conversation should end in its own way.
    """
    by_case: dict[str, list[Played]] = {}
    for one in played:
        if one.axis not in DIRECTIONAL:
            by_case.setdefault(one.case, []).append(one)
    found = [_of_case(case, each) for case, each in by_case.items() if any(map(_is_wrong, each))]
    return tuple(sorted(found, key=lambda one: -one.wrong))


def differing(one: Played, other: Played) -> tuple[bool, ...]:
    """For each turn of `one` whether `other` has no such turn."""
    return tuple(turn not in other.turns for turn in one.turns)


def _of_case(case: str, played: Sequence[Played]) -> Worst:
    wrong = [one for one in played if _is_wrong(one)]
    right = [one for one in played if not _is_wrong(one)]
    pairs = [(_distance(one, other), one, other) for one in right for other in wrong]
    _, good, bad = min(pairs, key=lambda pair: pair[0], default=((False, 0), None, wrong[0]))
    return Worst(case, len(played), len(wrong), good, bad)


def _is_wrong(played: Played) -> bool:
    return played.outcome != played.expected


def _distance(one: Played, other: Played) -> tuple[bool, int]:
    """Another way of answering is further off than any number of other turns."""
    return one.manner != other.manner, sum(differing(one, other)) + sum(differing(other, one))
