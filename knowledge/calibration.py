"""Fits the relevance logistic on authored queries: `python -m knowledge.calibration`.

Run it after `python -m knowledge.vectors` whenever the corpus or the engine has changed. The figures it
prints come from five-fold cross-validation over queries: no query is judged by what it was fitted on.
"""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from knowledge.relevance import CALIBRATION, Calibration, Evidence, shipped_calibration
from knowledge.search import Knowledge
from knowledge.texts import DATA, text

_FOLDS = 5
_RIDGE = 0.0005  # times the weight of all examples; keeps coefficients small where data are few
_SURELY_NOT = slice(20, 60)  # ranks that hold no answer: higher ones may hold an answer nobody listed
_JUDGED_WRONG = 25  # passages taken of those that were judged not to fit
_NEAREST_WRONG = 5  # passages taken from a query outside the subject
_STEPS = 50
_FEWEST_ANSWERED = 20

Floats = npt.NDArray[np.float64]


class Query(BaseModel):
    """A query with the ids of the passages that answer it; none means outside the subject.

    `also` help without answering. `complete` says that every other passage was judged not to fit.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    ask: str
    want: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    complete: bool = False


class Judged(NamedTuple):
    """A query with the passages found for it, which of those answer it, and which only help."""

    query: Query
    evidence: tuple[Evidence, ...]
    right: tuple[bool, ...]
    helps: tuple[bool, ...] = ()


class Report(NamedTuple):
    """`precision` and `recall` of "relevant"; `first` and `five`: an answer is first, or among five."""

    queries: int
    outside: int
    precision: float
    recall: float
    first: float
    five: float
    wrong: tuple[str, ...]


def read_queries() -> tuple[Query, ...]:
    """The authored queries, and those whose passages were all judged."""
    read = TypeAdapter(tuple[Query, ...]).validate_python
    files = (DATA / "calibration.yaml", DATA / "calibration_graded.yaml")
    return tuple(query for path in files for query in read(yaml.safe_load(path.read_text(encoding="utf-8"))))


def fit(judged: Sequence[Judged], engine: str, corpus: str) -> Calibration:
    """The logistic that tells right passages from wrong ones, with the score from which one is relevant."""
    examples = [example for each in judged for example in _examples(each)]
    features = np.array([example.evidence for example in examples])
    right = np.array([float(example.right) for example in examples])
    weight = np.array([example.weight for example in examples])
    middle, width = features.mean(axis=0), features.std(axis=0)
    coefficients = _ridge_logistic((features - middle) / width, right, weight)
    weights = coefficients[1:] / width
    bias = coefficients[0] - float(weights @ middle)
    return Calibration(
        engine=engine,
        corpus=corpus,
        bias=round(float(bias), 4),
        weights=Evidence(*(round(float(each), 4) for each in weights)),
        threshold=_threshold(judged, float(bias), weights),
    )


def cross_validated(judged: Sequence[Judged]) -> Report:
    """How a fit does on queries that it has not seen."""
    folds = np.random.default_rng(0).permutation(len(judged)) % _FOLDS
    kept = first = five = shown_right = shown_wrong = 0
    wrong: list[str] = []
    for fold in range(_FOLDS):
        calibration = fit([each for each, at in zip(judged, folds, strict=True) if at != fold], "", "")
        for each in (each for each, at in zip(judged, folds, strict=True) if at == fold):
            scores = [calibration.score(evidence) for evidence in each.evidence]
            relevant = max(scores, default=0.0) >= calibration.threshold
            if not each.query.want:
                shown_wrong += relevant
            else:
                kept += 1
                shown_right += relevant
                best = np.argsort(-np.array(scores), kind="stable")[:5]
                first += each.right[best[0]]
                five += any(each.right[row] for row in best)
            if relevant != bool(each.query.want):
                wrong.append(each.query.ask)
    return Report(
        queries=kept,
        outside=len(judged) - kept,
        precision=shown_right / max(1, shown_right + shown_wrong),
        recall=shown_right / max(1, kept),
        first=first / max(1, kept),
        five=five / max(1, kept),
        wrong=tuple(wrong),
    )


class _Example(NamedTuple):
    evidence: Evidence
    right: bool
    weight: float


def _examples(judged: Judged) -> Iterator[_Example]:
    """What one query teaches; every query weighs the same on either side."""
    order = sorted(
        range(len(judged.evidence)),
        key=lambda row: -(judged.evidence[row].excess + 3 * judged.evidence[row].share),
    )
    helps = judged.helps or (False,) * len(judged.right)
    fits = [row for row in order if judged.right[row] or helps[row]]
    if judged.query.complete and judged.query.want:
        sure = [row for row in order if row not in fits][:_JUDGED_WRONG]
    else:
        sure = order[_SURELY_NOT] if judged.query.want else order[:_NEAREST_WRONG]
    not_right = [row for row in sure if row not in fits]
    for row in fits:
        # what answers weighs double what only helps: the gain of a graded ranking
        yield _Example(judged.evidence[row], True, (2 if judged.right[row] else 1) / len(fits))
    for row in not_right:
        yield _Example(judged.evidence[row], False, 1 / len(not_right))


def _ridge_logistic(features: Floats, right: Floats, weight: Floats) -> Floats:
    """Coefficients (bias first) of a weighted logistic regression, by Newton's method."""
    columns = np.column_stack([np.ones(len(features)), features])
    ridge = np.eye(columns.shape[1]) * _RIDGE * weight.sum()
    ridge[0, 0] = 0.0
    coefficients = np.zeros(columns.shape[1])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-columns @ coefficients))
        slope = columns.T @ (weight * (chance - right)) + ridge @ coefficients
        curve = (columns * (weight * chance * (1 - chance))[:, None]).T @ columns + ridge
        coefficients -= np.linalg.solve(curve, slope)
    return coefficients


