"""Consistency: the share of cases that got one and the same outcome in every conversation.

The strictest view: one conversation that ends otherwise makes the whole case inconsistent, so that it falls
when more variants are played. A case that was played once cannot be inconsistent and counts as consistent.
"""

from evals.metrics.statistic import Ratings, Statistic, ratio_of


def consistency(outcomes: Ratings) -> Statistic:
    """The share (0 to 1) of cases with one outcome over all their conversations."""
    return ratio_of([float(len(set(each)) == 1) for each in outcomes], [1.0] * len(outcomes))
