"""Training: what reading is learned from, and when it is sure enough to answer.

That is learned on answers to families that were not learned from (cross-validation by
family), so that it says something about people it has never heard.
"""

import hashlib
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray

from bot.domain.reading import Topic
from bot.understanding.certainty import NEVER, Certainty
from bot.understanding.classifier import OTHER, hinted
from bot.understanding.features import SIZE, Vector, pieces
from bot.understanding.folding import fold
from bot.understanding.vocabulary import values_of
from evals.adapting.encoder import Encoder, Texts
from evals.understanding.examples import TOPICS, Examples, borrowed, examples_of
from evals.understanding.learning import Learned, Lesson, Material, learn, weighed
from evals.understanding.utterances import Utterance
from knowledge.engines.nano import shipped_model
from knowledge.logistic import ridge_logistic

LENT_WEIGHT = 0.2
"""What an example borrowed from another question counts, beside 1 for its own."""

FOLDS, JUDGED = 4, 1
"""The families are dealt into so many folds; so many of these are each left out once, to be judged."""

WRONG = 0.025
"""The share of the answers given that may be wrong in the families that are judged; the aim is 3% at most."""

HELD_BACK = 1e-4
"""The ridge for learning what is sure: hardly any, for there are thousands of answers to five numbers."""

_BATCH = 256
_USUAL = 2_000
"""How many texts tell what embedding is usual; all of them say nearly the same and take ten minutes."""

_Labels = NDArray[np.str_]


class Scored(NamedTuple):
    """Predictions for families that were left out of training: the likeliest label, and the signs for it."""

    labels: _Labels
    predicted: _Labels
    signs: NDArray[np.float64]


class Subject(NamedTuple):
    """A topic with its own examples and, for less, those it borrows from other questions."""

    topic: Topic
    own: Examples
    lent: Examples

    @property
    def labels(self) -> tuple[str, ...]:
        """Its values, "weet ik niet", and that a message says nothing about it."""
        return (*values_of(self.topic), OTHER)


class Heard(NamedTuple):
    """All texts with their numbers, as they were folded and ready to learn from."""

    number: Mapping[str, int]
    folded: Sequence[str]
    material: Material


def subjects_of(utterances: Sequence[Utterance]) -> tuple[Subject, ...]:
    """Every topic with its examples."""
    return tuple(Subject(one, examples_of(one, utterances), borrowed(one, utterances)) for one in TOPICS)


def heard_of(texts: Sequence[str]) -> Heard:
    """The texts ready to learn from; a text that is given twice counts twice for what is usual."""
    number = {text: at for at, text in enumerate(dict.fromkeys(texts))}
    folded = [fold(text).text for text in number]
    counts = np.zeros(SIZE)
    for text in texts:
        counts[list(pieces(folded[number[text]]))] += 1
    rarity = (np.log((1 + len(texts)) / (1 + counts)) + 1).astype(np.float32)
    read = Texts(shipped_model(), list(number))
    some = range(0, len(number), -(-len(number) // _USUAL))
    middle = vectors(Encoder(read), some).mean(axis=0)
    material = Material(read, [weighed(text, rarity) for text in folded], middle, rarity)
    return Heard(number, folded, material)


def vectors(encoder: Encoder, chosen: Sequence[int]) -> Vector:
    """The embeddings of the chosen texts as the encoder now makes them, a row each."""
    with torch.no_grad():
        batches = [chosen[start : start + _BATCH] for start in range(0, len(chosen), _BATCH)]
        return np.concatenate([encoder.embeddings(batch, learning=False).numpy() for batch in batches])


def taught(subjects: Sequence[Subject], heard: Heard, seed: int, left_out: int | None = None) -> Learned:
    """What one reader learns from all examples but those of one fold."""
    lessons = [
        Lesson(heard.number[one.text], at, subject.labels.index(label), hinted(subject.topic, hint), weight)
        for at, subject in enumerate(subjects)
        for examples, weight in ((subject.own, 1.0), (subject.lent, LENT_WEIGHT))
        for one, label, hint in zip(*examples, strict=True)
        if fold_of(one) != left_out
    ]
    return learn(heard.material, lessons, [len(subject.labels) for subject in subjects], seed)


def fold_of(utterance: Utterance) -> int:
    """The fold an utterance is in: by its family alone."""
    return hashlib.sha256(utterance.family.encode()).digest()[4] % FOLDS


def certainty_of(judged: Sequence[Scored]) -> Certainty:
    """What tells whether a reading is right, and from which chance at most `WRONG` of the answers are not."""
    seen = np.concatenate([one.signs[one.predicted != OTHER] for one in judged])
    right = np.concatenate([(one.predicted == one.labels)[one.predicted != OTHER] for one in judged])
    weights = ridge_logistic(seen, right.astype(float), np.ones(len(right)), HELD_BACK)
    chance = 1 / (1 + np.exp(-(weights[0] + seen @ weights[1:])))
    order = np.argsort(-chance, kind="stable")
    wrong = np.cumsum(~right[order]) / np.arange(1, len(order) + 1)
    few = np.flatnonzero(wrong <= WRONG)
    return Certainty(tuple(weights.tolist()), float(chance[order][few[-1]])) if len(few) else NEVER
