"""Reciprocal rank: how soon the first answer comes. Its mean over questions is the MRR."""

from collections.abc import Collection, Sequence


def reciprocal_rank(found: Sequence[str], answers: Collection[str], k: int) -> float:
    """1 divided by the place of the first answer among the first `k` found (1 is the first); 0 without one.

    Only passages of grade 2 count.

    Raises:
        ValueError: there is no answer (then the place has no meaning) or `k` is not positive.
    """
    if not answers or k < 1:
        raise ValueError("a reciprocal rank needs an answer and at least one place")
    return next((1 / place for place, id in enumerate(found[:k], 1) if id in answers), 0.0)  # noqa: A001
