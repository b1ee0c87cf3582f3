"""All conversations of a case: the undisturbed one and its variants, always the same for the same seed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from random import Random

from evals.axes.channel import channel
from evals.axes.detail import detail
from evals.axes.edits import edits
from evals.axes.manner import manner
from evals.axes.municipality import municipality
from evals.axes.order import order
from evals.axes.pushing import pushing
from evals.axes.repeat import repeat
from evals.axes.retrieval import crowded, shuffled
from evals.axes.rewording import rewording
from evals.axes.telling import leading, persona
from evals.axes.typing_errors import typing_errors
from evals.axes.variant import UNDISTURBED, Manner, Variant
from evals.cases import Case

SEED = 20261122

Axis = Callable[[Case, Variant, Random], Iterator[Variant]]

INVARIANT: Mapping[str, Axis] = {
    "repeat": repeat,
    "rewording": rewording,
    "order": order,
    "manner": manner,
    "typing_errors": typing_errors,
    "detail": detail,
    "municipality": municipality,
    "shuffled": shuffled,
    "crowded": crowded,
    "pushing": pushing,
    "leading": leading,
    "persona": persona,
    "channel": channel,
}
"""Axes that must not change the advice."""

DIRECTIONAL: Mapping[str, Axis] = {"edits": edits}
"""Axes on which every variant says what the advice must become."""

AXES: Mapping[str, Axis] = {**INVARIANT, **DIRECTIONAL}


def undisturbed(case: Case, manner: Manner) -> Variant:
    """The case as it is, answered by button or with the first phrasing of each answer."""
    return Variant(
        case=case.id,
        axis=UNDISTURBED,
        name=UNDISTURBED,
        manner=manner,
        description=case.description,
        municipality=case.municipality,
        facts=case.facts,
        expected=case.outcome.value,
        words=case.answers if manner == "text" else {},
        article=case.article if manner == "text" else None,
    )


def variants(case: Case, manner: Manner, axes: Iterable[str], seed: int = SEED) -> Iterator[Variant]:
    """The undisturbed conversation, then those of each of the `axes`.

    Whether answers are pressed or typed is compared from the buttons: with text that axis is left out.

    Raises:
        KeyError: there is no such axis.
    """
    base = undisturbed(case, manner)
    yield base
    for name in axes:
        if name != "manner" or manner == "buttons":
            yield from AXES[name](case, base, Random(f"{seed}:{case.id}:{name}"))  # noqa: S311 - not for secrets
