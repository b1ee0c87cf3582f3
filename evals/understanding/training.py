"""Training: what the network learns from, and from which probability each topic may answer.

The threshold is chosen on answers to families the network was not trained on (cross-validation by
family), so that it says something about people it has never heard.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.domain.reading import Topic
from bot.understanding.classifier import OTHER, Classifiers, Model, hinted
from bot.understanding.features import SIZE, Vector, pieces
from bot.understanding.folding import fold
from bot.understanding.network import UNKNOWN_WORD, words_of
from bot.understanding.vocabulary import values_of
from evals.understanding.examples import TOPICS, Examples, borrowed, embeddings, examples_of
from evals.understanding.learning import Lesson, Message, learn, weighed
from evals.understanding.utterances import Utterance

LENT_WEIGHT = 0.2
"""What an example borrowed from another question counts, beside 1 for its own."""

FOLDS = 4
WRONG_COSTS = 12
"""How many answers more a wrong one outweighs. The same for every topic, so that those that are read well
answer more; chosen in cross-validation, where 2.2% of all answers given are then wrong. The aim is 3%."""

STRETCH = 4.0
"""The length of the vector of a word, around the mean of all words."""

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


class Material(NamedTuple):
    """The texts to learn from as the network reads them, with their numbers and all words they hold."""

    number: Mapping[str, int]
    messages: tuple[Message, ...]
    words: Mapping[str, int]
    given: Vector
    middle: Vector
    rarity: Vector


def subjects_of(utterances: Sequence[Utterance]) -> tuple[Subject, ...]:
    """Every topic with its examples."""
    return tuple(Subject(one, examples_of(one, utterances), borrowed(one, utterances)) for one in TOPICS)


def material_of(texts: Sequence[str]) -> Material:
    """The texts ready to learn from; a text that is given twice counts twice for what is usual."""
    vectors, folded = embeddings(texts), {text: fold(text).text for text in texts}
    counts = np.zeros(SIZE)
    for text in texts:
        counts[list(pieces(folded[text]))] += 1
    rarity = (np.log((1 + len(texts)) / (1 + counts)) + 1).astype(np.float32)
    words = sorted({word for text in folded.values() for word in words_of(text)})
    row = {word: at for at, word in enumerate(words, start=1)}
    middle = vectors.mean(axis=0)
    number = {text: at for at, text in enumerate(folded)}
    embedded = dict(zip(texts, vectors - middle, strict=True))
    messages = tuple(
        Message(
            [row[word] for word in words_of(told)] or [UNKNOWN_WORD], embedded[text], weighed(told, rarity)
        )
        for text, told in folded.items()
    )
    meant = embeddings(words)
    meant -= meant.mean(axis=0)
    given = STRETCH * meant / np.linalg.norm(meant, axis=1, keepdims=True)
    return Material(number, messages, row, given, middle, rarity)


def taught(subjects: Sequence[Subject], material: Material, left_out: int | None = None) -> Classifiers:
    """Classifiers that learned from all examples but those of one fold; they are never sure yet."""
    lessons = [
        Lesson(
            material.number[one.text], at, subject.labels.index(label), hinted(subject.topic, hint), weight
        )
        for at, subject in enumerate(subjects)
        for examples, weight in ((subject.own, 1.0), (subject.lent, LENT_WEIGHT))
        for one, label, hint in zip(*examples, strict=True)
        if fold_of(one) != left_out
    ]
    sizes = [len(subject.labels) for subject in subjects]
    network, hints = learn(material.messages, lessons, sizes, material.given, material[-2:])
    starts = np.cumsum([0, *sizes]).tolist()
    models = {
        subject.topic.value: Model(subject.labels, start, hint, 1.0)
        for subject, start, hint in zip(subjects, starts, hints, strict=False)
    }
    return _with_words_heard(Classifiers(network, material.words, models), lessons, material)


def _with_words_heard(made: Classifiers, lessons: Sequence[Lesson], material: Material) -> Classifiers:
    """Words of which nothing was learned are unknown ones, here as with people who were never heard."""
    heard = {row for lesson in lessons for row in material.messages[lesson.message].rows} - {UNKNOWN_WORD}
    kept = [word for word, row in made.words.items() if row in heard]
    rows = [UNKNOWN_WORD, *(made.words[word] for word in kept)]
    network = made.network._replace(table=made.network.table[rows])
    return made._replace(network=network, words={word: at for at, word in enumerate(kept, start=1)})


def cross_validated(subjects: Sequence[Subject], material: Material) -> Iterator[Scored]:
    """What is predicted for each example of each topic by a network that saw nothing of its family."""
    made = [taught(subjects, material, left_out) for left_out in range(FOLDS)]
    vectors = [message.embedding + material.middle for message in material.messages]
    for subject in subjects:
        likely = []
        for one, hint in zip(subject.own.utterances, subject.own.hints, strict=True):
            judge = made[fold_of(one)]
            scores = judge.scores(vectors[material.number[one.text]].tolist(), fold(one.text).text)
            likely.append(judge.likely(subject.topic, scores, hint))
        yield Scored(
            np.asarray(subject.own.labels),
            np.asarray([one.label for one in likely]),
            np.asarray([one.probability for one in likely]),
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
