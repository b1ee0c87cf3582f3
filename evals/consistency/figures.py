"""The figures of a run: for each axis, and for all axes that must not change the advice together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from pydantic import BaseModel, ConfigDict

from evals.axes.generating import DIRECTIONAL
from evals.axes.variant import UNDISTURBED, Manner
from evals.metrics.accuracy import accuracy
from evals.metrics.alpha import alpha
from evals.metrics.burden import burden_correctness
from evals.metrics.consistency import consistency
from evals.metrics.cost import mean
from evals.metrics.flips import flip_rate
from evals.metrics.grounding import citation_support, grounding
from evals.metrics.kappa import kappa
from evals.metrics.prevalence import prevalence
from evals.metrics.share import share
from evals.metrics.slot_agreement import slot_agreement
from evals.metrics.statistic import Statistic
from evals.metrics.total_agreement import total_agreement
from evals.playing.played import Costs, Played
from evals.retrieval.metrics.bootstrap import Interval

EVERY_AXIS = "all"
RUNS = 5
"""N of TARa@N; left out on an axis with fewer conversations of a case."""


class Place(NamedTuple):
    """Which conversations: how the user answered, and on which axis."""

    manner: Manner
    axis: str


Group = Sequence[Sequence[Played]]
"""For each case its conversations, on an axis that must not matter the undisturbed one first."""


class Figures(BaseModel):
    """The figures of one place.

    `seconds` is the mean of a conversation, `seconds_95` what 95% of them stay below.
    """

    model_config = ConfigDict(frozen=True)

    manner: Manner
    axis: str
    cases: int
    conversations: int
    measures: dict[str, Interval]
    prevalence: dict[str, float]
    seconds: float
    seconds_95: float


def groups(played: Iterable[Played]) -> Mapping[Place, Group]:
    """The conversations of each place, by case in the order in which they were played.

    Typing instead of pressing (axis `manner`) is compared with pressing.
    """
    every = tuple(played)
    base = {(one.manner, one.case): one for one in every if one.axis == UNDISTURBED}
    by_place: dict[Place, dict[str, list[Played]]] = {}
    for one in every:
        if one.axis == UNDISTURBED:
            continue
        for axis in (one.axis,) if one.axis in DIRECTIONAL else (one.axis, EVERY_AXIS):
            from_manner: Manner = "buttons" if axis == "manner" else one.manner
            first = [] if axis in DIRECTIONAL else [base[from_manner, one.case]]
            cases = by_place.setdefault(Place(one.manner, axis), {})
            cases.setdefault(one.case, first).append(one)
    return {place: tuple(cases.values()) for place, cases in by_place.items()}


def statistics(place: Place, group: Group) -> dict[str, Statistic]:
    """Every measure that says something about the conversations of one place, by name."""
    outcomes = [[one.outcome for one in each] for each in group]
    measures = {
        "accuracy": accuracy(outcomes, [[one.expected for one in each] for each in group]),
        **_of_facts(group),
        "grounded": grounding(
            [[one.grounded for one in each] for each in group],
            [[one.claims for one in each] for each in group],
        ),
        **_where_there_is(group),
    }
    if place.axis in DIRECTIONAL:
        return measures
    enough = all(len(each) >= RUNS for each in outcomes)
    return {
        "consistency": consistency(outcomes),
        **({"total_agreement": total_agreement(outcomes, RUNS)} if enough else {}),
        "flip_rate": flip_rate(outcomes),
        "alpha": alpha(outcomes),
        "kappa": kappa(outcomes, [each[0].expected for each in group]),
        **measures,
    }


def _of_facts(group: Group) -> dict[str, Statistic]:
    """What only an assistant that holds facts can be asked: the baseline has none."""
    if not any(one.facts for each in group for one in each):
        return {}
    facts, meant = ([[getattr(one, name) for one in each] for each in group] for name in ("facts", "meant"))
    return {
        "slot_agreement": slot_agreement(facts, meant),
        "provisional": share([[one.provisional for one in each] for each in group]),
    }


def _where_there_is(group: Group) -> dict[str, Statistic]:
    """The measures of what few conversations have: citations, a burden in numbers, a language model."""
    every = [one for each in group for one in each]
    found: dict[str, Statistic] = {}
    if any(one.citations for one in every):
        found["supported"] = citation_support(
            [[len(one.unsupported) for one in each] for each in group],
            [[one.citations for one in each] for each in group],
        )
    if any(one.meant_costs for one in every):
        found["burden"] = _burden(group)
    if any(one.tokens for one in every):
        found["tokens"] = mean([[float(one.tokens) for one in each] for each in group])
        found["euros"] = mean([[one.euros for one in each] for each in group])
    return found


def _burden(group: Group) -> Statistic:
    given: list[list[float | None]] = []
    meant: list[list[float]] = []
    for each in group:
        told = [(one.costs, one.meant_costs) for one in each if one.meant_costs]
        named = [(costs or Costs(minutes=None, hours=None, euros=None), should) for costs, should in told]
        pairs = [
            pair
            for costs, should in named
            for pair in (
                (costs.minutes, should.minutes),
                (costs.hours, should.hours),
                (costs.euros, should.euros),
            )
        ]
        given.append([one for one, should in pairs if should is not None])
        meant.append([should for _, should in pairs if should is not None])
    return burden_correctness(given, meant)


def figures(played: Iterable[Played]) -> Iterator[Figures]:
    """The figures of every place in a run."""
    for place, group in groups(played).items():
        every = [one for each in group for one in each]
        yield Figures(
            manner=place.manner,
            axis=place.axis,
            cases=len(group),
            conversations=len(every),
            measures={name: each.interval() for name, each in statistics(place, group).items()},
            prevalence=dict(prevalence([[one.outcome for one in each] for each in group])),
            seconds=sum(one.seconds for one in every) / len(every),
            seconds_95=float(np.quantile([one.seconds for one in every], 0.95)),
        )
