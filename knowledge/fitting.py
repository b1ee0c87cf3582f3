"""Fits the relevance logistic on queries of which is known what answers them.

Besides what is measured of passages it learns a direction among the vectors of queries: towards those that
have an answer, away from those that have none. What lies near the subject without being of it ("hoe vraag
ik een rolstoel aan") shares its words and much of its meaning; that direction is what tells it apart.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from pydantic import BaseModel, ConfigDict

from knowledge.logistic import Floats, ridge_logistic
from knowledge.relevance import Calibration, Features
from knowledge.vectors import Matrix

FOLDS = 5
"""Parts in which queries are put to judge each by a fit that has not seen it."""

_RIDGE, _SUBJECT_RIDGE = 0.0005, 0.002  # a vector has hundreds of numbers, for which the data are few
_SURELY_NOT = slice(20, 60)  # ranks that hold no answer: higher ones may hold an answer nobody listed
_JUDGED_WRONG = 25  # passages taken of those that were judged not to fit
_NEAREST_WRONG = 5  # passages taken from a query outside the subject

OUTSIDE_SHARE = 0.25
"""Of all queries, as in the benchmark: precision means something at one share only."""


class Query(BaseModel):
    """A query with the ids of the passages that answer it; none means outside the subject.

    `also` help without answering. `complete` says that every other passage was judged not to fit.
    Queries with the same `topic` are never on both sides of a check.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    ask: str
    want: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    topic: str = ""
    complete: bool = False


class Judged(NamedTuple):
    """A query, its vector, and the passages found for it: which of them answer it, and which only help."""

    query: Query
    vector: Matrix
    features: tuple[Features, ...]
    right: tuple[bool, ...]
    helps: tuple[bool, ...]


def fit(judged: Sequence[Judged], engine: str, corpus: str) -> Calibration:
    """The logistic that tells right passages from wrong ones, with the score from which one is relevant."""
    subject, usual = _subject(judged)
    about = _about(judged)
    answered = sum(bool(each.query.want) for each in judged)
    balance = answered / max(len(judged) - answered, 1)  # so that both sorts of queries weigh the same
    examples = [
        example
        for each, so_much in zip(judged, about, strict=True)
        for example in _examples(each, so_much, 1.0 if each.query.want else balance)
    ]
    features = np.array([(*example.features, example.about) for example in examples])
    right = np.array([float(example.right) for example in examples])
    weight = np.array([example.weight for example in examples])
    middle, width = features.mean(axis=0), np.maximum(features.std(axis=0), 1e-9)
    coefficients = ridge_logistic((features - middle) / width, right, weight, _RIDGE)
    weights = coefficients[1:] / width
    bias = float(coefficients[0] - weights @ middle)
    return Calibration(
        engine=engine,
        corpus=corpus,
        bias=round(bias, 4),
        weights=Features(*np.round(weights[:-1], 4).tolist()),
        subject=tuple(np.round(weights[-1] * subject, 3).tolist()),
        usual=round(float(weights[-1] * usual), 4),
        threshold=_threshold(judged, about, bias, weights),
    )


def folds_of(judged: Sequence[Judged]) -> list[int]:
    """A fold for each query, the same for those with the same topic."""
    topics = list(dict.fromkeys(each.query.topic or each.query.ask for each in judged))
    places = np.random.default_rng(0).permutation(len(topics)) % FOLDS
    fold = dict(zip(topics, places.tolist(), strict=True))
    return [fold[each.query.topic or each.query.ask] for each in judged]


class _Example(NamedTuple):
    features: Features
    about: float
    right: bool
    weight: float


def _examples(judged: Judged, about: float, weight: float) -> Iterator[_Example]:
    """What one query teaches; on either side its examples together have that `weight`."""
    order = sorted(range(len(judged.features)), key=lambda row: -judged.features[row].company)
    fits = [row for row in order if judged.right[row] or judged.helps[row]]
    if judged.query.complete and judged.query.want:
        sure = [row for row in order if row not in fits][:_JUDGED_WRONG]
    else:
        sure = order[_SURELY_NOT] if judged.query.want else order[:_NEAREST_WRONG]
    not_right = [row for row in sure if row not in fits]
    for row in fits:
        # what answers weighs double what only helps: the gain of a graded ranking
        yield _Example(judged.features[row], about, True, (2 if judged.right[row] else 1) / len(fits))
    for row in not_right:
        yield _Example(judged.features[row], about, False, weight / len(not_right))


def _subject(judged: Sequence[Judged]) -> tuple[Floats, float]:
    """The direction that tells queries with an answer from those without, and how far that way is usual."""
    vectors = np.array([each.vector for each in judged], dtype=np.float64)
    answered = np.array([float(bool(each.query.want)) for each in judged])
    # both sides weigh the same, however many there are of each
    weight = np.where(answered > 0, 0.5 / max(answered.sum(), 1), 0.5 / max((1 - answered).sum(), 1))
    middle = vectors.mean(axis=0)
    direction = ridge_logistic(vectors - middle, answered, weight, _SUBJECT_RIDGE)[1:]
    return direction, float(direction @ middle)


def _about(judged: Sequence[Judged]) -> list[float]:
    """How far each query lies in the direction of the subject, by a fit that has not seen it."""
    folds = folds_of(judged)
    known = [
        _subject([each for each, at in zip(judged, folds, strict=True) if at != fold])
        for fold in range(FOLDS)
    ]
    return [
        float(known[fold][0] @ each.vector) - known[fold][1] for each, fold in zip(judged, folds, strict=True)
    ]


def _threshold(judged: Sequence[Judged], about: Sequence[float], bias: float, weights: Floats) -> float:
    """The score from which a query counts as on the subject.

    The one with the best least of four figures: precision and recall of "something fits" and of
    "nothing fits", so that none is bought with another. Where several scores do equally well the
    middle one is taken: the ends lean on a single query.
    """
    best = np.array(
        [
            float(
                (
                    1 / (1 + np.exp(-(bias + np.array(each.features) @ weights[:-1] + so_much * weights[-1])))
                ).max()
            )
            if each.features
            else 0.0
            for each, so_much in zip(judged, about, strict=True)
        ]
    )
    answered = np.array([bool(each.query.want) for each in judged])
    inside, outside = best[answered], best[~answered]
    steps = np.linspace(0.05, 0.95, 181)
    kept = (inside >= steps[:, None]).sum(axis=1) / max(len(inside), 1) * (1 - OUTSIDE_SHARE)
    let_in = (outside >= steps[:, None]).sum(axis=1) / max(len(outside), 1) * OUTSIDE_SHARE
    lost, turned_away = 1 - OUTSIDE_SHARE - kept, OUTSIDE_SHARE - let_in
    figures = (
        kept / np.maximum(kept + let_in, 1e-9),
        kept / (1 - OUTSIDE_SHARE),
        turned_away / np.maximum(turned_away + lost, 1e-9),
        turned_away / OUTSIDE_SHARE,
    )
    least = np.min(figures, axis=0)
    return round(float(np.median(steps[least >= least.max() - 1e-9])), 3)
