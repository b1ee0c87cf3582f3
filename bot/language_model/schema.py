"""What a model may say about a message: closed values with their quotes, and nothing else.

There is no place in it for an article, the text of a law, a number or an outcome, and whatever has no place
is refused. Numbers are left to the rules, which read them word for word.
"""

from collections.abc import Iterator, Mapping

from pydantic import BaseModel, ConfigDict, JsonValue

from bot.content.texts import Questions
from bot.domain import UNKNOWN
from bot.domain.reading import Topic
from bot.domain.slots import CONTEXT_VALUES, VALUES

TOPICS: Mapping[Topic, tuple[str, ...]] = dict[Topic, tuple[str, ...]](
    (*VALUES.items(), *CONTEXT_VALUES.items())
)
"""Everything a model may read, with its values."""


class Claim(BaseModel):
    """One fact as the model claims to have read it."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    name: str
    value: str
    quote: str


class Claims(BaseModel):
    """The answer of a model to one message."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    facts: list[Claim]


def _schema() -> dict[str, JsonValue]:
    """Flat, and the same for every message: services prepare a schema once and then keep it."""
    values = dict.fromkeys((*(value for values in TOPICS.values() for value in values), UNKNOWN))
    properties: dict[str, JsonValue] = {
        "name": {"type": "string", "enum": [topic.value for topic in TOPICS]},
        "value": {"type": "string", "enum": [*values]},
        "quote": {"type": "string", "description": "De woorden uit het bericht, letterlijk."},
    }
    fact: JsonValue = {
        "type": "object",
        "properties": properties,
        "required": [*properties],
        "additionalProperties": False,
    }
    return {
        "title": "facts_in_message",
        "description": "De gegevens die in het bericht staan.",
        "type": "object",
        "properties": {"facts": {"type": "array", "items": fact}},
        "required": ["facts"],
        "additionalProperties": False,
    }


SCHEMA: Mapping[str, JsonValue] = _schema()


def vocabulary(questions: Questions) -> Iterator[str]:
    """A line for each topic: its name, its question, and what each of its values means."""
    for topic, values in TOPICS.items():
        question = questions.slots[topic]
        meanings = "; ".join(
            f"{value} = {question.options[value].means}" for value in dict.fromkeys((*values, UNKNOWN))
        )
        yield f"{topic.value}: {question.ask} {meanings}"
