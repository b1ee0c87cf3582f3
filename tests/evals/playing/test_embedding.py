"""Embeddings that are kept: the same ones in the first run as in a later one."""

from pathlib import Path

from evals.playing.embedding import KeptQueries
from knowledge.engines.base import Engine


class Counting(Engine):
    """Makes vectors that no file can hold exactly, and counts them."""

    def __init__(self) -> None:
        super().__init__("tellend")
        self.made = 0

    def _passages(self, texts: list[str]) -> list[list[float]]:
        return [[0.5] for _ in texts]

    def _query(self, text: str) -> list[float]:
        self.made += 1
        return [1 / 3, len(text) / 7]


def test_a_later_run_gives_what_the_first_gave_and_makes_nothing(tmp_path: Path) -> None:
    file, engine = tmp_path / "map" / "queries.npz", Counting()
    first = KeptQueries(engine, file)
    vectors = [first.embed_query(text) for text in ("een", "twee", "een")]
    assert engine.made == 2
    first.save()
    second = KeptQueries(engine, file)
    assert [second.embed_query(text) for text in ("een", "twee", "een")] == vectors
    assert engine.made == 2
    assert second.name == engine.name
    assert second.embed_documents(["a", "b"]) == [[0.5], [0.5]]


def test_it_is_written_only_when_there_is_enough_new(tmp_path: Path) -> None:
    file = tmp_path / "queries.npz"
    kept = KeptQueries(Counting(), file)
    kept.save()
    kept.embed_query("een")
    kept.save(least=2)
    assert not file.exists()
    kept.save()
    assert file.exists()
