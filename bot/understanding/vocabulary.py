"""The words by which each value of each slot is known: checked against the domain when read."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from pydantic import RootModel, field_validator

from bot.domain.reading import Topic
from bot.domain.slots import CONTEXT_VALUES, UNKNOWN, VALUES, Context, Slot
from bot.understanding.language_data import Data, Phrases, read_data
from bot.understanding.phrases import compile_phrases
from bot.understanding.statements import NOTHING


def values_of(topic: Topic) -> tuple[str, ...]:
    """The values an answer about `topic` can have, "weet ik niet" last."""
    values = VALUES[topic] if isinstance(topic, Slot) else CONTEXT_VALUES[topic]
    return tuple(dict.fromkeys((*values, UNKNOWN)))


class ValueWords(Data):
    """Phrases for one value."""

    strict: Phrases = ()
    asked: Phrases = ()


class TopicWords(Data):
    """Phrases for every value of one slot or context, and what a bare yes or no to it means.

    `besides` are phrases with a word of some value in them that say nothing about this topic.
    """

    yes: str | None = None
    no: str | None = None
    first_only: bool = False
    besides: Phrases = ()
    values: dict[str, ValueWords]


class Vocabulary(RootModel[dict[Slot | Context, TopicWords]]):
    """Everything `vocabulary.yaml` holds."""

    @field_validator("root")
    @classmethod
    def _known_values(cls, root: dict[Topic, TopicWords]) -> dict[Topic, TopicWords]:
        for topic, words in root.items():
            allowed = VALUES[topic] if isinstance(topic, Slot) else CONTEXT_VALUES[topic]
            named = {*words.values, *filter(None, (words.yes, words.no))}
            if unknown := sorted(named.difference(allowed)):
                raise ValueError(f"{topic.value}: onbekende waarde {', '.join(map(repr, unknown))}")
        if missing := [slot.value for slot in Slot if slot not in root]:
            raise ValueError(f"geen woorden voor {', '.join(missing)}")
        return root


class TopicPatterns(NamedTuple):
    """The phrases of one topic, ready to search with."""

    yes: str | None
    no: str | None
    first_only: bool
    strict: Mapping[str, re.Pattern[str]]
    asked: Mapping[str, re.Pattern[str]]


def compile_vocabulary(vocabulary: Vocabulary) -> dict[Topic, TopicPatterns]:
    """`vocabulary` as patterns; what is unmistakable unprompted is so too when asked."""
    compiled: dict[Topic, TopicPatterns] = {}
    for topic, words in vocabulary.root.items():
        besides = {NOTHING: compile_phrases(words.besides)} if words.besides else {}
        strict = {
            value: compile_phrases(given.strict) for value, given in words.values.items() if given.strict
        }
        asked = {
            value: compile_phrases((*given.strict, *given.asked)) for value, given in words.values.items()
        }
        compiled[topic] = TopicPatterns(
            words.yes, words.no, words.first_only, besides | strict, besides | asked
        )
    return compiled


VOCABULARY = compile_vocabulary(read_data("vocabulary.yaml", Vocabulary))
