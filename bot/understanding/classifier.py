"""Small classifiers, one a topic: how likely each value is, given what a message says.

Multinomial logistic regression on three things: the embedding of the message, the characters and words
in it, and what the rules read. Trained by `python -m evals.understanding.train`; the file beside this
module holds the weights.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.domain.reading import Topic
from bot.understanding.features import SIZE, Vector, spread
from bot.understanding.vocabulary import values_of

MODEL = "classifiers.npz"
WORDS = ("about", "digest")
"""What in that file is text: the labels and thresholds, and which utterances it was trained on."""

OTHER = "other"
"""The class of a message that says nothing about the topic."""

EMBEDDING_WEIGHT, PIECES_WEIGHT, HINT_WEIGHT = 8.0, 4.0, 2.0
"""How much each kind of feature counts: chosen on the development half."""


class Likely(NamedTuple):
    """The likeliest class of a message with its probability (0 to 1), and whether that is sure enough."""

    label: str
    probability: float
    sure: bool


class Model(NamedTuple):
    """The weights of one topic: a row a class, a column a feature; `least` is the probability to be sure."""

    labels: tuple[str, ...]
    weights: Vector
    bias: Vector
    least: float


class Classifiers(NamedTuple):
    """All topics with what they share: the middle of the embeddings and how much a piece says."""

    middle: Vector
    rarity: Vector
    models: Mapping[str, Model]

    def features(self, embedding: Sequence[float], folded: str) -> Vector:
        """A message as numbers: its embedding around the middle of all, then its pieces."""
        vector = np.asarray(embedding, dtype=np.float32) - self.middle
        return np.concatenate([vector * EMBEDDING_WEIGHT, spread(folded, self.rarity) * PIECES_WEIGHT])

    def likely(self, topic: Topic, features: Vector, hint: str | None) -> Likely:
        """The class of a message in answer to the question about `topic`; `hint` is what the rules read."""
        model, chances = self.models[topic.value], self._chances(topic, features, hint)
        label = max(chances, key=chances.__getitem__)
        return Likely(label, chances[label], chances[label] >= model.least)

    def best_answer(self, topic: Topic, features: Vector, hint: str | None) -> Likely:
        """The likeliest answer, supposing that it is one; never sure."""
        chances = self._chances(topic, features, hint)
        label = max(chances.keys() - {OTHER}, key=chances.__getitem__)
        return Likely(label, chances[label], sure=False)

    def _chances(self, topic: Topic, features: Vector, hint: str | None) -> dict[str, float]:
        model = self.models[topic.value]
        scores = model.weights @ np.concatenate([features, hinted(topic, hint)]) + model.bias
        chances = np.exp(scores - scores.max())
        return dict(zip(model.labels, (chances / chances.sum()).tolist(), strict=True))

    def says_most(self, topic: Topic, label: str, parts: Sequence[str]) -> int:
        """Which of the folded `parts` of a message speaks most for `label`, by its words alone."""
        model = self.models[topic.value]
        row = model.weights[model.labels.index(label), self.middle.size : self.middle.size + SIZE]
        return int(np.argmax([float(row @ spread(part, self.rarity)) for part in parts]))


def hinted(topic: Topic, hint: str | None) -> Vector:
    """What the rules read, as numbers: one place for each value."""
    values = values_of(topic)
    vector = np.zeros(len(values), dtype=np.float32)
    if hint is not None:
        vector[values.index(hint)] = HINT_WEIGHT
    return vector


@cache
def load_classifiers() -> Classifiers:
    """The shipped classifiers."""
    with files("bot.understanding").joinpath(MODEL).open("rb") as file, np.load(file) as stored:
        arrays: dict[str, NDArray[np.float32]] = {
            name: stored[name].astype(np.float32) for name in stored.files if name not in WORDS
        }
        about = json.loads(str(stored["about"]))
    return Classifiers(
        arrays["middle"],
        arrays["rarity"],
        {
            topic: Model(
                tuple(one["labels"]), arrays[f"{topic}.weights"], arrays[f"{topic}.bias"], one["least"]
            )
            for topic, one in about.items()
        },
    )
