"""Whether a system knows that it knows: yes-or-no decisions against the truth."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Booleans = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.float64]


class Detection(NamedTuple):
    """Precision, recall and F1 (0 to 1), one for each row of decisions."""

    precision: Numbers
    recall: Numbers
    f1: Numbers


def detection(said: Booleans, true: Booleans) -> Detection:
    """How well `said` agrees with `true`, over the last axis; the positive class is True.

    Precision is the share of what was said that is true, recall the share of what is true that was
    said, F1 their harmonic mean. A share of nothing is 0: a system that never says yes earns nothing
    with it. Give both negated to measure the other class, as for "nothing relevant".
    """
    both = np.sum(said & true, axis=-1, dtype=np.float64)
    said_yes = np.sum(said, axis=-1, dtype=np.float64)
    true_yes = np.sum(true, axis=-1, dtype=np.float64)
    return Detection(
        precision=both / np.maximum(said_yes, 1),
        recall=both / np.maximum(true_yes, 1),
        f1=2 * both / np.maximum(said_yes + true_yes, 1),
    )
