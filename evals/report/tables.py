"""The tables of the report: thresholds, all figures, versions."""

from collections.abc import Sequence

from evals.axes.variant import Manner
from evals.consistency.comparing import LOWER_IS_BETTER
from evals.consistency.figures import EVERY_AXIS, Figures
from evals.consistency.gating import Check
from evals.consistency.run import Run
from evals.consistency.words import words as axis_words
from evals.report.page import Table
from evals.report.words import number, words


def of_checks(checks: Sequence[Check]) -> Table:
    """Every threshold with what was measured, those that were missed first."""
    say, names = words().checks, axis_words()
    ordered = sorted(checks, key=lambda one: one.met)
    rows = tuple(
        (
            say.met if one.met else say.missed,
            names.manners[one.place.manner],
            names.axes[one.place.axis],
            names.measures[one.measure],
            say.nothing if one.value is None else number(one.value),
            f"{'≤' if one.measure in LOWER_IS_BETTER else '≥'} {number(one.threshold, 2)}",
        )
        for one in ordered
    )
    columns = say.columns
    head = tuple(columns[name] for name in ("met", "manner", "axis", "measure", "value", "threshold"))
    return Table(caption=say.caption, head=head, rows=rows, weak=tuple(range(sum(not c.met for c in checks))))


def of_figures(figures: Sequence[Figures]) -> tuple[Table, ...]:
    """Every figure with its interval, a table for each way of answering."""
    return tuple(
        _of_manner(manner, [one for one in figures if one.manner == manner])
        for manner in dict.fromkeys(one.manner for one in figures)
    )


def _of_manner(manner: Manner, figures: Sequence[Figures]) -> Table:
    say, names = words().figures, axis_words()
    measures = [name for name in names.measures if any(name in one.measures for one in figures)]
    order = list(names.axes)
    rows = []
    for one in sorted(figures, key=lambda each: order.index(each.axis)):
        cells = [names.axes[one.axis], str(one.cases), str(one.conversations)]
        for name in measures:
            found = one.measures.get(name)
            cells.append(
                ""
                if found is None
                else f"{number(found.value)} ({number(found.low, 2)}–{number(found.high, 2)})"
            )
        rows.append((*cells, f"{number(one.seconds, 2)} ({number(one.seconds_95, 2)})"))
    head = (say.axis, say.cases, say.conversations, *(names.measures[name] for name in measures), say.seconds)
    return Table(
        caption=say.caption.format(manner=names.manners[manner].capitalize()), head=head, rows=tuple(rows)
    )


def prevalence(figures: Sequence[Figures]) -> tuple[str, ...]:
    """How the outcomes are spread over all axes together, for each way of answering."""
    say, names = words().figures, axis_words()
    return tuple(
        say.prevalence.format(
            manner=names.manners[one.manner].capitalize(),
            shares=", ".join(
                say.share.format(percent=round(share * 100), outcome=outcome)
                for outcome, share in one.prevalence.items()
            ),
        )
        for one in figures
        if one.axis == EVERY_AXIS
    )


def of_versions(run: Run, seed: int) -> Table:
    """What was measured and with what, so that it can be done again."""
    say = words().versions
    rows = (
        (say.day, say.unknown if run.day is None else f"{run.day.day}-{run.day.month}-{run.day.year}"),
        (say.split, say.splits[run.split]),
        (say.engine, say.engines.get(run.engine, run.engine)),
        (say.prompts, run.prompts or say.no_prompts),
        (say.table, run.table),
        (say.knowledge, run.knowledge),
        (say.assistant, run.assistant),
        (say.seed, str(seed)),
    )
    return Table(caption=say.caption, head=(say.columns["what"], say.columns["value"]), rows=rows)
