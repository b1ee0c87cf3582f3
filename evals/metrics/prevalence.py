"""Prevalence: how often each outcome occurs. Agreement beyond chance means less the more one of them does.

A. R. Feinstein and D. V. Cicchetti, "High agreement but low kappa" (1990) describe the paradox.
"""

from collections import Counter
from collections.abc import Mapping

from evals.metrics.statistic import Ratings


def prevalence(outcomes: Ratings) -> Mapping[str, float]:
    """The share (0 to 1) of conversations with each outcome, the most frequent first."""
    counted = Counter(outcome for each in outcomes for outcome in each)
    return {outcome: count / counted.total() for outcome, count in counted.most_common()}
