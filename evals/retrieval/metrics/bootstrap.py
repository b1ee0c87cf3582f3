"""The percentile bootstrap (Efron, 1979): how far a figure might have been off with other questions."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict

RESAMPLES = 2000
LEVEL = 0.95
SEED = 20261122

Rows = npt.NDArray[np.intp]
Figures = npt.NDArray[np.float64]


class Interval(BaseModel):
    """A figure and the bounds between which 95% of the resampled figures lie."""

    model_config = ConfigDict(frozen=True)

    value: float
    low: float
    high: float


def interval(statistic: Callable[[Rows], Figures], questions: int) -> Interval:
    """The figure over all questions with its interval.

    `statistic` gets numbers of questions, a sample in each row, and gives a figure for each row; all
    samples are drawn at once. Whole questions are drawn, so that what is compared on a question stays
    together: a statistic that subtracts two systems gives the paired interval of their difference.
    Always the same for the same number of questions. With one question the interval is that one figure.

    Raises:
        ValueError: there are no questions.
    """
    if questions < 1:
        raise ValueError("an interval needs at least one question")
    samples = np.random.default_rng(SEED).integers(0, questions, (RESAMPLES, questions))
    edge = (1 - LEVEL) / 2
    low, high = np.quantile(statistic(samples), (edge, 1 - edge))
    value = statistic(np.arange(questions)[np.newaxis])[0]
    return Interval(value=float(value), low=float(low), high=float(high))


def mean_of(values: Figures) -> Callable[[Rows], Figures]:
    """The statistic that is the mean of `values`, one for each question."""
    return lambda rows: np.mean(values[rows], axis=-1)
