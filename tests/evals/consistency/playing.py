"""Played conversations made by hand."""

from evals.axes.variant import UNDISTURBED, Manner
from evals.consistency.run import Run
from evals.playing.played import Played


def played(
    case: str,
    outcome: str,
    *,
    axis: str = UNDISTURBED,
    variant: str = "een",
    manner: Manner = "buttons",
    expected: str = "behouden",
    facts: dict[str, str] | None = None,
) -> Played:
    """A conversation that ended in `outcome`."""
    return Played(
        case=case,
        axis=axis,
        variant=UNDISTURBED if axis == UNDISTURBED else variant,
        manner=manner,
        expected=expected,
        meant={"purpose": "quality"},
        outcome=outcome,
        rule="R16",
        provisional=False,
        facts=facts or {"purpose": "quality"},
        repeated=(),
        by_button=(),
        cited=("gids",),
        shown=("gids",),
        claims=4,
        grounded=3,
        turns=(),
        seconds=0.5,
    )


def run(*conversations: Played) -> Run:
    """A run of these."""
    return Run(engine="rules", split="dev", assistant="0", table="1", knowledge="2", played=conversations)
