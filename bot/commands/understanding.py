"""`drievragen understand`: lines of JSON in, what was read out: a stable interface."""

from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict, JsonValue, ValidationError

from bot.domain.reading import Reading, Understanding
from bot.domain.slots import Slot


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: str
    slot: Slot | None = None


def read_lines(engine: Understanding, text: str) -> Iterator[dict[str, JsonValue]]:
    """What `engine` reads in each line; a line that is not as asked gives an `error` with its number."""
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            asked = _Line.model_validate_json(line)
        except ValidationError:
            yield {"error": f'regel {number}: verwacht {{"text": "...", "slot": "..." of null}}'}
            continue
        yield as_json(engine.read(asked.text, asked.slot))


def as_json(reading: Reading) -> dict[str, JsonValue]:
    """A reading as plain values."""
    facts: dict[str, JsonValue] = {name: fact.model_dump(mode="json") for name, fact in reading.facts.items()}
    return {
        "facts": facts,
        "unknown": [slot.value for slot in reading.unknown],
        "refused": reading.refused,
        "municipality": reading.municipality,
        "intent": reading.intent,
    }
