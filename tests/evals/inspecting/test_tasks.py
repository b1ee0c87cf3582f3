"""Our tasks, run by Inspect itself on a few cases; without a model and without a network."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from inspect_ai import Task
from inspect_ai.log import EvalLog, list_eval_logs, read_eval_log

from bot.building import build_rules
from bot.commands.usage import UsageError
from bot.content import load_content
from bot.domain import Slot
from evals.axes.generating import undisturbed
from evals.axes.variant import Manner
from evals.cases import load_cases
from evals.inspecting.conversing import messages
from evals.inspecting.samples import dataset
from evals.inspecting.tasks import knoppen, vrije_tekst
from evals.playing.stage import Stage
from tests.auxil.assistant import FakeSearcher
from tests.evals.example import DROP, EXAMPLES, KEEP, TABLE

QUESTION = "Schrijft een wet voor dat u deze gegevens vraagt?"
SMALL = Path(__file__).with_name("small.py")
ROOT = Path(__file__).parents[3]


def inspected(folder: Path, epochs: int) -> dict[str, EvalLog]:
    """The logs of `inspect eval` on the small tasks, by task, as its viewer reads them."""
    tasks = str(SMALL.relative_to(ROOT))
    command = ["-m", "inspect_ai", "eval", tasks, "--model", "none/none", "--epochs", str(epochs)]
    quiet = ["--display", "none", "--log-dir", str(folder / "logs"), "--no-log-realtime"]
    done = subprocess.run(
        [sys.executable, *command, *quiet],
        cwd=ROOT,
        env={**os.environ, "XDG_DATA_HOME": str(folder), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    logs = [read_eval_log(info) for info in list_eval_logs(str(folder / "logs"))]
    return {log.eval.task: log for log in logs}


def figures(log: EvalLog) -> dict[str, float]:
    """Every figure of every scorer."""
    assert log.results
    return {name: float(one.value) for score in log.results.scores for name, one in score.metrics.items()}


def test_inspect_runs_conversations_and_gives_our_figures(tmp_path: Path) -> None:
    logs = inspected(tmp_path, epochs=2)
    assert {log.status for log in logs.values()} == {"success"}
    steady, wavering, edited = (logs[name] for name in ("steady", "wavering", "edited"))

    assert steady.samples
    assert len(steady.samples) == 2 * 3 * (1 + 4 + 2)
    found = figures(steady)
    assert {found[name] for name in ("accuracy", "kappa", "consistency", "alpha", "total_agreement")} == {1.0}
    assert found["slot_agreement"] == found["slot_agreement_low"] == 1.0
    assert found["flip_rate"] == found["tokens"] == found["euros"] == 0.0
    assert 0.0 < found["seconds"] <= found["seconds_95"]
    sample = next(one for one in steady.samples if one.id == f"{DROP.id}/undisturbed/undisturbed")
    assert [one.text for one in sample.messages[:3]] == [DROP.description, QUESTION, "[Nee, geen wet]"]
    assert sample.messages[-1].text == "Advies: SCHRAPPEN"
    assert sample.scores
    assert sample.scores["outcome"].value == "C"

    # every epoch is a conversation of its own, not a part of one score
    found = figures(wavering)
    assert (found["consistency"], found["accuracy"]) == (0.0, 0.5)
    assert found["slot_agreement"] < 1.0

    # what must change the advice is right or wrong, and not steady
    assert edited.samples
    assert len(edited.samples) == 2 * 3 * 2
    assert figures(edited)["accuracy"] == 1.0
    assert "consistency" not in figures(edited)


@pytest.mark.parametrize(("make", "manner"), [(knoppen, "buttons"), (vrije_tekst, "text")])
def test_a_task_has_what_was_asked(make: Callable[..., Task], manner: Manner) -> None:
    task = make(axis="order", split="sealed", limit=2, engine="rules")
    assert len(task.dataset) == 2 * (1 + 3)
    split = {case.id: case.split for case in load_cases()}
    for sample in task.dataset:
        assert sample.metadata
        assert split[sample.metadata["case"]] == "sealed"
        assert sample.metadata["variant"]["manner"] == manner
    again = make(axis="order", split="sealed", limit=2, engine="rules")
    other = make(axis="order", split="sealed", limit=2, engine="rules", seed=7)
    assert [one.metadata for one in task.dataset] == [one.metadata for one in again.dataset]
    assert [one.metadata for one in task.dataset] != [one.metadata for one in other.dataset]


def test_an_axis_that_does_not_exist_is_told() -> None:
    with pytest.raises(UsageError, match=r"weer.*repeat"):
        dataset(EXAMPLES, "text", ["weer"], seed=1)


def test_what_is_pressed_stands_in_the_conversation_as_on_the_button() -> None:
    variant = undisturbed(KEEP, "buttons").model_copy(update={"postponed": (Slot.DECISION,)})
    said = [
        one.text
        for one in messages(Stage(build_rules(), FakeSearcher(), TABLE).play(variant), load_content())
    ]
    assert "[change:decision]" in said
    assert "[Weet ik niet]" in said
