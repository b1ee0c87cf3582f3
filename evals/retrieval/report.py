"""All figures of one half in one value."""

from collections.abc import Mapping, Sequence

from pydantic import BaseModel, ConfigDict

from evals.retrieval.measuring import METRICS, NDCG, detections, difference, values
from evals.retrieval.metrics.bootstrap import RESAMPLES, Interval, interval, mean_of
from evals.retrieval.questions import Question, Split, Style
from evals.retrieval.systems import FUSED, Answer

ALL = "all"
LOW = 0.5
"""An nDCG@10 below this counts as a failure: the best passage is usually not among the first two."""


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True)


class Figures(_Value):
    """The figures of one system: by style (or `all`) and metric, and whether it knows that it knows."""

    scores: dict[str, dict[str, Interval]]
    detection: dict[str, dict[str, Interval]] | None


class Failures(_Value):
    """Ids of questions that went wrong: badly ranked, wrongly called without or with an answer."""

    low: tuple[str, ...]
    missed: tuple[str, ...]
    invented: tuple[str, ...]


class Report(_Value):
    """The measurement of one half.

    `corpus` identifies what was searched. `differences` are in nDCG@10: what the assistant uses minus
    each other system, on the same questions. `failures` are given for `dev` only, so that nobody
    learns from the sealed half.
    """

    split: Split
    corpus: str
    questions: int
    answered: int
    resamples: int
    systems: dict[str, Figures]
    differences: dict[str, Interval]
    failures: Failures | None


def report(
    split: Split, corpus: str, questions: Sequence[Question], answers: Mapping[str, Sequence[Answer]]
) -> Report:
    """The figures for `answers`: by system, one for each question."""
    ndcgs = {name: values(NDCG, questions, given) for name, given in answers.items()}
    return Report(
        split=split,
        corpus=corpus,
        questions=len(questions),
        answered=sum(question.answered for question in questions),
        resamples=RESAMPLES,
        systems={name: _figures(questions, given) for name, given in answers.items()},
        differences={name: difference(ndcgs[FUSED], ndcgs[name]) for name in answers if name != FUSED},
        failures=_failures(questions, answers[FUSED]) if split is Split.DEV else None,
    )


def _figures(questions: Sequence[Question], answers: Sequence[Answer]) -> Figures:
    parts: dict[str, list[tuple[Question, Answer]]] = {ALL: list(zip(questions, answers, strict=True))}
    for style in Style:
        parts[style] = [pair for pair in parts[ALL] if pair[0].style is style]
    scores = {
        part: _scores([q for q, _ in pairs], [a for _, a in pairs])
        for part, pairs in parts.items()
        if any(question.answered for question, _ in pairs)
    }
    return Figures(scores=scores, detection=detections(questions, answers))


def _scores(questions: Sequence[Question], answers: Sequence[Answer]) -> dict[str, Interval]:
    measured = {metric: values(metric, questions, answers) for metric in METRICS}
    return {metric: interval(mean_of(each), len(each)) for metric, each in measured.items()}


def _failures(questions: Sequence[Question], answers: Sequence[Answer]) -> Failures:
    pairs = list(zip(questions, answers, strict=True))
    return Failures(
        low=tuple(q.id for q, a in pairs if q.answered and METRICS[NDCG](a, q) < LOW),
        missed=tuple(q.id for q, a in pairs if q.answered and a.relevant is False),
        invented=tuple(q.id for q, a in pairs if not q.answered and a.relevant),
    )
