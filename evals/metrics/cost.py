"""What a conversation takes: tokens, euros, seconds. A mean, and the value that few conversations exceed.

Tokens and euros are those of a language model, as its service counts them and at the prices in the settings;
without a model they are 0. Seconds are how long the assistant worked, without the user and without the
network between them, on the machine that played it: only figures of one machine can be compared. A
conversation that was kept from an earlier run has the seconds of that run.
"""

from collections.abc import Sequence

import numpy as np

from evals.metrics.statistic import Statistic, ratio_of
from evals.retrieval.metrics.bootstrap import Figures, Rows


def mean(values: Sequence[Sequence[float]]) -> Statistic:
    """The mean over all conversations of all cases, in the unit of `values`.

    Raises:
        ValueError: a case has no conversations.
    """
    _check(values)
    return ratio_of([float(sum(each)) for each in values], [float(len(each)) for each in values])


def quantile(values: Sequence[Sequence[float]], share: float) -> Statistic:
    """The value that `share` (0 to 1) of all conversations stays at or below, between two linearly.

    Raises:
        ValueError: a case has no conversations.
    """
    _check(values)
    padded = np.full((len(values), max(map(len, values), default=0)), np.nan)
    for row, each in enumerate(values):
        padded[row, : len(each)] = each

    def figures(rows: Rows) -> Figures:
        found: Figures = np.array([np.nanquantile(padded[row], share) for row in rows])
        return found

    return Statistic(figures, len(values))


def _check(values: Sequence[Sequence[float]]) -> None:
    if not all(values):
        raise ValueError("a case without conversations costs nothing that can be measured")
