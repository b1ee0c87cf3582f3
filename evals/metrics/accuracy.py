"""Accuracy: the share of conversations that end in the outcome they should.

Not corrected for chance: with three balanced outcomes a coin of three sides gets 0.33; see `kappa`. On a
change that must matter the outcome it should have is the one the change leads to.
"""

from collections.abc import Sequence

from evals.metrics.statistic import Ratings, Statistic, ratio_of


def accuracy(outcomes: Ratings, gold: Ratings) -> Statistic:
    """The share (0 to 1) of conversations with their gold outcome; `gold` has one for each conversation.

    Raises:
        ValueError: there is not one gold outcome for each conversation.
    """
    right = [
        float(sum(one == other for one, other in zip(each, should, strict=True)))
        for each, should in zip(outcomes, gold, strict=True)
    ]
    return ratio_of(right, _sizes(outcomes))


def _sizes(outcomes: Ratings) -> Sequence[float]:
    return [float(len(each)) for each in outcomes]