def _threshold(judged: Sequence[Judged], bias: float, weights: Floats) -> float:
    """The score from which a query counts as on the subject.

    The one with the best least of four figures: precision and recall of "something fits" and of
    "nothing fits", so that none is bought with another. Where several scores do equally well the
    middle one is taken: the ends lean on a single query.
    """
    best = [
        float((1 / (1 + np.exp(-(bias + np.array(each.evidence) @ weights)))).max())
        for each in judged
        if each.evidence
    ]
    inside = np.array([score for score, each in zip(best, judged, strict=True) if each.query.want])
    outside = np.array([score for score, each in zip(best, judged, strict=True) if not each.query.want])
    steps = np.linspace(0.05, 0.95, 181)
    kept, let_in = (inside >= steps[:, None]).sum(axis=1), (outside >= steps[:, None]).sum(axis=1)
    lost, turned_away = len(inside) - kept, len(outside) - let_in
    figures = (
        kept / np.maximum(kept + let_in, 1),
        kept / max(len(inside), 1),
        turned_away / np.maximum(turned_away + lost, 1),
        turned_away / max(len(outside), 1),
    )
    least = np.min(figures, axis=0)
    return round(float(np.median(steps[least >= least.max() - 1e-9])), 3)


def judge(queries: Sequence[Query], knowledge: Knowledge) -> tuple[Judged, ...]:
    """The evidence that a search finds for each query."""
    judged = []
    for query in queries:
        found = knowledge.measure(query.ask)
        right = tuple(each in query.want for each in found)
        judged.append(
            Judged(query, tuple(found.values()), right, tuple(each in query.also for each in found))
        )
    return tuple(judged)


def calibrate(knowledge: Knowledge) -> Calibration:
    """A calibration for the engine of `knowledge`; the shipped one when too little is found to fit on."""
    judged = judge(read_queries(), knowledge)
    if sum(any(each.right) for each in judged) < _FEWEST_ANSWERED:
        return shipped_calibration()
    return fit(judged, knowledge.library.engine.name, knowledge.version)


def main() -> None:
    """Fit on the shipped corpus, store the coefficients and print how well they do."""
    with tempfile.TemporaryDirectory() as folder:
        knowledge = Knowledge.open(Path(folder))
        judged = judge(read_queries(), knowledge)
        calibration = fit(judged, knowledge.library.engine.name, knowledge.version)
        knowledge.close()
    CALIBRATION.write_text(calibration.model_dump_json(indent=2) + "\n", encoding="utf-8")
    report = cross_validated(judged)
    print(text("calibration_report", threshold=calibration.threshold, **report._asdict()))


if __name__ == "__main__":
    main()
