"""What the engine makes of the utterances, held against what was labelled."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bot.domain.reading import Topic, Understanding
from bot.domain.slots import Measure
from bot.understanding.classifier import OTHER
from bot.understanding.engine import hint_of
from evals.understanding.utterances import Utterance


class Reply(NamedTuple):
    """One answer: its label, the engine's best reading, and whether that was given as a fact."""

    utterance: Utterance
    label: str
    best: str
    given: bool


class Figures(NamedTuple):
    """How well the answers to one question are read.

    `macro_f1` is the mean over labels of F1 of the best reading, sure or not ("weet ik niet" and "says
    nothing about it" are labels too). `answered` is the share of the answers with a label for which the
    engine gave a fact, `wrong` the share of the facts given that are not the label.
    """

    said: int
    macro_f1: float
    answered: float
    wrong: float


class Numbers(NamedTuple):
    """Messages with numbers: how many, and in what share all measures are read exactly and none besides."""

    said: int
    exact: float


def replies(engine: Understanding, topic: Topic, utterances: Iterable[Utterance]) -> tuple[Reply, ...]:
    """How the engine reads each answer to the question about `topic`."""
    return tuple(
        _reply(engine, topic, one) for one in utterances if one.asked is topic and one.intent is None
    )


def _reply(engine: Understanding, topic: Topic, utterance: Utterance) -> Reply:
    reading = engine.read(utterance.text, topic)
    given = hint_of(reading, topic)
    best = given or (str(reading.guess.value) if reading.guess else OTHER)
    return Reply(utterance, utterance.label(topic) or OTHER, best, given is not None)


def figures(said: Sequence[Reply]) -> Figures:
    """The figures of one question, or of several together."""
    meant = [one for one in said if one.label != OTHER]
    given = [one for one in said if one.given]
    return Figures(
        len(said),
        macro_f1(said),
        sum(one.given for one in meant) / len(meant) if meant else 0.0,
        sum(one.best != one.label for one in given) / len(given) if given else 0.0,
    )


def macro_f1(said: Sequence[Reply]) -> float:
    """The macro F1 of the best readings, sure or not."""
    return macro_f1_of([(one.label, one.best) for one in said])


def macro_f1_of(pairs: Sequence[tuple[str, str]]) -> float:
    """The mean of F1 = 2 TP / (2 TP + FP + FN) over the labels, from pairs of label and reading."""
    scores = []
    for label in sorted({label for label, _ in pairs}):
        hits = sum(label == one == best for one, best in pairs)
        missed = sum((label == one) != (label == best) for one, best in pairs)
        scores.append(2 * hits / (2 * hits + missed))
    return sum(scores) / len(scores) if scores else 0.0


def numbers(engine: Understanding, utterances: Iterable[Utterance]) -> Numbers:
    """How exactly the messages of `numbers.yaml` are read."""
    said = [one for one in utterances if one.family.startswith("numbers.")]
    return Numbers(len(said), sum(_exact(engine, one) for one in said) / len(said) if said else 0.0)


def _exact(engine: Understanding, utterance: Utterance) -> bool:
    read = engine.read(utterance.text, utterance.asked).facts
    return {name: fact.value for name, fact in read.items() if name in set(Measure)} == {
        name: value for name, value in utterance.facts.items() if name in set(Measure)
    }
