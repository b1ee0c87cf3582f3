"""One line of the export: one registration that a room talked about, with nothing that leads to a person."""

from collections.abc import Mapping
from enum import StrEnum
from hashlib import sha256
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from bot.domain import Outcome

FEWEST = 3
"""With fewer voters in a role, its votes could be led back to one of them; then the role is left out."""

Score = Annotated[int, Field(ge=1, le=4)]
"""A place on the scale of a question; the higher, the more it pleads for the registration."""


class Role(StrEnum):
    """In which role somebody votes."""

    GEMEENTE = "gemeente"
    AANBIEDER = "aanbieder"
    PROFESSIONAL = "professional"
    INWONER = "inwoner"
    RAAD = "raad"


class _Closed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Vote(_Closed):
    """What one voter thinks of the three questions; None is a question that was left open."""

    doel: Score | None = None
    harmonisatie: Score | None = None
    ruimte: Score | None = None


class Line(_Closed):
    """One registration.

    `digest` is the SHA-256 of its description (UTF-8, hexadecimal); `description` is there only when it was
    public already. `advice` is the assistant's outcome on the room's facts and `provisional` whether it was
    that. `votes` are those of the last round, by role, in no order. `verdict` is what the room decided,
    `recorded` what was taken down as the decision later; both may be missing. `table` and `knowledge` are the
    versions behind the advice. No names, places, dates, reasons or ids: fields that are not here are refused.
    """

    digest: str = Field(pattern=r"^[0-9a-f]{64}$")
    description: str | None = Field(default=None, min_length=1)
    advice: Outcome
    provisional: bool = False
    votes: Mapping[Role, Annotated[tuple[Vote, ...], Field(min_length=FEWEST)]] = {}
    verdict: Outcome | None = None
    recorded: Outcome | None = None
    table: str
    knowledge: str

    @model_validator(mode="after")
    def _digest_of_description(self) -> Self:
        if self.description is not None and self.digest != digest_of(self.description):
            raise ValueError("digest hoort bij een andere beschrijving")
        return self


def digest_of(description: str) -> str:
    """How a description is named in the export."""
    return sha256(description.encode()).hexdigest()
