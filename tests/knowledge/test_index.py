from pathlib import Path

import numpy as np
import pytest

from knowledge.errors import IndexUnavailable
from knowledge.index import Index
from knowledge.loading import load_corpus
from knowledge.passages import Kind, Passage
from knowledge.vectors import Matrix
from tests.auxil.corpus import write_corpus


class Vectors:
    """Gives a vector for each passage, and counts how often it was asked."""

    def __init__(self, count: int) -> None:
        self.asked = 0
        self.made: Matrix = np.eye(count, 8, dtype=np.float32)

    def __call__(self) -> Matrix:
        self.asked += 1
        return self.made


@pytest.fixture
def passages(tmp_path: Path) -> tuple[Passage, ...]:
    return load_corpus(write_corpus(tmp_path / "corpus"))


def opened(
    folder: Path, passages: tuple[Passage, ...], vectors: Vectors, corpus: str = "een", engine: str = "motor"
) -> Index:
    return Index.open(folder, corpus=corpus, engine=engine, passages=passages, vectors=vectors)


def builds(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.is_dir()]


def test_the_nearest_of_one_kind_come_nearest_first(tmp_path: Path, passages: tuple[Passage, ...]) -> None:
    vectors = Vectors(len(passages))
    index = opened(tmp_path / "index", passages, vectors)
    row = next(row for row, each in enumerate(passages) if each.id == "wachtlijst")
    found = index.nearest(vectors.made[row].tolist(), Kind.REGISTRATIE, 5)
    assert [near.id for near in found] == ["wachtlijst", "tijdschrijven"]
    assert found[0].cosine == pytest.approx(1.0)
    assert found[1].cosine == pytest.approx(0.0, abs=1e-6)
    assert index.nearest(vectors.made[row].tolist(), Kind.REGISTRATIE, 1) == found[:1]
    assert (
        index.nearest(vectors.made[row].tolist(), Kind.REGISTRATIE, 5, among=["tijdschrijven"]) == found[1:]
    )
    assert index.nearest(vectors.made[row].tolist(), Kind.REGISTRATIE, 5, among=[]) == ()
    assert index.nearest(vectors.made[row].tolist(), Kind.EIS, 5) == ()


def test_it_is_built_once(tmp_path: Path, passages: tuple[Passage, ...]) -> None:
    vectors = Vectors(len(passages))
    opened(tmp_path, passages, vectors)
    opened(tmp_path, passages, vectors)
    assert vectors.asked == 1


def test_another_corpus_or_engine_means_another_build_and_the_old_one_goes(
    tmp_path: Path, passages: tuple[Passage, ...]
) -> None:
    folder, vectors = tmp_path / "index", Vectors(len(passages))
    opened(folder, passages, vectors)
    opened(folder, passages, vectors, corpus="twee")
    assert vectors.asked == 2
    opened(folder, passages, vectors, corpus="twee", engine="nieuwe-motor")
    assert vectors.asked == 3
    assert len(builds(folder)) == 1


@pytest.mark.parametrize("damage", ["rubbish", "cut", "empty", "gone", "manifest"])
def test_a_damaged_index_is_made_anew(tmp_path: Path, passages: tuple[Passage, ...], damage: str) -> None:
    folder, vectors = tmp_path / "index", Vectors(len(passages))
    # Chroma keeps a folder open for the whole process: the damage is done to a copy under another name.
    opened(tmp_path / "made", passages, vectors)
    (tmp_path / "made").rename(folder)
    database = builds(folder)[0] / "chroma.sqlite3"
    if damage == "rubbish":
        database.write_bytes(b"rommel" * 5000)
    elif damage == "cut":
        database.write_bytes(database.read_bytes()[:30_000])
    elif damage == "empty":
        database.write_bytes(b"")
    elif damage == "gone":
        database.unlink()
    else:
        (folder / "manifest.json").write_text("{", encoding="utf-8")
    index = opened(folder, passages, vectors)
    assert vectors.asked == 2
    assert len(index.nearest(vectors.made[0].tolist(), Kind.REGISTRATIE, 5)) == 2
    opened(folder, passages, vectors)
    assert vectors.asked == 2


def test_a_build_that_stops_half_way_leaves_the_old_index_whole(
    tmp_path: Path, passages: tuple[Passage, ...]
) -> None:
    folder, vectors = tmp_path / "index", Vectors(len(passages))
    opened(folder, passages, vectors)
    broken = Vectors(len(passages))
    broken.made = broken.made[:2]
    with pytest.raises(IndexUnavailable):
        opened(folder, passages, broken, corpus="twee")
    assert len(builds(folder)) == 1
    opened(folder, passages, vectors)
    assert vectors.asked == 1


def test_a_folder_that_cannot_be_written_is_named_with_the_remedy(
    tmp_path: Path, passages: tuple[Passage, ...]
) -> None:
    occupied = tmp_path / "bezet"
    occupied.write_text("een bestand, geen map", encoding="utf-8")
    with pytest.raises(IndexUnavailable, match="Controleer of u daar mag schrijven") as caught:
        opened(occupied, passages, Vectors(len(passages)))
    assert str(occupied) in str(caught.value)


def test_an_empty_corpus_gives_an_index_that_finds_nothing(tmp_path: Path) -> None:
    assert opened(tmp_path, (), Vectors(0)).nearest([1.0] * 8, Kind.GIDS, 5) == ()
