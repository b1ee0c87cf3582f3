"""The real assistant on a small part: it passes the gate, and what is broken on purpose does not."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from bot.building import embedded, reading_model
from bot.content import load_table
from bot.content.loading import TABLE
from bot.domain.reading import ReadFact, Reading, Topic, Understanding
from bot.domain.slots import VALUES, Slot
from evals.axes.generating import AXES
from evals.axes.variant import UNDISTURBED
from evals.consistency.commands import compare, gate
from evals.consistency.comparing import differences, flips
from evals.consistency.engines import EMBEDDED, understanding
from evals.consistency.figures import EVERY_AXIS, Place, figures
from evals.consistency.gating import check, load_thresholds
from evals.consistency.players import players
from evals.consistency.queries import KeptQueries
from evals.consistency.run import Run
from evals.playing.played import Played
from evals.playing.stage import Stage
from knowledge.search import Knowledge
from tests.evals.consistency.smoke import part


class Reckless:
    """Takes the first answer there is wherever the embedded engine would ask; see `Understanding`."""

    def __init__(self, engine: Understanding) -> None:
        self._engine = engine

    def read(self, text: str, topic: Topic | None) -> Reading:
        reading = self._engine.read(text, topic)
        settled = reading.unknown or reading.intent or reading.refused or reading.agreed is not None
        if settled or not isinstance(topic, Slot) or topic.value in reading.facts:
            return reading
        first = ReadFact(value=VALUES[topic][0], quote=text, confidence=1)
        return reading.model_copy(update={"guess": None, "facts": {**reading.facts, topic.value: first}})


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Knowledge]:
    folder = tmp_path_factory.mktemp("evals")
    queries = KeptQueries(embedded(), folder / "queries.db")
    opened = Knowledge.open(folder / "knowledge", engine=queries)
    yield opened
    opened.close()
    queries.close()


@pytest.fixture(scope="module")
def engine() -> Understanding:
    return understanding(EMBEDDED, reading_model().embed_query)


def run_of(played: Iterable[Played]) -> Run:
    return Run(engine=EMBEDDED, split="dev", assistant="", table="", knowledge="", played=tuple(played))


def missed(run: Run) -> set[tuple[Place, str]]:
    found = check(figures(run.played), load_thresholds())
    return {(one.place, one.measure) for one in found if not one.met}


def test_the_assistant_passes_on_every_axis(tmp_path: Path) -> None:
    with players(EMBEDDED, tmp_path) as company:
        run = run_of(company.play(tuple(part())))
    verdict = gate(run)
    assert verdict.passed, verdict.text
    assert {one.axis for one in run.played} == {UNDISTURBED, *AXES}
    assert {one.manner for one in run.played} == {"buttons", "text"}


def test_a_broken_table_is_caught_and_explained(
    knowledge: Knowledge, engine: Understanding, tmp_path: Path
) -> None:
    shipped = TABLE.read_text(encoding="utf-8")
    start, rule = shipped.split("- id: R16")
    copy = tmp_path / TABLE.name
    copy.write_text(
        f"{start}- id: R16{rule.replace('outcome: behouden', 'outcome: schrappen', 1)}", encoding="utf-8"
    )
    planned = tuple(part(["order", "edits"], ["buttons"]))
    good = run_of(map(Stage(engine, knowledge).play, planned))
    broken = run_of(map(Stage(engine, knowledge, load_table(copy)).play, planned))
    assert missed(good) == set()
    assert missed(broken) == {
        (Place("buttons", EVERY_AXIS), "kappa"),
        (Place("buttons", "edits"), "accuracy"),
    }
    flipped = flips(good, broken)
    assert {(one.before.rule, one.after.rule) for one in flipped} == {("R16", "R16")}
    assert {one.after.outcome for one in flipped} == {"schrappen"}
    assert "behouden (R16) -> schrappen (R16)" in compare(good, broken)
    assert "met dezelfde antwoorden: de beslistabel verschilt" in compare(good, broken)


def test_a_worse_understanding_is_caught_and_explained(knowledge: Knowledge, engine: Understanding) -> None:
    planned = tuple(part(["order", "pushing", "edits"], ["text"]))
    good = run_of(map(Stage(engine, knowledge).play, planned))
    worse = run_of(map(Stage(Reckless(engine), knowledge).play, planned))
    assert missed(good) == set()
    assert (Place("text", EVERY_AXIS), "kappa") in missed(worse)
    clear = {one.measure for one in differences(good, worse) if one.verdict == "worse"}
    assert "slot_agreement" in clear
    flipped = flips(good, worse)
    assert flipped
    assert all(one.facts for one in flipped)  # other answers, not another table
    assert "slechter" in compare(good, worse)
