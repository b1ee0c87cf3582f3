from pathlib import Path

import pytest

from evals.retrieval.vectors import Kept
from knowledge.vectors import key_of, read_vectors
from tests.evals.retrieval.engine import Letters

NOTHING_SHIPPED = Path("absent.npz")


def test_a_vector_is_made_once(tmp_path: Path) -> None:
    first, second = Letters(), Letters()
    made = Kept(first, tmp_path, NOTHING_SHIPPED).embed_documents(["abc", "xyz", "abc"])
    again = Kept(second, tmp_path, NOTHING_SHIPPED).embed_documents(["xyz", "nieuw", "abc"])
    assert first.embedded == ["abc", "xyz"]
    assert second.embedded == ["nieuw"]
    assert [made[1], made[0]] == [again[0], again[2]]


def test_what_ships_is_not_made(tmp_path: Path) -> None:
    Kept(Letters(), tmp_path / "shipped", NOTHING_SHIPPED).embed_documents(["abc"])
    engine = Letters()
    shipped = tmp_path / "shipped" / "vectors.npz"
    Kept(engine, tmp_path / "own", shipped).embed_documents(["abc", "def"])
    assert engine.embedded == ["def"]
    assert list(read_vectors(tmp_path / "own" / "vectors.npz", engine.name)) == [key_of("def")]


def test_vectors_are_those_of_the_engine_in_half_precision(tmp_path: Path) -> None:
    engine = Letters()
    kept = Kept(engine, tmp_path, NOTHING_SHIPPED)
    assert kept.embed_documents(["abba"])[0] == pytest.approx(engine.embed_query("abba"), abs=1e-3)
    assert kept.embed_query("abba") == engine.embed_query("abba")
