"""Fits the relevance logistic on queries of which is known what answers them.

Besides what is measured of passages it learns a direction among the vectors of queries: towards those that
have an answer, away from those that have none. What lies near the subject without being of it ("hoe vraag
ik een rolstoel aan") shares its words and much of its meaning; that direction is what tells it apart.
"""

from collections.abc import Iterator, Sequence
from itertools import compress
from operator import not_
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from knowledge.direction import Direction
from knowledge.logistic import Floats, ridge_logistic
from knowledge.relevance import Answer, Calibration, Features, Verdict, measure
from knowledge.vectors import Matrix

FOLDS = 5
"""Parts in which queries are put to judge each by a fit that has not seen it."""

_RIDGE, _ANSWER_RIDGE = 0.0005, 0.002  # of features in standard deviations
_SUBJECT_RIDGE = 0.0001  # of vectors of length 1, whose numbers are small
_SURELY_NOT = slice(20, 60)  # ranks that hold no answer: higher ones may hold an answer nobody listed
_STEEPER = 1.2  # times as fast as by its logistic does a passage that fits less become less relevant
_JUDGED_WRONG = 25  # passages taken of those that were judged not to fit
_NEAREST_WRONG = 5  # passages taken from a query outside the subject

_Signs = tuple[float, ...]  # of a query the fields of `Answer`, and how much it is about the subject

OUTSIDE_SHARE = 0.5
"""Of all queries, as in the benchmark (344 of 686): precision means something at one share only."""

_WHOLE, _PART = (1 - OUTSIDE_SHARE, OUTSIDE_SHARE, 0.0), (1 / 3, 1 / 3, 1 / 3)
"""Of queries with an answer, outside the subject, and with an answer in a part that is not searched."""


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
    """A query, its vector, and the passages found for it: which of them answer it, and which only help.

    `about` is what an engine says that learned by itself how much a query is about the subject.
    """

    query: Query
    vector: Matrix
    features: tuple[Features, ...]
    right: tuple[bool, ...]
    helps: tuple[bool, ...]
    about: float | None = None


def fit(judged: Sequence[Judged], engine: str, direction: Direction | None = None) -> Calibration:
    """The logistic that tells right passages from wrong ones, with the score from which one is relevant.

    `direction` is what `engine` learned; without it, it is learned here.
    """
    known = [each.about for each in judged if each.about is not None]
    about = known if len(known) == len(judged) else _about(judged)
    some = sum(bool(each.query.want) for each in judged)
    balance = some / max(len(judged) - some, 1)  # so that both sorts of queries weigh the same
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
    elsewhere = [
        (*measure(_without_answers(each), fitted)[1], so_much)
        for each, so_much in zip(judged, about, strict=True)
        if each.query.complete and each.query.want
    ]
    answered = [bool(each.query.want) for each in judged]
    groups = (list(compress(signs, answered)), list(compress(signs, map(not_, answered))), elsewhere)
    return Calibration(
        engine=engine,
        weights=fitted,
        whole=_verdict(groups, _WHOLE),
        part=_verdict(groups, _PART),
        direction=direction or _direction(judged),
    )


def folds_of(judged: Sequence[Judged]) -> list[int]:
    """A fold for each query, the same for those with the same topic."""
    return topic_folds([each.query for each in judged])


def topic_folds(queries: Sequence[Query]) -> list[int]:
    """A fold for each query, the same for those with the same topic."""
    topics = list(dict.fromkeys(each.topic or each.ask for each in queries))
    places = np.random.default_rng(0).permutation(len(topics)) % FOLDS
    fold = dict(zip(topics, places.tolist(), strict=True))
    return [fold[each.topic or each.ask] for each in queries]


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


def _direction(judged: Sequence[Judged]) -> Direction:
    """The direction that tells queries with an answer from those without."""
    vectors = np.array([each.vector for each in judged], dtype=np.float64)
    answered = np.array([float(bool(each.query.want)) for each in judged])
    # both sides weigh the same, however many there are of each
    weight = np.where(answered > 0, 0.5 / max(answered.sum(), 1), 0.5 / max((1 - answered).sum(), 1))
    middle = vectors.mean(axis=0)
    direction = ridge_logistic(vectors - middle, answered, weight, _SUBJECT_RIDGE)[1:]
    return Direction(np.round(direction, 3).tolist(), round(float(direction @ middle), 4))


def _about(judged: Sequence[Judged]) -> list[float]:
    """How far each query lies in the direction of the subject, by a fit that has not seen it."""
    folds = folds_of(judged)
    known = [
        _direction([each for each, at in zip(judged, folds, strict=True) if at != fold])
        for fold in range(FOLDS)
    ]
    return [known[fold].about(each.vector) for each, fold in zip(judged, folds, strict=True)]


def _verdict(groups: Sequence[Sequence[_Signs]], shares: Sequence[float]) -> Verdict:
    """The logistic that tells queries with an answer, the first group, from the others.

    The last group are the signs as if no passage that answers were there: who searches one kind of
    passages asks things of the subject to which there is no answer among them. Groups weigh as their
    `shares`: a chance means something at one share only.
    """
    used = [(group, share) for group, share in zip(groups, shares, strict=True) if group and share]
    rows = np.array([signs for group, _ in used for signs in group])
    weight = np.concatenate([np.full(len(group), share / len(group)) for group, share in used])
    right = (np.arange(len(rows)) < len(groups[0])).astype(float)
    middle, width = rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-9)
    coefficients = ridge_logistic((rows - middle) / width, right, weight, _ANSWER_RIDGE)
    weights = coefficients[1:] / width
    bias = float(coefficients[0] - weights @ middle)
    return Verdict(
        bias=round(bias, 4),
        answer=Answer(*np.round(weights[:-1], 4).tolist()),
        told=round(float(weights[-1]), 4),
        threshold=_threshold(1 / (1 + np.exp(-(bias + rows @ weights))), right > 0, weight),
    )


def _without_answers(judged: Judged) -> tuple[Features, ...]:
    """What would be found if none of the passages that answer or help were there."""
    rows = zip(judged.features, judged.right, judged.helps, strict=True)
    return tuple(features for features, right, helps in rows if not (right or helps))


def _threshold(best: Floats, answered: NDArray[np.bool_], weight: Floats) -> float:
    """The score from which a query counts as on the subject; `best` is the highest score of each.

    The one with the best least of four figures: precision and recall of "something fits" and of
    "nothing fits", so that none is bought with another. Where several scores do equally well the
    middle one is taken: the ends lean on a single query.
    """
    steps = np.linspace(0.05, 0.95, 181)
    fits = best >= steps[:, None]
    inside, outside = weight * answered, weight * ~answered
    kept, let_in = fits @ inside, fits @ outside
    lost, turned_away = inside.sum() - kept, outside.sum() - let_in
    figures = (
        kept / np.maximum(kept + let_in, 1e-9),
        kept / max(inside.sum(), 1e-9),
        turned_away / np.maximum(turned_away + lost, 1e-9),
        turned_away / max(outside.sum(), 1e-9),
    )
    least = np.min(figures, axis=0)
    return round(float(np.median(steps[least >= least.max() - 1e-9])), 3)
