"""Weighted logistic regression with a ridge, fitted by Newton's method. Few lines, few data, no library."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

_STEPS = 50


def ridge_logistic(features: Floats, right: Floats, weight: Floats, ridge: float) -> Floats:
    """Coefficients, the bias first, of the chance that an example is `right` (1.0 or 0.0).

    `weight` is what each example counts; `ridge` times their sum holds back every coefficient but the
    bias. See Hastie, Tibshirani and Friedman, "The Elements of Statistical Learning" (2009), 4.4.
    """
    columns = np.column_stack([np.ones(len(features)), features])
    held = np.eye(columns.shape[1]) * ridge * weight.sum()
    held[0, 0] = 0.0
    coefficients: Floats = np.zeros(columns.shape[1])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-columns @ coefficients))
        slope = columns.T @ (weight * (chance - right)) + held @ coefficients
        curve = (columns * (weight * chance * (1 - chance))[:, None]).T @ columns + held
        step = np.linalg.solve(curve, slope)
        coefficients -= step
        if np.abs(step).max() < 1e-9:
            break
    return coefficients
