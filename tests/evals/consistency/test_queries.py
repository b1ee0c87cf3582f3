"""Embeddings that are kept: the same ones in the first run as in a later one, whoever made them."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from evals.consistency.queries import KeptQueries
from knowledge.engines.base import Engine

TEXTS = ("een", "twee", "een")


class Counting(Engine):
    """Makes vectors that no file can hold exactly, and counts them."""

    def __init__(self, name: str = "tellend") -> None:
        super().__init__(name)
        self.made = 0

    def _passages(self, texts: list[str]) -> list[list[float]]:
        return [[0.5] for _ in texts]

    def _query(self, text: str) -> list[float]:
        self.made += 1
        return [1 / 3, len(text) / 7]


def test_a_later_run_gives_what_the_first_gave_and_makes_nothing(tmp_path: Path) -> None:
    file, engine = tmp_path / "map" / "queries.db", Counting()
    first = KeptQueries(engine, file)
    vectors = [first.embed_query(text) for text in TEXTS]
    assert engine.made == 2
    first.close()
    later = Counting()
    second = KeptQueries(later, file)
    assert [second.embed_query(text) for text in TEXTS] == vectors
    assert later.made == 0
    assert second.name == engine.name
    assert second.embed_documents(["a", "b"]) == [[0.5], [0.5]]
    second.close()


def test_two_that_use_one_file_share_what_they_make(tmp_path: Path) -> None:
    file, engines = tmp_path / "queries.db", (Counting(), Counting())
    here, there = (KeptQueries(engine, file) for engine in engines)
    assert here.embed_query("een") == there.embed_query("een")
    assert [engine.made for engine in engines] == [1, 0]
    here.close()
    there.close()


def test_another_engine_has_vectors_of_its_own(tmp_path: Path) -> None:
    file, other = tmp_path / "queries.db", Counting("ander")
    for engine in (Counting(), other):
        kept = KeptQueries(engine, file)
        kept.embed_query("een")
        kept.close()
    assert other.made == 1


def test_it_may_be_asked_from_several_threads(tmp_path: Path) -> None:
    kept = KeptQueries(Counting(), tmp_path / "queries.db")
    texts = [f"tekst {number % 7}" for number in range(60)]
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(kept.embed_query, texts))
    assert found == [kept.embed_query(text) for text in texts]
    kept.close()
