"""Slot agreement: the share of answers that were taken down as the user meant them.

Over all slots that a conversation holds a value for and the case has a gold value of. "Weet ik niet" where
the user knew counts as wrong; a slot that was never asked is left out, for nobody answered it. Averaged over
answers, not over slots (micro): a slot asked in every conversation weighs more.
"""

from collections.abc import Mapping, Sequence

from evals.metrics.statistic import Statistic, ratio_of

Facts = Mapping[str, str]


def slot_agreement(held: Sequence[Sequence[Facts]], meant: Sequence[Sequence[Facts]]) -> Statistic:
    """The share (0 to 1) of values `held` at the end that are as `meant`, for each conversation of each case.

    Raises:
        ValueError: there are not as many conversations held as meant.
    """
    right, answered = [], []
    for conversations, should in zip(held, meant, strict=True):
        pairs = [
            (facts[slot], gold[slot])
            for facts, gold in zip(conversations, should, strict=True)
            for slot in facts.keys() & gold.keys()
        ]
        right.append(float(sum(one == other for one, other in pairs)))
        answered.append(float(len(pairs)))
    return ratio_of(right, answered)
