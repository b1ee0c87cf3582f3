"""Normalised discounted cumulative gain: the right passages, in the right order.

After Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques" (2002).
"""

from collections.abc import Iterable, Mapping, Sequence
from math import log2


def ndcg(found: Sequence[str], grades: Mapping[str, int], k: int) -> float:
    """The nDCG at `k`, from 0 to 1; 1 when no order of any passages is better.

    A passage of grade g gains 2^g - 1 (an answer 3, a related passage 1, any other 0), divided by
    log2(place + 1). The best possible order of the graded passages gives 1, also when there are fewer
    or more than `k`. A passage found twice counts as found once. Nothing found gives 0.

    Raises:
        ValueError: no passage has a grade (then there is no ideal) or `k` is not positive.
    """
    if k < 1 or not any(grade > 0 for grade in grades.values()):
        raise ValueError("nDCG needs a graded passage and at least one place")
    ideal = sorted(grades.values(), reverse=True)[:k]
    return _dcg(grades.get(each, 0) for each in list(dict.fromkeys(found))[:k]) / _dcg(ideal)


def _dcg(grades: Iterable[int]) -> float:
    return sum((2.0**grade - 1) / log2(place + 1) for place, grade in enumerate(grades, 1))
