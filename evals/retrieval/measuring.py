"""Systems on questions: what each answered, and the figures that follow."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from evals.retrieval.metrics.bootstrap import Figures, Interval, Rows, interval, mean_of
from evals.retrieval.metrics.detection import Booleans, Detection, detection
from evals.retrieval.metrics.ndcg import ndcg
from evals.retrieval.metrics.recall import recall
from evals.retrieval.metrics.reciprocal_rank import reciprocal_rank
from evals.retrieval.questions import Question
from evals.retrieval.systems import Answer, System

NDCG = "ndcg@10"

METRICS: Mapping[str, Callable[[Answer, Question], float]] = {
    "recall@1": lambda answer, question: recall(answer.ids, question.answers, 1),
    "recall@5": lambda answer, question: recall(answer.ids, question.answers, 5),
    "mrr@10": lambda answer, question: reciprocal_rank(answer.ids, question.answers, 10),
    NDCG: lambda answer, question: ndcg(answer.ids, question.relevant, 10),
}
"""Each defined for a question that has an answer."""


def run(system: System, questions: Sequence[Question]) -> tuple[Answer, ...]:
    """The answer of `system` to each question."""
    return tuple(system(question.text) for question in questions)


def values(metric: str, questions: Sequence[Question], answers: Sequence[Answer]) -> Figures:
    """The figure of each question that has an answer, in order."""
    measure = METRICS[metric]
    return np.array(
        [measure(a, q) for q, a in zip(questions, answers, strict=True) if q.answered], dtype=np.float64
    )


def difference(one: Figures, other: Figures) -> Interval:
    """The mean of `one` minus that of `other` on the same questions, with its paired interval."""
    return interval(mean_of(one - other), len(one))


def detections(
    questions: Sequence[Question], answers: Sequence[Answer]
) -> dict[str, dict[str, Interval]] | None:
    """Whether the system knows if there is an answer, for both classes; None if it cannot tell.

    `nothing`: it said that nothing fits, and nothing does. `something`: it said that something fits,
    and the question has an answer (whether that is what it found, the other metrics tell).
    """
    if any(answer.relevant is None for answer in answers):
        return None
    said = np.array([answer.relevant for answer in answers], dtype=np.bool_)
    true = np.array([question.answered for question in questions], dtype=np.bool_)
    return {"nothing": _detected(~said, ~true), "something": _detected(said, true)}


def _detected(said: Booleans, true: Booleans) -> dict[str, Interval]:
    def statistic(field: str) -> Callable[[Rows], Figures]:
        def figure(rows: Rows) -> Figures:
            found: Figures = getattr(detection(said[rows], true[rows]), field)
            return found

        return figure

    return {field: interval(statistic(field), len(said)) for field in Detection._fields}
