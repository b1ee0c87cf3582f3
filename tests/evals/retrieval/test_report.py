import json
from pathlib import Path

import pytest

from evals.retrieval.__main__ import main
from evals.retrieval.measuring import detections, difference, run, values
from evals.retrieval.plot import plot
from evals.retrieval.questions import Question, Split, Style, questions_of
from evals.retrieval.report import Report, report
from evals.retrieval.systems import SYSTEMS, Answer, Systems
from evals.retrieval.table import table
from evals.retrieval.texts import texts

KNOWN = {question.text: question for split in Split for question in questions_of(split)}
QUESTIONS = (
    Question(id="formal-01", style=Style.FORMAL, topic="a", text="eerste", relevant={"p": 2, "q": 1}),
    Question(id="chatty-01", style=Style.CHATTY, topic="b", text="tweede", relevant={"r": 2}),
    Question(id="chatty-02", style=Style.CHATTY, topic="c", text="derde", relevant={}),
    Question(id="formal-02", style=Style.FORMAL, topic="d", text="vierde", relevant={}),
)
GOOD = (Answer(("p", "q"), True), Answer(("x", "r"), False), Answer((), False), Answer(("p",), True))
POOR = (Answer(("q",)), Answer(("x",)), Answer(("p",)), Answer(()))


def all_knowing(text: str) -> Answer:
    found = KNOWN[text].relevant
    return Answer(tuple(sorted(found, key=lambda each: -found[each]))[:10], KNOWN[text].answered)


def ignorant(text: str) -> Answer:
    return Answer((f"passage-over-{len(text)}",))


FAKES: Systems = {
    name: (lambda _: all_knowing) if name == "fused" else (lambda _: ignorant) for name in SYSTEMS
}


@pytest.fixture(scope="module")
def small() -> Report:
    return report(Split.DEV, "corpus-1", QUESTIONS, {"fused": GOOD, "bm25": POOR})


def test_every_question_is_asked_in_order() -> None:
    asked = []

    def system(text: str) -> Answer:
        asked.append(text)
        return Answer((text,))

    assert run(system, QUESTIONS)[1].ids == ("tweede",)
    assert asked == ["eerste", "tweede", "derde", "vierde"]


def test_figures_are_of_questions_with_an_answer_only() -> None:
    assert values("mrr@10", QUESTIONS, GOOD).tolist() == [1.0, 0.5]
    assert values("recall@1", QUESTIONS, GOOD).tolist() == [1.0, 0.0]


def test_related_passages_count_for_the_order_but_not_as_an_answer() -> None:
    assert values("mrr@10", QUESTIONS, POOR).tolist() == [0.0, 0.0]
    assert values("ndcg@10", QUESTIONS, POOR)[0] > 0


def test_difference_is_paired() -> None:
    one, other = values("mrr@10", QUESTIONS, GOOD), values("mrr@10", QUESTIONS, POOR)
    assert difference(one, other).value == pytest.approx(0.75)


def test_both_sides_of_knowing() -> None:
    found = detections(QUESTIONS, GOOD)
    assert found is not None
    # Said nothing twice, once rightly; two questions have no answer.
    assert found["nothing"]["precision"].value == pytest.approx(1 / 2)
    assert found["nothing"]["recall"].value == pytest.approx(1 / 2)
    assert found["something"]["f1"].value == pytest.approx(1 / 2)


def test_a_system_that_cannot_tell_has_no_such_figures() -> None:
    assert detections(QUESTIONS, POOR) is None


def test_the_report_holds_every_style_and_what_went_wrong(small: Report) -> None:
    assert (small.questions, small.answered) == (4, 2)
    assert set(small.systems["fused"].scores) == {"all", "formal", "chatty"}
    assert small.systems["fused"].scores["formal"]["ndcg@10"].value == pytest.approx(1)
    assert small.failures is not None
    assert small.failures.missed == ("chatty-01",)
    assert small.failures.invented == ("formal-02",)
    assert small.failures.low == ()


def test_the_sealed_half_keeps_its_failures_to_itself() -> None:
    sealed = report(Split.SEALED, "corpus-1", QUESTIONS, {"fused": GOOD, "bm25": POOR})
    assert sealed.failures is None
    assert "chatty-01" not in table(sealed)


def test_the_table_shows_each_system_style_and_failure(small: Report) -> None:
    shown = table(small)
    for word in ("gecombineerd", "woorden (BM25)", "formeel", "spreektaal", "nDCG@10", "chatty-01"):
        assert word in shown
    assert max(map(len, shown.splitlines())) <= 110


def test_the_plot_is_written_in_two_forms(small: Report, tmp_path: Path) -> None:
    svg, png = plot(small, tmp_path / "new")
    assert [svg.name, png.name] == ["retrieval-dev.svg", "retrieval-dev.png"]
    assert "gecombineerd" in svg.read_text(encoding="utf-8")
    assert png.read_bytes().startswith(b"\x89PNG")


def test_the_command_gives_json_for_machines(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    main(["--split", "sealed", "--json", "--data", str(tmp_path)], FAKES)
    found = Report.model_validate(json.loads(capsys.readouterr().out))
    assert found.split is Split.SEALED
    assert found.questions == len(questions_of(Split.SEALED))
    assert found.systems["fused"].scores["all"]["ndcg@10"].value == pytest.approx(1)
    assert found.differences["bm25"].low == pytest.approx(1)


def test_the_command_gives_the_same_every_time(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "out"
    shown = []
    for _ in range(2):
        main(["--data", str(tmp_path), "--out", str(out)], FAKES)
        shown.append((capsys.readouterr().out, (out / "retrieval-dev.svg").read_bytes()))
    assert shown[0] == shown[1]


def test_the_command_keeps_the_report_with_its_plot(tmp_path: Path) -> None:
    main(["--data", str(tmp_path), "--out", str(tmp_path / "out")], FAKES)
    assert {file.name for file in (tmp_path / "out").iterdir()} == {
        f"retrieval-dev.{ending}" for ending in ("json", "svg", "png")
    }
    kept = Report.model_validate_json((tmp_path / "out" / "retrieval-dev.json").read_text(encoding="utf-8"))
    assert kept.questions == len(questions_of(Split.DEV))


def test_every_system_and_style_has_its_word() -> None:
    assert set(texts().system) == set(SYSTEMS)
    assert set(texts().style) == {*Style, "all"}
