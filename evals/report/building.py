"""From a run to the report in words."""

from collections.abc import Sequence

from bot.commands.usage import UsageError
from bot.domain import Outcome
from evals.axes.generating import DIRECTIONAL, SEED
from evals.cases import Case, load_cases
from evals.consistency.commands import MANNERS
from evals.consistency.figures import Figures, figures
from evals.consistency.gating import check, load_thresholds
from evals.consistency.run import Run
from evals.consistency.words import words as axis_words
from evals.playing.played import Played
from evals.report.charts import charts
from evals.report.conversation import told
from evals.report.page import Cell, Confusion, Page, Term, WorstCase
from evals.report.tables import of_checks, of_figures, of_versions, prevalence
from evals.report.tiles import tiles
from evals.report.words import words
from evals.report.worst import Worst, worst
from evals.retrieval.metrics.bootstrap import RESAMPLES

MOST_CASES = 6
"""So many cases are shown with their conversations; the rest is counted."""


def page(run: Run) -> Page:
    """The report of `run`.

    Raises:
        UsageError: it has no conversation that is compared with another.
    """
    measured = tuple(figures(run.played))
    say = words()
    if not measured:
        raise UsageError(say.nothing)
    checks = tuple(check(measured, load_thresholds()))
    missed = sum(not one.met for one in checks)
    wrong, cases = worst(run.played), {one.id: one for one in load_cases()}
    count = len({one.case for one in run.played})
    verdict = (say.missed if missed else say.passed).format(missed=missed, checks=len(checks))
    return Page(
        lead=say.lead.format(cases=count, conversations=len(run.played)),
        verdict=verdict if checks else say.not_asked,
        passed=bool(checks) and not missed,
        tiles=tiles(measured, load_thresholds()),
        checks=of_checks(checks),
        charts=charts(measured),
        confusions=tuple(_confusions(run.played)),
        cases_summary=_summary(wrong, count),
        cases=tuple(_worst(one, cases.get(one.case)) for one in wrong[:MOST_CASES]),
        figures=of_figures(measured),
        prevalence=prevalence(measured),
        terms=_terms(measured),
        interval=say.terms["interval"].format(resamples=RESAMPLES),
        versions=of_versions(run, SEED),
    )


def _confusions(played: Sequence[Played]) -> list[Confusion]:
    """One for each way of answering; edits are left out, as in the figures of all axes together."""
    found = []
    outcomes = tuple(one.value for one in Outcome)
    names = tuple(words().confusion.outcomes[one] for one in outcomes)
    for manner in MANNERS:
        some = [one for one in played if one.manner == manner and one.axis not in DIRECTIONAL]
        if not some:
            continue
        rows = []
        for gold in outcomes:
            ended = [one.outcome for one in some if one.expected == gold]
            counts = [ended.count(outcome) for outcome in outcomes]
            rows.append(tuple(Cell(count=each, share=each / max(len(ended), 1)) for each in counts))
        caption = words().confusion.caption.format(
            manner=axis_words().manners[manner].capitalize(), conversations=len(some)
        )
        found.append(Confusion(caption=caption, outcomes=names, rows=tuple(rows)))
    return found


def _summary(wrong: Sequence[Worst], count: int) -> str:
    say = words().cases
    if not wrong:
        return say.none
    return say.some.format(cases=len(wrong), of=count, shown=min(len(wrong), MOST_CASES))


def _worst(one: Worst, case: Case | None) -> WorstCase:
    """`case` is None when it is no longer there."""
    say = words().cases
    reason = "." if case is None else say.reason.format(reason=case.reason)
    conversations = [told(one.bad, one.good, say.wrong)]
    if one.good is not None:
        conversations.insert(0, told(one.good, one.bad, say.right))
    return WorstCase(
        name=one.case,
        summary=say.one.format(
            wrong=one.wrong, conversations=one.conversations, expected=one.bad.expected, reason=reason
        ),
        told=tuple(conversations),
    )


def _terms(measured: Sequence[Figures]) -> tuple[Term, ...]:
    shown = {name for one in measured for name in one.measures}
    means = words().terms
    return tuple(
        Term(name=name, means=means[measure])
        for measure, name in axis_words().measures.items()
        if measure in shown and measure in means
    )
