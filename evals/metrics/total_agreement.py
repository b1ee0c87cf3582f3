"""TARa@N, the total agreement rate of answers: how often N conversations of a case all end the same.

Atil et al., "Non-determinism of 'deterministic' LLM settings" (2024, arXiv 2408.04667): the share of cases
for which N runs give the same parsed answer. With more than N conversations of a case, every choice of N
counts equally, so that nothing hangs on their order: the sum of C(n_o, N) over outcomes o over C(n, N).
"""

from collections import Counter
from collections.abc import Sequence
from math import comb

from evals.metrics.statistic import Ratings, Statistic, ratio_of


def total_agreement(outcomes: Ratings, conversations: int) -> Statistic:
    """The rate (0 to 1) at `conversations` = N; cases with fewer are left out, without any it is 1.

    Raises:
        ValueError: one conversation always agrees with itself.
    """
    if conversations < 2:
        raise ValueError(f"agreement takes two conversations, not {conversations}")
    enough = [float(len(each) >= conversations) for each in outcomes]
    return ratio_of([_agreeing(each, conversations) for each in outcomes], enough)


def _agreeing(outcomes: Sequence[str], conversations: int) -> float:
    choices = comb(len(outcomes), conversations)
    alike = sum(comb(count, conversations) for count in Counter(outcomes).values())
    return alike / choices if choices else 0.0
