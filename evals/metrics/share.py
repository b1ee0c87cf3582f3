"""A plain share of conversations, such as those that end in a provisional advice."""

from collections.abc import Sequence

from evals.metrics.statistic import Statistic, ratio_of


def share(holds: Sequence[Sequence[bool]]) -> Statistic:
    """The share (0 to 1) of conversations of which it holds, given for each conversation of each case."""
    return ratio_of([float(sum(each)) for each in holds], [float(len(each)) for each in holds])
