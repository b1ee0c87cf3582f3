"""Precision and recall: of refusing at all, and of each kind that is named as the reason."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from bot.domain.reading import PersonalData
from evals.privacy.lines import KINDS, Line
from evals.privacy.wilson import Share, share

Recogniser = Callable[[str], PersonalData | None]


class Scores(NamedTuple):
    """Precision: how much of what was found is right. Recall: how much of what is there was found."""

    precision: Share
    recall: Share


class Fault(NamedTuple):
    """A line and the kind that was found in it."""

    line: Line
    found: PersonalData | None


class Measured(NamedTuple):
    """`refused` counts any kind as found: that is what keeps a text out. `faults` are all wrong kinds."""

    lines: int
    refused: Scores
    kinds: dict[PersonalData, Scores]
    faults: tuple[Fault, ...]


def measure(recognise: Recogniser, lines: Sequence[Line]) -> Measured:
    """What `recognise` finds in `lines` against what is in them."""
    found = [recognise(line.text) for line in lines]
    true = [line.kind for line in lines]
    return Measured(
        lines=len(lines),
        refused=_scores([kind is not None for kind in found], [kind is not None for kind in true]),
        kinds={
            each: _scores([kind == each for kind in found], [kind == each for kind in true]) for each in KINDS
        },
        faults=tuple(Fault(line, kind) for line, kind in zip(lines, found, strict=True) if kind != line.kind),
    )


def _scores(found: Sequence[bool], true: Sequence[bool]) -> Scores:
    both = sum(one and other for one, other in zip(found, true, strict=True))
    return Scores(share(both, sum(found)), share(both, sum(true)))
