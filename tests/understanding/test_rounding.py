"""Weights that are kept in a byte each."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from bot.understanding.features import Vector
from bot.understanding.rounding import restored, rounded

HALF_A_STEP, OF_ITS_SCALE = 0.5 / 127, 1e-3
"""How far a weight may be off, as a share of the largest of its row: by rounding it, and by rounding that."""

sizes = st.floats(-8, 8, width=32).filter(lambda size: size == 0 or abs(size) > 0.01)
matrices = arrays(np.float32, st.tuples(st.integers(1, 6), st.integers(1, 6)), elements=sizes)


@given(matrix=matrices)
def test_a_weight_is_off_by_half_a_step_of_its_row_at_most(matrix: Vector) -> None:
    kept = rounded("meaning", matrix)
    back = restored(kept)
    assert list(back) == ["meaning"]
    assert {array.dtype for array in kept.values()} == {np.dtype(np.int8), np.dtype(np.float16)}
    largest = np.abs(matrix).max(axis=1, keepdims=True)
    assert np.all(np.abs(back["meaning"] - matrix) <= (HALF_A_STEP + OF_ITS_SCALE) * largest)


def test_what_is_no_matrix_is_kept_in_half_precision() -> None:
    bias = np.linspace(-1, 1, 7, dtype=np.float32)
    kept = rounded("bias", bias)
    assert kept["bias"].dtype == np.float16
    assert np.allclose(restored(kept)["bias"], bias, atol=1e-3)
