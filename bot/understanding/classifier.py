"""What a message says about a topic: how likely each value is.

The message is read once; what the rules read of the topic is added to its scores. Learned by
`python -m evals.understanding.train`; the file beside this module holds the weights, and what the language
model that gives the embeddings learned with them.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import count
from typing import NamedTuple

import numpy as np

from bot.domain.reading import Topic
from bot.understanding.certainty import Certainty
from bot.understanding.features import Vector
from bot.understanding.network import Network
from bot.understanding.rounding import restored
from bot.understanding.vocabulary import values_of
from knowledge.engines.adapter import Adapter

MODEL = "classifiers.npz"
ABOUT, HINTS, READER = "about", "hints.", "reader."
"""In that file: the labels; before the name of a topic what a hint adds; before the number of a reader what
its language model learned."""

OTHER = "other"
"""The class of a message that says nothing about the topic."""


class Likely(NamedTuple):
    """The likeliest class of a message with its probability (0 to 1), and whether that is sure enough."""

    label: str
    probability: float
    sure: bool


class Model(NamedTuple):
    """One topic: its labels, and where they stand among the scores.

    `hints` is what each value (a column) adds to each label (a row) when the rules read it.
    """

    labels: tuple[str, ...]
    first: int
    hints: Vector


class Classifiers(NamedTuple):
    """All topics with what they share: the network, what the models before it learned, and what is sure.

    Each of the models reads a message, and the network weighs their embeddings together.
    """

    network: Network
    adapters: tuple[Adapter, ...]
    certainty: Certainty
    models: Mapping[str, Model]

    def scores(self, embedding: Sequence[float], folded: str) -> Vector:
        """A message as scores, one for each label of each topic; the adapted models gave its embedding."""
        return self.network.scores(embedding, folded)

    def likely(self, topic: Topic, scores: Vector, hint: str | None) -> Likely:
        """The class of a message in answer to the question about `topic`; `hint` is what the rules read."""
        chances = self.chances(topic, scores, hint)
        label = max(chances, key=chances.__getitem__)
        return Likely(label, chances[label], self.certainty.sure(chances, hint))

    def best_answer(self, topic: Topic, scores: Vector, hint: str | None) -> Likely:
        """The likeliest answer, supposing that it is one; never sure."""
        chances = self.chances(topic, scores, hint)
        label = max(chances.keys() - {OTHER}, key=chances.__getitem__)
        return Likely(label, chances[label], sure=False)

    def speaks_for(self, topic: Topic, label: str, scores: Vector) -> float:
        """How far a message with these scores speaks for `label`; more than another is all it means."""
        model = self.models[topic.value]
        return float(scores[model.first + model.labels.index(label)])

    def chances(self, topic: Topic, scores: Vector, hint: str | None) -> dict[str, float]:
        """How likely each class is, together 1; the arguments are those of `likely`."""
        model = self.models[topic.value]
        own = scores[model.first : model.first + len(model.labels)] + model.hints @ hinted(topic, hint)
        chances = np.exp(own - own.max())
        return dict(zip(model.labels, (chances / chances.sum()).tolist(), strict=True))


def hinted(topic: Topic, hint: str | None) -> Vector:
    """What the rules read, as numbers: one place for each value."""
    values = values_of(topic)
    vector = np.zeros(len(values), dtype=np.float32)
    if hint is not None:
        vector[values.index(hint)] = 1
    return vector


@cache
def load_classifiers() -> Classifiers:
    """The shipped classifiers."""
    with files("bot.understanding").joinpath(MODEL).open("rb") as file, np.load(file) as stored:
        arrays = restored({name: stored[name] for name in stored.files if name != ABOUT})
        about = json.loads(str(stored[ABOUT]))
    models = {
        topic: Model(tuple(one["labels"]), one["first"], arrays[HINTS + topic])
        for topic, one in about["topics"].items()
    }
    network = Network(*(arrays[name] for name in Network._fields))
    certainty = Certainty(tuple(about["certainty"]), about["least"])
    return Classifiers(network, tuple(_adapters(arrays)), certainty, models)


def _adapters(arrays: Mapping[str, Vector]) -> Iterator[Adapter]:
    for at in count():
        own = f"{READER}{at}."
        found = {name.removeprefix(own): array for name, array in arrays.items() if name.startswith(own)}
        if not found:
            return
        yield Adapter(found)
