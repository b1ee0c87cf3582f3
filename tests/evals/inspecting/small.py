"""Tasks on a few made-up cases, for `inspect eval`."""

from inspect_ai import Task, task
from inspect_ai.solver import Solver, solver

from bot.building import build_rules
from bot.domain import Slot
from bot.domain.reading import ReadFact, Reading, Topic, Understanding
from evals.inspecting.conversing import solving
from evals.inspecting.samples import dataset
from evals.inspecting.scorers import facts, followed, outcome, sources
from evals.playing.stage import Stage
from tests.auxil.assistant import FakeSearcher
from tests.evals.example import EXAMPLES, KEEP, TABLE

RULES = build_rules()


class Wavering:
    """Reads with the rules, but every second time it takes a named decision for none; see `Understanding`."""

    def __init__(self) -> None:
        self._times = 0

    def read(self, text: str, topic: Topic | None) -> Reading:
        if topic is not Slot.DECISION:
            return RULES.read(text, topic)
        self._times += 1
        value = "none" if self._times % 2 == 0 else "named"
        return Reading(facts={"decision": ReadFact(value=value, quote=text, confidence=1.0)})


def small(understanding: Understanding) -> Stage:
    """A stage with made-up passages."""
    return Stage(understanding, FakeSearcher(), TABLE)


@solver
def on_a_small_stage() -> Solver:
    stage = small(RULES)
    return solving(lambda: stage, "drievragen/rules")


@solver
def on_a_wavering_stage() -> Solver:
    stage = small(Wavering())
    return solving(lambda: stage, "drievragen/wavering")


@task
def steady() -> Task:
    return Task(
        dataset=dataset(EXAMPLES, "buttons", ["repeat", "channel"], seed=1),
        solver=on_a_small_stage(),
        scorer=[outcome(), facts(), sources()],
    )


@task
def wavering() -> Task:
    case = KEEP.model_copy(update={"answers": {Slot.DECISION: ("De wethouder in mei", "In mei")}})
    return Task(
        dataset=dataset([case], "text", ["detail"], seed=1),
        solver=on_a_wavering_stage(),
        scorer=[outcome(), facts()],
    )


@task
def edited() -> Task:
    return Task(
        dataset=dataset(EXAMPLES, "buttons", ["edits"], seed=1),
        solver=on_a_small_stage(),
        scorer=[followed()],
    )
