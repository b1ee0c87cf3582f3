"""Training: what reading is learned from, and from which probability each topic may answer.

The threshold is chosen on answers to families that were not learned from (cross-validation by
family), so that it says something about people it has never heard.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray

from bot.domain.reading import Topic
from bot.understanding.classifier import OTHER, Classifiers, Likely, Model, hinted
from bot.understanding.features import SIZE, Vector, pieces
from bot.understanding.folding import fold
from bot.understanding.vocabulary import values_of
from evals.understanding.encoder import Encoder, Texts
from evals.understanding.examples import TOPICS, Examples, borrowed, examples_of
from evals.understanding.learning import Lesson, Material, learn, weighed
from evals.understanding.utterances import Utterance
from knowledge.engines.nano import shipped_model

LENT_WEIGHT = 0.2
"""What an example borrowed from another question counts, beside 1 for its own."""

FOLDS, JUDGED = 4, 2
"""The families are dealt into so many folds; so many of these are each left out once, to be judged."""

WRONG_COSTS = 12
"""How many answers more a wrong one outweighs. The same for every topic, so that those that are read well
answer more. The aim is that at most 3% of all answers given are wrong."""

_BATCH = 256
_Labels = NDArray[np.str_]


class Scored(NamedTuple):
    """Predictions for families that were left out of training: the likeliest label and its probability."""

    labels: _Labels
    predicted: _Labels
    probability: NDArray[np.float64]


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
    middle = vectors(Encoder(read), range(len(number))).mean(axis=0)
    material = Material(read, [weighed(text, rarity) for text in folded], middle, rarity)
    return Heard(number, folded, material)


def vectors(encoder: Encoder, chosen: Sequence[int]) -> Vector:
    """The embeddings of the chosen texts as the encoder now makes them, a row each."""
    with torch.no_grad():
        batches = [chosen[start : start + _BATCH] for start in range(0, len(chosen), _BATCH)]
        return np.concatenate([encoder.embeddings(batch, learning=False).numpy() for batch in batches])


class Taught(NamedTuple):
    """Classifiers that are never sure yet, and the language model that learned with them."""

    classifiers: Classifiers
    encoder: Encoder


def taught(subjects: Sequence[Subject], heard: Heard, left_out: int | None = None) -> Taught:
    """What can be learned from all examples but those of one fold."""
    lessons = [
        Lesson(heard.number[one.text], at, subject.labels.index(label), hinted(subject.topic, hint), weight)
        for at, subject in enumerate(subjects)
        for examples, weight in ((subject.own, 1.0), (subject.lent, LENT_WEIGHT))
        for one, label, hint in zip(*examples, strict=True)
        if fold_of(one) != left_out
    ]
    sizes = [len(subject.labels) for subject in subjects]
    network, hints, encoder = learn(heard.material, lessons, sizes)
    starts = np.cumsum([0, *sizes]).tolist()
    models = {
        subject.topic.value: Model(subject.labels, start, hint, 1.0)
        for subject, start, hint in zip(subjects, starts, hints, strict=False)
    }
    return Taught(Classifiers(network, encoder.learned(), models), encoder)


def cross_validated(subjects: Sequence[Subject], heard: Heard) -> Iterator[tuple[Subject, Scored]]:
    """What is predicted for the judged examples of each topic by what saw nothing of their families."""
    found: dict[Topic, list[tuple[str, Likely]]] = {subject.topic: [] for subject in subjects}
    for fold_ in range(JUDGED):
        classifiers, encoder = taught(subjects, heard, fold_)
        for subject in subjects:
            left = [one for one in zip(*subject.own, strict=True) if fold_of(one[0]) == fold_]
            chosen = [heard.number[one.text] for one, _, _ in left]
            for at, vector, (_, label, hint) in zip(chosen, vectors(encoder, chosen), left, strict=True):
                scores = classifiers.scores(vector.tolist(), heard.folded[at])
                found[subject.topic].append((label, classifiers.likely(subject.topic, scores, hint)))
    for subject in subjects:
        labels, likely = zip(*found[subject.topic], strict=True)
        yield (
            subject,
            Scored(
                np.asarray(labels),
                np.asarray([one.label for one in likely]),
                np.asarray([one.probability for one in likely]),
            ),
        )


def fold_of(utterance: Utterance) -> int:
    """The fold an utterance is in: by its family alone."""
    return hashlib.sha256(utterance.family.encode()).digest()[4] % FOLDS


def least_probability(scored: Scored) -> float:
    """The probability from which answering pays: an answer counts one, a wrong one costs `WRONG_COSTS`."""
    answers = scored.predicted != OTHER
    order = np.argsort(-scored.probability[answers], kind="stable")
    wrong = (scored.predicted != scored.labels)[answers][order]
    gain = np.cumsum(1 - WRONG_COSTS * wrong)
    pays = len(gain) > 0 and gain.max() > 0
    return float(scored.probability[answers][order][gain.argmax()]) if pays else 1.0
