"""Figures, differences and checks in lines of text."""

from collections.abc import Iterator, Sequence

from evals.consistency.comparing import LOWER_IS_BETTER, Difference, Flip, by_case
from evals.consistency.figures import Figures
from evals.consistency.gating import Check
from evals.consistency.run import Run
from evals.consistency.words import words
from evals.retrieval.metrics.bootstrap import Interval

MOST_FLIPS = 5
"""So many flips of one case are shown; the rest is counted."""


def of_figures(run: Run, figures: Sequence[Figures]) -> Iterator[str]:
    """The figures of a run, a line for each way of answering and axis."""
    say = words()
    yield say.title.format(
        conversations=len(run.played),
        cases=len({one.case for one in run.played}),
        split=run.split,
        engine=run.engine,
        table=run.table,
        knowledge=run.knowledge,
    )
    if run.played:
        yield say.seconds.format(seconds=sum(one.seconds for one in run.played) / len(run.played))
    yield ""
    columns = "".join(say.column.format(measure=name) for name in say.measures.values())
    head = say.head.format(manner=say.manner, axis=say.axis, cases=say.cases, conversations=say.conversations)
    yield f"{head}{columns}"
    for one in figures:
        start = say.head.format(
            manner=say.manners[one.manner],
            axis=say.axes[one.axis],
            cases=one.cases,
            conversations=one.conversations,
        )
        measured = (one.measures.get(name) for name in say.measures)
        yield start + "".join(
            say.column.format(measure="" if each is None else _interval(each)) for each in measured
        )
    yield ""
    for one in figures:
        shares = ", ".join(f"{outcome} {share:.2f}" for outcome, share in one.prevalence.items())
        yield say.prevalence.format(manner=say.manners[one.manner], axis=say.axes[one.axis], shares=shares)


def of_comparison(
    before: Run, after: Run, differences: Sequence[Difference], flips: Sequence[Flip]
) -> Iterator[str]:
    """What differs between two runs, and the conversations that flipped with why."""
    say = words()
    names = {(one.case, one.axis, one.variant, one.manner) for one in before.played}
    shared = sum((one.case, one.axis, one.variant, one.manner) in names for one in after.played)
    yield say.compared.format(shared=shared, before=_made_by(before), after=_made_by(after))
    changed = [one for one in differences if one.verdict != "same"]
    yield from map(_difference, changed)
    if not changed:
        yield say.no_difference
    yield ""
    cases = by_case(flips)
    yield say.flips.format(flips=len(flips), cases=len(cases))
    for case, each in cases.items():
        yield say.flip_case.format(case=case, flips=len(each))
        yield from map(_flip, each[:MOST_FLIPS])


def of_checks(checks: Sequence[Check]) -> Iterator[str]:
    """Every threshold with what was measured, those that were missed last."""
    say = words()
    for one in sorted(checks, key=lambda check: not check.met):
        yield say.check.format(
            met=say.met if one.met else say.missed,
            manner=say.manners[one.place.manner],
            axis=say.axes[one.place.axis],
            measure=say.measures[one.measure],
            value=say.not_measured if one.value is None else f"{one.value:.3f}",
            sign="<=" if one.measure in LOWER_IS_BETTER else ">=",
            threshold=one.threshold,
        )
    if not checks:
        yield say.nothing_checked


def _interval(one: Interval) -> str:
    return words().figure.format(value=one.value, low=one.low, high=one.high)


def _made_by(run: Run) -> str:
    return f"{run.engine}, {run.table}, {run.knowledge}, {run.assistant}"


def _difference(one: Difference) -> str:
    say = words()
    return say.difference.format(
        verdict=say.verdicts[one.verdict],
        manner=say.manners[one.place.manner],
        axis=say.axes[one.place.axis],
        measure=say.measures[one.measure],
        before=one.before,
        after=one.after,
        by=_interval(one.by),
    )


def _flip(flip: Flip) -> str:
    say = words()
    facts = [
        say.fact.format(name=name, before=before or say.nothing, after=after or say.nothing)
        for name, (before, after) in flip.facts.items()
    ]
    axis = flip.before.axis
    return say.flip.format(
        verdict=say.verdicts[flip.verdict],
        manner=say.manners[flip.before.manner],
        axis=say.axes.get(axis, ""),
        variant=flip.before.variant,
        before=flip.before.outcome,
        rule_before=flip.before.rule,
        after=flip.after.outcome,
        rule_after=flip.after.rule,
        expected=flip.after.expected,
        facts=", ".join(facts) or say.same_facts,
    )
