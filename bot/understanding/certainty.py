"""How sure a reading is: the chance that it is right.

One measure for all topics, learned on people who were not learned from. A threshold a topic would rest on a
few hundred answers each and fit these rather than the next ones.
"""

import math
from collections.abc import Mapping
from typing import NamedTuple

_NEARLY = 1e-6


class Certainty(NamedTuple):
    """What each of the `signs` counts (the bias first), and the chance from which a reading is sure."""

    weights: tuple[float, ...]
    least: float

    def sure(self, chances: Mapping[str, float], hint: str | None) -> bool:
        """Whether the likeliest of `chances` may be taken for what was meant; `hint` as in `signs`."""
        bias, *weights = self.weights
        told = bias + sum(one * sign for one, sign in zip(weights, signs(chances, hint), strict=True))
        return 1 / (1 + math.exp(-told)) >= self.least


NEVER = Certainty((0.0,) * 5, 1.0)
"""Sure of nothing."""


def signs(chances: Mapping[str, float], hint: str | None) -> tuple[float, ...]:
    """What tells whether the likeliest label is right, given what the rules read (`hint`).

    Its log odds, how far it is ahead of the next (a log ratio), and whether the rules read it, or another.
    """
    label = max(chances, key=chances.__getitem__)
    first, second = sorted(chances.values(), reverse=True)[:2]
    odds = math.log(max(first, _NEARLY) / max(1 - first, _NEARLY))
    return (
        odds,
        math.log(first / max(second, _NEARLY)),
        float(hint == label),
        float(hint not in (None, label)),
    )
