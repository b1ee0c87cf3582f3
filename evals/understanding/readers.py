"""Several readers learn apart, each in a process of its own, and read together.

A reader that starts elsewhere and hears the texts in another order makes other mistakes, so that the mean of
what they say is right more often than each is (an ensemble; Dietterich, 2000).
"""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import NamedTuple

import numpy as np
import torch

from bot.domain.reading import Topic
from bot.understanding.certainty import signs
from bot.understanding.classifier import Model, hinted
from bot.understanding.features import Vector
from bot.understanding.network import Network
from evals.understanding.training import (
    JUDGED,
    Heard,
    Scored,
    Subject,
    fold_of,
    heard_of,
    subjects_of,
    taught,
    vectors,
)
from evals.understanding.utterances import Utterance
from knowledge.engines.adapter import Adapter

READERS = 2
"""Each takes 18 ms a message and 70 MB; with two a message still costs less than two embeddings."""


class Said(NamedTuple):
    """What one reader says of answers about a topic that it did not learn from: `scores` has a row for each.

    `labels` is what they mean, `hints` what the rules read, and `classes` names the columns.
    """

    topic: Topic
    classes: tuple[str, ...]
    labels: tuple[str, ...]
    hints: tuple[str | None, ...]
    scores: Vector


class Reader(NamedTuple):
    """What one reader learned, and what it said of the families that are judged."""

    network: Network
    models: tuple[Model, ...]
    adapter: Adapter
    said: tuple[Said, ...]


def readers_of(utterances: Sequence[Utterance]) -> list[Reader]:
    """What each reader learned; they are spawned, for PyTorch does not survive a fork."""
    with ProcessPoolExecutor(READERS, mp_context=get_context("spawn")) as pool:
        return list(pool.map(partial(_reader, utterances), range(READERS)))


def scored(said: Sequence[Said]) -> Scored:
    """What readers say together of the same answers: the mean of their scores."""
    topic = said[0]
    predicted, told = [], []
    for row, hint in zip(np.mean([one.scores for one in said], axis=0), topic.hints, strict=True):
        chances = np.exp(row - row.max())
        by_class = dict(zip(topic.classes, (chances / chances.sum()).tolist(), strict=True))
        predicted.append(max(by_class, key=by_class.__getitem__))
        told.append(signs(by_class, hint))
    return Scored(np.asarray(topic.labels), np.asarray(predicted), np.asarray(told))


def joined(networks: Sequence[Network]) -> Network:
    """One network that gives the mean of the scores of several, from their embeddings one after the other.

    They have the same rarity, and meanings of the same size.
    """
    each = len(networks)
    size = len(networks[0].meaning)
    outputs = [np.split(one.outputs / each, [size], axis=1) for one in networks]
    return Network(
        middle=np.concatenate([one.middle for one in networks]),
        rarity=networks[0].rarity,
        meaning=_diagonal([one.meaning for one in networks]),
        meaning_bias=np.concatenate([one.meaning_bias for one in networks]),
        pieces=np.concatenate([one.pieces for one in networks]),
        outputs=np.hstack([meaning for meaning, _ in outputs] + [pieces for _, pieces in outputs]),
        outputs_bias=np.mean([one.outputs_bias for one in networks], axis=0),
        direct=np.hstack([one.direct / each for one in networks]),
    )


def _diagonal(blocks: Sequence[Vector]) -> Vector:
    """The blocks along the diagonal, zero elsewhere."""
    rows = [
        np.hstack([block if at == place else np.zeros_like(block) for place in range(len(blocks))])
        for at, block in enumerate(blocks)
    ]
    return np.vstack(rows)


def _reader(utterances: Sequence[Utterance], seed: int) -> Reader:
    torch.set_num_threads(1)  # readers that share the cores only wait for each other
    subjects = subjects_of(utterances)
    heard = heard_of([one.text for one in utterances])
    said = tuple(one for fold in range(JUDGED) for one in _said(subjects, heard, fold, seed))
    network, hints, encoder = taught(subjects, heard, seed)
    return Reader(network, _models(subjects, hints), encoder.learned(), said)


def _said(subjects: Sequence[Subject], heard: Heard, fold: int, seed: int) -> list[Said]:
    """What is said of the answers of one fold by who learned from all others."""
    network, hints, encoder = taught(subjects, heard, seed, left_out=fold)
    found = []
    for subject, model in zip(subjects, _models(subjects, hints), strict=True):
        left = [one for one in zip(*subject.own, strict=True) if fold_of(one[0]) == fold]
        chosen = [heard.number[one.text] for one, _, _ in left]
        place = slice(model.first, model.first + len(model.labels))
        scores = [
            network.scores(vector.tolist(), heard.folded[at])[place]
            + model.hints @ hinted(subject.topic, hint)
            for at, vector, (_, _, hint) in zip(chosen, vectors(encoder, chosen), left, strict=True)
        ]
        _, labels, read = zip(*left, strict=True)
        found.append(Said(subject.topic, subject.labels, labels, read, np.asarray(scores)))
    return found


def _models(subjects: Sequence[Subject], hints: Sequence[Vector]) -> tuple[Model, ...]:
    starts = np.cumsum([0, *(len(subject.labels) for subject in subjects)]).tolist()
    return tuple(
        Model(subject.labels, start, hint)
        for subject, start, hint in zip(subjects, starts, hints, strict=False)
    )
