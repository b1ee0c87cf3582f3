"""Burden correctness: the share of figures of the burden that are what the user's numbers come to.

The figures are minutes a year for one client, hours a year and euros a year, by the standard cost model of
the national handbook (Handboek Meting Regeldrukkosten): P x Q, time times rate, number times frequency. Over
conversations in which the user told numbers; a figure that is missing from the advice counts as wrong. The
hourly rate is an assumption that both sides share, so that euros test the arithmetic and not the rate.
"""

from collections.abc import Sequence
from math import isclose

from evals.metrics.statistic import Statistic, ratio_of

Figure = float | None
"""A figure of an advice; None when it does not give it."""

CLOSE = 1e-6
"""Relative: what rounding in a computer comes to, far less than what a reader sees."""


def burden_correctness(given: Sequence[Sequence[Figure]], meant: Sequence[Sequence[float]]) -> Statistic:
    """The share (0 to 1) of figures `meant` that were `given`, in the same order for each case.

    Raises:
        ValueError: there are not as many figures given as meant.
    """
    right = [
        float(sum(_same(one, other) for one, other in zip(each, should, strict=True)))
        for each, should in zip(given, meant, strict=True)
    ]
    return ratio_of(right, [float(len(each)) for each in meant])


def _same(given: Figure, meant: float) -> bool:
    return given is not None and isclose(given, meant, rel_tol=CLOSE)
