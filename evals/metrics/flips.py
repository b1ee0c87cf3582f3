"""Flip rate: the share of changed conversations that end otherwise than the undisturbed one.

The first outcome of a case is that of the undisturbed conversation and is not counted itself. A change that
must matter has an expected outcome instead: see `accuracy`. Without any changed conversation it is 1 less 1,
so 0.
"""

from evals.metrics.statistic import Ratings, Statistic, ratio_of


def flip_rate(outcomes: Ratings) -> Statistic:
    """The share (0 to 1; lower is better) of conversations after the first that differ from the first."""
    same = [float(sum(other == each[0] for other in each[1:])) for each in outcomes]
    kept = ratio_of(same, [float(len(each) - 1) for each in outcomes])
    return Statistic(lambda rows: 1.0 - kept(rows), kept.cases)
