"""The scales on which a room answers the three questions, read once from `scales.yaml`."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from bot.content.source import read_model
from bot.domain import VALUES, Slot
from bot.workshop.workshop import Question


class Answer(BaseModel):
    """One place on a scale, and what the room says with it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    label: str
    facts: Mapping[Slot, str]

    @model_validator(mode="after")
    def _known_values(self) -> "Answer":
        for slot, value in self.facts.items():
            if value not in VALUES[slot]:
                raise ValueError(f"{slot.value}: {value!r} is geen van {', '.join(VALUES[slot])}")
        return self


class Scale(BaseModel):
    """One of the three questions with its four answers, from against to in favour."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ask: str
    answers: Annotated[tuple[Answer, ...], Field(min_length=4, max_length=4)]


class Scales(BaseModel):
    """Everything `scales.yaml` holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    doel: Scale
    harmonisatie: Scale
    ruimte: Scale

    def of(self, question: Question) -> Scale:
        """The scale of one question."""
        return {
            Question.DOEL: self.doel,
            Question.HARMONISATIE: self.harmonisatie,
            Question.RUIMTE: self.ruimte,
        }[question]


@cache
def scales() -> Scales:
    """The scales."""
    return read_model(Path(__file__).with_name("scales.yaml"), Scales)
