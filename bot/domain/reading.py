"""What an engine read in one message: the shape every understanding engine gives back."""

from typing import Literal, Protocol

from pydantic import BaseModel, ConfigDict

from bot.domain.facts import FactValue
from bot.domain.slots import Context, Slot

PersonalData = Literal[
    "bsn", "email", "phone", "iban", "client_number", "name_birthdate", "address", "client_name"
]
Intent = Literal["why", "question", "others", "back", "pause", "restart", "help", "skip"]


Topic = Slot | Context
"""What a question can be about, as far as an answer to it has a closed list of values."""


class ReadFact(BaseModel):
    """A value with the verbatim words it was read from and how sure the engine is (0 to 1)."""

    model_config = ConfigDict(frozen=True)

    value: FactValue
    quote: str
    confidence: float


class Reading(BaseModel):
    """One message, understood.

    `facts` are keyed by slot, context or measure name, only those the engine is sure of. `guess` is its
    best reading of the answer to what was asked when it is not sure: to be asked, never to be used as
    it is. `unknown` is what the user says not to know. `refused` is the kind of personal data found: then
    nothing else is read and the text must not be kept. `municipality` is a CBS code. `intent` is set when
    the message asks something instead of answering; `foreign` when it does not look Dutch. `agreed` is
    set for a bare yes or no.
    """

    model_config = ConfigDict(frozen=True)

    facts: dict[str, ReadFact] = {}
    guess: ReadFact | None = None
    unknown: tuple[Topic, ...] = ()
    refused: PersonalData | None = None
    municipality: str | None = None
    intent: Intent | None = None
    foreign: bool = False
    agreed: bool | None = None


class Understanding(Protocol):
    """An engine that turns text into facts; `topic` is what was just asked, if anything."""

    def read(self, text: str, topic: Topic | None) -> Reading:
        """What `text` says. Never raises on any text."""
        ...
