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
from knowledge.relevance import Answer, Calibration, Features, measure
from knowledge.vectors import Matrix

FOLDS = 5
"""Parts in which queries are put to judge each by a fit that has not seen it."""

_RIDGE, _ANSWER_RIDGE = 0.0005, 0.002  # of features in standard deviations
_SUBJECT_RIDGE = 0.0001  # of vectors of length 1, whose numbers are small
_SURELY_NOT = slice(20, 60)  # ranks that hold no answer: higher ones may hold an answer nobody listed
_STEEPER = 1.2  # times as fast as by its logistic does a passage that fits less become less relevant
_ABSENT_SHARE = 0.09  # of queries whose answer was left out, beside all others: more costs answers that exist
_JUDGED_WRONG = 25  # passages taken of those that were judged not to fit
_NEAREST_WRONG = 5  # passages taken from a query outside the subject

_Signs = tuple[float, ...]  # of a query the fields of `Answer`, and how much it is about the subject

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


def fit(judged: Sequence[Judged], engine: str) -> Calibration:
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
    weights = _STEEPER * coefficients[1:-1] / width[:-1]
    fitted = Features(*np.round(weights, 4).tolist())
    signs = [
        (*measure(each.features, fitted)[1], so_much) for each, so_much in zip(judged, about, strict=True)
    ]
    absent = [
        (*measure(_without_answers(each), fitted)[1], so_much)
        for each, so_much in zip(judged, about, strict=True)
        if each.query.complete and each.query.want
    ]
    bias, answer = _answer(signs, absent, judged)
    return Calibration(
        engine=engine,
        weights=fitted,
        bias=round(bias, 4),
        answer=Answer(*np.round(answer[:-1], 4).tolist()),
        subject=tuple(np.round(answer[-1] * subject, 3).tolist()),
        usual=round(float(answer[-1] * usual), 4),
        threshold=_threshold(judged, 1 / (1 + np.exp(-(bias + np.array(signs) @ answer)))),
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


def _answer(
    signs: Sequence[_Signs], absent: Sequence[_Signs], judged: Sequence[Judged]
) -> tuple[float, Floats]:
    """The logistic that tells queries with an answer from those without.

    `absent` are the signs as if no passage that answers were there: who searches one kind of passages
    asks things of the subject to which there is no answer among them.
    """
    answered = np.array([float(bool(each.query.want)) for each in judged])
    # as many of each as usual: a chance means something at one share only
    weight = np.where(
        answered > 0,
        (1 - OUTSIDE_SHARE) / max(answered.sum(), 1),
        OUTSIDE_SHARE / max((1 - answered).sum(), 1),
    )
    rows, right = np.array([*signs, *absent]), np.append(answered, np.zeros(len(absent)))
    weight = np.append(weight, np.full(len(absent), _ABSENT_SHARE / max(len(absent), 1)))
    middle, width = rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-9)
    coefficients = ridge_logistic((rows - middle) / width, right, weight, _ANSWER_RIDGE)
    weights: Floats = coefficients[1:] / width
    return float(coefficients[0] - weights @ middle), weights


def _without_answers(judged: Judged) -> tuple[Features, ...]:
    """What would be found if none of the passages that answer or help were there."""
    rows = zip(judged.features, judged.right, judged.helps, strict=True)
    return tuple(features for features, right, helps in rows if not (right or helps))


def _threshold(judged: Sequence[Judged], best: Floats) -> float:
    """The score from which a query counts as on the subject; `best` is the highest score of each.

    The one with the best least of four figures: precision and recall of "something fits" and of
    "nothing fits", so that none is bought with another. Where several scores do equally well the
    middle one is taken: the ends lean on a single query.
    """
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
