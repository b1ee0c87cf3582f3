"""Recall at k: how much of what answers the question is among the first k."""

from collections.abc import Collection, Sequence


def recall(found: Sequence[str], answers: Collection[str], k: int) -> float:
    """The share (0 to 1) of the passages that answer which are among the first `k` found.

    Capped as in BEIR: with more answers than places, `k` answers are all one can want. At k = 1 it is
    thus whether the first passage answers. Only passages of grade 2 count. Nothing found gives 0.

    Raises:
        ValueError: there is no answer (then recall has no meaning) or `k` is not positive.
    """
    if not answers or k < 1:
        raise ValueError("recall needs an answer and at least one place")
    return len(set(found[:k]) & set(answers)) / min(k, len(set(answers)))
