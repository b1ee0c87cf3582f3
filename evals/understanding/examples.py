"""From utterances to what is learned from: the label of each, and what the rules read in it."""

from collections.abc import Iterable
from typing import NamedTuple

from bot.domain.reading import Topic
from bot.domain.slots import UNKNOWN, Context, Slot
from bot.understanding.classifier import OTHER
from bot.understanding.engine import DESCRIBED, hint_of
from bot.understanding.rules import RuleUnderstanding
from evals.understanding.utterances import Utterance

TOPICS: tuple[Topic, ...] = (*Slot, *Context)
RULES = RuleUnderstanding(lambda _: None)


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
