"""The headline figures: five that say most, with their interval and target."""

from collections.abc import Sequence
from math import floor
from typing import NamedTuple

from evals.axes.variant import Manner
from evals.consistency.comparing import LOWER_IS_BETTER
from evals.consistency.figures import EVERY_AXIS, Figures, Place
from evals.consistency.gating import Check, Thresholds
from evals.report.page import Tile
from evals.report.words import number, words
from evals.retrieval.metrics.bootstrap import Interval

ERROR = 0.05


class Headline(NamedTuple):
    """Which figure, and by which name of `texts.yaml`."""

    manner: Manner
    axis: str
    measure: str


HEADLINES = (
    Headline("buttons", EVERY_AXIS, "consistency"),
    Headline("text", EVERY_AXIS, "consistency"),
    Headline("text", EVERY_AXIS, "kappa"),
    Headline("text", "pushing", "flip_rate"),
    Headline("text", "edits", "accuracy"),
)


def tiles(figures: Sequence[Figures], thresholds: Thresholds) -> tuple[Tile, ...]:
    """Those of the headlines that the run has."""
    by_place = {Place(one.manner, one.axis): one for one in figures}
    found = []
    for headline in HEADLINES:
        one = by_place.get(Place(headline.manner, headline.axis))
        if one is not None and headline.measure in one.measures:
            found.append(_tile(one, headline.measure, thresholds))
    return tuple(found)


def at_least(cases: int) -> float:
    """The lowest share that still gives no failure in `cases` with a chance of 5%.

    The exact bound of Clopper and Pearson (1934) for no failures, one-sided: the bootstrap gives no width
    when nothing failed, for it can only draw what was seen.
    """
    return float(ERROR ** (1 / cases))


def _tile(one: Figures, name: str, thresholds: Thresholds) -> Tile:
    say = words().headline
    figure = one.measures[name]
    place = Place(one.manner, one.axis)
    threshold = _threshold(place, name, thresholds)
    flawless = figure.value == (0.0 if name in LOWER_IS_BETTER else 1.0)
    met = None if threshold is None else Check(place, name, threshold, figure.value).met
    return Tile(
        label=say.labels[f"{name}-{one.manner}"],
        value=number(figure.value),
        means=say.means[name].format(part=round(figure.value * one.cases), whole=one.cases),
        interval=_flawless(one.cases, name) if flawless else _interval(figure),
        target=(
            None
            if threshold is None
            else say.target.format(
                sign="≤" if name in LOWER_IS_BETTER else "≥", threshold=number(threshold, 2)
            )
        ),
        met=met,
        verdict="" if met is None else say.met if met else say.missed,
    )


def _interval(figure: Interval) -> str:
    return words().headline.interval.format(low=number(figure.low), high=number(figure.high))


def _flawless(cases: int, measure: str) -> str:
    say, bound = words().headline, floor(at_least(cases) * 100)
    if measure in LOWER_IS_BETTER:
        return say.at_most.format(cases=cases, percent=100 - bound)
    return say.at_least.format(cases=cases, percent=bound)


def _threshold(place: Place, measure: str, thresholds: Thresholds) -> float | None:
    """That of the place; for all axes together else the one that every axis has."""
    found = thresholds.get(place, {}).get(measure)
    if found is None and place.axis == EVERY_AXIS:
        each = [
            measures.get(measure) for other, measures in thresholds.items() if other.manner == place.manner
        ]
        known = [one for one in each if one is not None]
        return min(known, default=None) if measure == "consistency" else None
    return found
