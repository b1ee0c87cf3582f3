"""Our own measures as metrics of Inspect: over cases and not over samples, with 95% intervals by case.

Each epoch is a conversation of its own: a metric of Inspect normally sees the mean over epochs, in which a
case that flips now and then would look like a case that is a bit right.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from inspect_ai.scorer import Metric, SampleScore, Value, metric

from evals.axes.variant import UNDISTURBED
from evals.consistency.figures import RUNS
from evals.metrics.accuracy import accuracy
from evals.metrics.alpha import alpha
from evals.metrics.consistency import consistency
from evals.metrics.cost import mean, quantile
from evals.metrics.flips import flip_rate
from evals.metrics.grounding import citation_support, grounding
from evals.metrics.kappa import kappa
from evals.metrics.slot_agreement import slot_agreement
from evals.metrics.statistic import Statistic
from evals.metrics.total_agreement import total_agreement
from evals.playing.played import Played

KEPT = "played"
"""Where the metadata of a score keeps the conversation."""

Group = Sequence[Sequence[Played]]
Measure = Callable[[Group], Statistic]


def groups(scores: Iterable[SampleScore]) -> Group:
    """The conversations of each case, the undisturbed ones first."""
    cases: dict[str, list[Played]] = {}
    for one in scores:
        played = Played.model_validate((one.score.metadata or {})[KEPT])
        cases.setdefault(played.case, []).append(played)
    return [sorted(each, key=lambda played: played.axis != UNDISTURBED) for _, each in sorted(cases.items())]


def _measured(scores: list[SampleScore], measures: Mapping[str, Measure]) -> Value:
    found: dict[str, float | None] = {}
    for name, measure in measures.items():
        if not scores:
            found[name] = None
            continue
        interval = measure(groups(scores)).interval()
        found |= {name: interval.value, f"{name}_low": interval.low, f"{name}_high": interval.high}
    return found


@metric(scores="unreduced")
def steadiness() -> Metric:
    """Consistency, TARa@5 (where every case was played so often), flip rate and alpha of the outcomes."""

    def measured(scores: list[SampleScore]) -> Value:
        measures: dict[str, Measure] = {
            "consistency": lambda group: consistency(_outcomes(group)),
            "flip_rate": lambda group: flip_rate(_outcomes(group)),
            "alpha": lambda group: alpha(_outcomes(group)),
        }
        if all(len(each) >= RUNS for each in groups(scores)):
            measures["total_agreement"] = lambda group: total_agreement(_outcomes(group), RUNS)
        return _measured(scores, measures)

    return measured


@metric(scores="unreduced")
def correctness() -> Metric:
    """Accuracy, and on an axis that must not matter Cohen's kappa with the gold outcome."""

    def measured(scores: list[SampleScore]) -> Value:
        measures: dict[str, Measure] = {
            "accuracy": lambda group: accuracy(
                _outcomes(group), [[one.expected for one in each] for each in group]
            )
        }
        if all(len({one.expected for one in each}) == 1 for each in groups(scores)):
            measures["kappa"] = lambda group: kappa(_outcomes(group), [each[0].expected for each in group])
        return _measured(scores, measures)

    return measured


@metric(scores="unreduced")
def agreement() -> Metric:
    """Slot agreement."""

    def measured(scores: list[SampleScore]) -> Value:
        return _measured(
            scores,
            {
                "slot_agreement": lambda group: slot_agreement(
                    [[one.facts for one in each] for each in group],
                    [[one.meant for one in each] for each in group],
                )
            },
        )

    return measured


@metric(scores="unreduced")
def sourced() -> Metric:
    """Grounding, and the share of citations that bear out their claim."""

    def measured(scores: list[SampleScore]) -> Value:
        return _measured(
            scores,
            {
                "grounded": lambda group: grounding(
                    [[one.grounded for one in each] for each in group],
                    [[one.claims for one in each] for each in group],
                ),
                "supported": lambda group: citation_support(
                    [[len(one.unsupported) for one in each] for each in group],
                    [[one.citations for one in each] for each in group],
                ),
            },
        )

    return measured


@metric(scores="unreduced")
def used() -> Metric:
    """Seconds (mean, and what 95% stays below), tokens and euros of a conversation."""

    def measured(scores: list[SampleScore]) -> Value:
        return _measured(
            scores,
            {
                "seconds": lambda group: mean([[one.seconds for one in each] for each in group]),
                "seconds_95": lambda group: quantile([[one.seconds for one in each] for each in group], 0.95),
                "tokens": lambda group: mean([[float(one.tokens) for one in each] for each in group]),
                "euros": lambda group: mean([[one.euros for one in each] for each in group]),
            },
        )

    return measured


def _outcomes(group: Group) -> list[list[str]]:
    return [[one.outcome for one in each] for each in group]
