"""What the model answers: an outcome, why, and the passages it rests on."""

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, JsonValue

from bot.domain import Outcome


class Answer(BaseModel):
    """The answer of a model to one request."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    outcome: Outcome
    reason: str
    citations: tuple[str, ...]


SCHEMA: Mapping[str, JsonValue] = {
    "title": "advice",
    "description": "Het advies over de registratie.",
    "type": "object",
    "properties": {
        "outcome": {"type": "string", "enum": [outcome.value for outcome in Outcome]},
        "reason": {"type": "string", "description": "Waarom, in een of twee zinnen."},
        "citations": {
            "type": "array",
            "items": {"type": "string", "description": "De naam van een passage."},
        },
    },
    "required": ["outcome", "reason", "citations"],
    "additionalProperties": False,
}
