"""Weights in a byte each: what was learned fits in a few megabytes, and reads the same.

A matrix is kept as whole numbers from -127 to 127, with for each row what these are to be multiplied by. The
rest is small, and kept in half precision.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from bot.understanding.features import Vector

SCALE = "scale."
"""In a file, before the name of a matrix: what each of its rows is multiplied by."""

_LARGEST = 127


def rounded(name: str, weights: NDArray[np.floating]) -> dict[str, NDArray[np.generic]]:
    """What is kept of weights, by the names under which it is kept."""
    if weights.ndim != 2:
        return {name: weights.astype(np.float16)}
    scale = (np.abs(weights).max(axis=1, keepdims=True) / _LARGEST).astype(np.float16)
    whole = np.rint(weights / np.where(scale > 0, scale, 1)).clip(-_LARGEST, _LARGEST)
    return {name: whole.astype(np.int8), SCALE + name: scale}


def restored(kept: Mapping[str, NDArray[np.generic]]) -> dict[str, Vector]:
    """The weights, of all that is kept."""
    own = {name: np.asarray(array, dtype=np.float32) for name, array in kept.items()}
    return {
        name: array * own[SCALE + name] if SCALE + name in own else array
        for name, array in own.items()
        if not name.startswith(SCALE)
    }
