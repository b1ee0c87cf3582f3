"""Cohen's kappa: agreement with the gold outcome beyond chance.

J. Cohen, "A coefficient of agreement for nominal scales" (1960): (p_o - p_e) / (1 - p_e), with p_o the share
of conversations that end as they should and p_e what the two distributions of outcomes give by chance. 1 is
full agreement, 0 chance. When gold and advice are one and the same outcome throughout it is 0/0, and 1 here,
as for `alpha`. All conversations of a case are pooled; the interval draws whole cases, for conversations of
one case are not independent.
"""

from collections.abc import Sequence

import numpy as np

from evals.metrics.statistic import Ratings, Statistic, of_tables
from evals.retrieval.metrics.bootstrap import Figures


def kappa(outcomes: Ratings, gold: Sequence[str]) -> Statistic:
    """Kappa (-1 to 1) of the outcomes of each case with its gold outcome.

    Raises:
        ValueError: there is not one gold outcome for each case.
    """
    numbers = {
        value: number for number, value in enumerate(sorted({*gold, *(o for each in outcomes for o in each)}))
    }
    tables = np.zeros((len(outcomes), len(numbers), len(numbers)))
    for case, (each, right) in enumerate(zip(outcomes, gold, strict=True)):
        for outcome in each:
            tables[case, numbers[right], numbers[outcome]] += 1
    return of_tables(tables, _kappa)


def _kappa(tables: Figures) -> Figures:
    total = tables.sum(axis=(-2, -1))
    agreed = np.trace(tables, axis1=-2, axis2=-1) / total
    by_chance = (tables.sum(axis=-1) * tables.sum(axis=-2)).sum(axis=-1) / total**2
    beyond: Figures = np.ones_like(total)
    np.divide(agreed - by_chance, 1.0 - by_chance, out=beyond, where=by_chance < 1.0)
    return beyond
