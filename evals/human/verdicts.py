"""What a role's own verdict comes to, from its scores on the three questions."""

from collections.abc import Callable, Sequence
from statistics import median

from bot.domain import Outcome
from evals.human.line import Vote

MIDDLE = 2.5
"""Of a scale from 1 to 4: nobody can stand on it alone, but a role can."""

AGAINST: tuple[tuple[Callable[[Vote], int | None], Outcome], ...] = (
    (lambda vote: vote.doel, Outcome.SCHRAPPEN),
    (lambda vote: vote.harmonisatie, Outcome.STANDAARDISEREN),
    (lambda vote: vote.ruimte, Outcome.SCHRAPPEN),
)
"""The questions in the order in which they are asked, with what follows when a role is against at one."""


def verdict_of(votes: Sequence[Vote]) -> Outcome | None:
    """The outcome at the first question where the median score is below the middle; at none: behouden.

    None when the role is right in the middle at a question that decides, or nobody answered it. The median
    and not the mean, for the scale has an order and no distances.

    This mapping is ours: nobody was asked for an outcome. It follows the order of the three questions, and
    has no place for what the decision table knows besides, such as a form that the law prescribes.
    """
    for score_of, outcome in AGAINST:
        scores = [score for vote in votes if (score := score_of(vote)) is not None]
        if not scores or median(scores) == MIDDLE:
            return None
        if median(scores) < MIDDLE:
            return outcome
    return Outcome.BEHOUDEN
