"""Tasks for `inspect eval`.

Such as:

    inspect eval evals/inspecting/tasks.py@vrije_tekst --model none/none -T axis=rewording -T limit=10
    inspect view

No model of Inspect is used. `-T engine=…` says what reads the texts: `embedded`, `rules`, or a language model
by the name it has in DRIEVRAGEN_LLM. `--epochs` plays every conversation so many times.
"""

from inspect_ai import Task, task

from evals.axes.generating import DIRECTIONAL, INVARIANT, SEED
from evals.axes.variant import Manner
from evals.cases import Split, load_cases
from evals.consistency.running import select
from evals.inspecting.conversing import dialogue
from evals.inspecting.samples import dataset
from evals.inspecting.scorers import facts, followed, outcome, sources


@task
def knoppen(
    axis: str | list[str] = "",
    split: Split = "dev",
    limit: int | None = None,
    seed: int = SEED,
    engine: str = "embedded",
) -> Task:
    """Conversations in which every answer is pressed; see `vrije_tekst`."""
    return _task("buttons", axis, split, limit, seed, engine)


@task
def vrije_tekst(
    axis: str | list[str] = "",
    split: Split = "dev",
    limit: int | None = None,
    seed: int = SEED,
    engine: str = "embedded",
) -> Task:
    """Conversations in which every answer is typed.

    `axis` is one or more axes (by default all that must not matter), `limit` a number of cases.

    Raises:
        UsageError: there is no such axis.
    """
    return _task("text", axis, split, limit, seed, engine)


def _task(
    manner: Manner, axis: str | list[str], split: Split, limit: int | None, seed: int, engine: str
) -> Task:
    axes = tuple([axis] if isinstance(axis, str) else axis) if axis else tuple(INVARIANT)
    cases = select([one for one in load_cases() if one.split == split], limit)
    return Task(
        dataset=dataset(cases, manner, axes, seed),
        solver=dialogue(engine),
        scorer=[followed() if set(axes) & DIRECTIONAL.keys() else outcome(), facts(), sources()],
    )
