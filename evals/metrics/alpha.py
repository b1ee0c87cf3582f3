"""Krippendorff's alpha for nominal data: agreement of a case's conversations beyond chance.

K. Krippendorff, "Computing Krippendorff's alpha-reliability" (2011): alpha = 1 - D_o / D_e from the table
of coincidences, in which a case with m outcomes adds each of its ordered pairs with weight 1 / (m - 1). Cases
are the units, conversations the coders. 1 is full agreement, 0 what chance gives, below 0 worse than that.

A case with one conversation has no pairs and adds nothing. When only one outcome occurs at all, chance alone
would agree fully and alpha is 0/0: it is 1 here, for nothing disagreed, and the prevalence beside it shows
that this says little. With skewed outcomes alpha falls fast at the first disagreement.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from evals.metrics.statistic import Ratings, Statistic, of_tables
from evals.retrieval.metrics.bootstrap import Figures


def alpha(outcomes: Ratings) -> Statistic:
    """Alpha (at most 1) of the outcomes of each case."""
    values = sorted({outcome for each in outcomes for outcome in each})
    return of_tables(np.array([_coincidences(each, values) for each in outcomes]), _alpha)


def _coincidences(outcomes: Sequence[str], values: Sequence[str]) -> Figures:
    """The table that one case adds, of shape (k, k)."""
    counted = Counter(outcomes)
    counts = np.array([counted[value] for value in values], dtype=np.float64)
    pairs = np.outer(counts, counts) - np.diag(counts)
    return pairs / max(len(outcomes) - 1, 1)


def _alpha(tables: Figures) -> Figures:
    of_each = tables.sum(axis=-1)
    total = of_each.sum(axis=-1)
    unlike = total - np.trace(tables, axis1=-2, axis2=-1)
    by_chance = total**2 - (of_each**2).sum(axis=-1)
    disagreement: Figures = np.zeros_like(total)
    np.divide((total - 1) * unlike, by_chance, out=disagreement, where=by_chance > 0)
    return 1.0 - disagreement
