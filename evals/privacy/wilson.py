"""The score interval of a share (Wilson, 1927): sensible also for few lines and for shares near 1."""

from math import sqrt
from typing import NamedTuple

_Z = 1.959964  # 95%


class Share(NamedTuple):
    """`hits` out of `total`, with the bounds of its 95% interval; all None when there is nothing to share."""

    hits: int
    total: int
    value: float | None
    low: float | None
    high: float | None


def share(hits: int, total: int) -> Share:
    """The share of `hits` in `total` (0 to 1) with its interval.

    Raises:
        ValueError: more hits than there are, or fewer than none.
    """
    if not 0 <= hits <= total:
        raise ValueError(f"{hits} of {total} is no share")
    if total == 0:
        return Share(0, 0, None, None, None)
    value, z2 = hits / total, _Z * _Z
    middle = (value + z2 / (2 * total)) / (1 + z2 / total)
    reach = _Z / (1 + z2 / total) * sqrt(value * (1 - value) / total + z2 / (4 * total * total))
    return Share(hits, total, value, max(0.0, middle - reach), min(1.0, middle + reach))
