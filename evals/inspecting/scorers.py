"""What is judged of each conversation; the figures over all of them are in `measures`."""

from inspect_ai.scorer import CORRECT, INCORRECT, Score, Scorer, Target, scorer
from inspect_ai.solver import TaskState

from evals.inspecting.conversing import played_in
from evals.inspecting.measures import KEPT, agreement, correctness, sourced, steadiness, used
from evals.playing.played import Played


@scorer(metrics=[correctness(), steadiness()])
def outcome() -> Scorer:
    """Whether it ended in the outcome it should; on an axis that must not matter also how steadily."""
    return _outcome()


@scorer(metrics=[correctness()])
def followed() -> Scorer:
    """Whether it ended in the outcome that a change leads to."""
    return _outcome()


@scorer(metrics=[agreement()])
def facts() -> Scorer:
    """The share of answers that were taken down as the user meant them."""

    async def score(state: TaskState, target: Target) -> Score:  # noqa: ARG001 - Inspect calls it so
        played = played_in(state)
        held = played.facts.keys() & played.meant.keys()
        wrong = sorted(slot for slot in held if played.facts[slot] != played.meant[slot])
        said = "; ".join(f"{slot}: {played.facts[slot]} ({played.meant[slot]})" for slot in wrong)
        return _score(1 - len(wrong) / len(held) if held else 1.0, played, said)

    return score


@scorer(metrics=[sourced(), used()])
def sources() -> Scorer:
    """The share of claims with a source that was shown; which citations do not bear out their claim."""

    async def score(state: TaskState, target: Target) -> Score:  # noqa: ARG001 - Inspect calls it so
        played = played_in(state)
        grounded = played.grounded / played.claims if played.claims else 1.0
        return _score(grounded, played, "; ".join(played.unsupported))

    return score


def _outcome() -> Scorer:
    async def score(state: TaskState, target: Target) -> Score:
        played = played_in(state)
        right = played.outcome == target.text
        return _score(CORRECT if right else INCORRECT, played, f"{played.rule}: {played.outcome}")

    return score


def _score(value: str | float, played: Played, why: str) -> Score:
    return Score(
        value=value,
        answer=played.outcome,
        explanation=why,
        metadata={KEPT: played.model_copy(update={"turns": ()}).model_dump(mode="json")},  # see the messages
    )
