"""What every measure gives: a figure for any sample of cases, so that whole cases can be drawn again."""

from collections.abc import Callable, Sequence

import numpy as np

from evals.retrieval.metrics.bootstrap import Figures, Interval, Rows, interval

Ratings = Sequence[Sequence[str]]
"""For each case the outcomes of its conversations, that of the undisturbed one first."""


class Statistic:
    """A figure over cases; calling it with rows of case numbers gives the figure of each row."""

    def __init__(self, figures: Callable[[Rows], Figures], cases: int) -> None:
        self._figures = figures
        self.cases = cases

    def __call__(self, rows: Rows) -> Figures:
        """The figure of each row of case numbers."""
        return self._figures(rows)

    def interval(self) -> Interval:
        """The figure over all cases with its 95% interval by case.

        Raises:
            ValueError: there are no cases.
        """
        return interval(self, self.cases)

    def less(self, other: "Statistic") -> "Statistic":
        """This figure less another of the same cases in the same order, drawn together: a paired difference.

        Raises:
            ValueError: they are not about as many cases.
        """
        if self.cases != other.cases:
            raise ValueError(f"{self.cases} cases cannot be paired with {other.cases}")
        return Statistic(lambda rows: self(rows) - other(rows), self.cases)


def ratio_of(parts: Sequence[float], wholes: Sequence[float]) -> Statistic:
    """The sum of `parts` over that of `wholes`, each one for a case; 1 where there is nothing at all."""
    above, below = np.asarray(parts, dtype=np.float64), np.asarray(wholes, dtype=np.float64)

    def figures(rows: Rows) -> Figures:
        part, whole = above[rows].sum(axis=-1), below[rows].sum(axis=-1)
        ratio: Figures = np.ones_like(part)
        np.divide(part, whole, out=ratio, where=whole > 0)
        return ratio

    return Statistic(figures, len(above))


def of_tables(tables: Figures, figure: Callable[[Figures], Figures]) -> Statistic:
    """The `figure` of summed square tables.

    `tables` has the shape (cases, k, k); `figure` gets (rows, k, k) and gives (rows,).
    """
    return Statistic(lambda rows: figure(tables[rows].sum(axis=1)), len(tables))
