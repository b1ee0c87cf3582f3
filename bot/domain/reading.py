"""What an engine read in one message: the shape every understanding engine gives back."""

from typing import Literal, Protocol

from pydantic import BaseModel, ConfigDict

from bot.domain.facts import FactValue
from bot.domain.slots import Slot

PersonalData = Literal["bsn", "email", "phone"]
Intent = Literal["why", "question", "back", "pause", "restart", "help", "skip"]


class ReadFact(BaseModel):
    """A value with the verbatim words it was read from and how sure the engine is (0 to 1)."""

    model_config = ConfigDict(frozen=True)

    value: FactValue
    quote: str
    confidence: float


class Reading(BaseModel):
    """One message, understood.

    `facts` are keyed by slot, context or measure name, only those the engine is sure of. `unknown`
    are slots the user says not to know. `refused` is the kind of personal data found: then nothing
    else is read and the text must not be kept. `municipality` is a CBS code. `intent` is set when
    the message asks something instead of answering; `foreign` when it does not look Dutch. `agreed` is
    set for a bare yes or no.
    """

    model_config = ConfigDict(frozen=True)

    facts: dict[str, ReadFact] = {}
    unknown: tuple[Slot, ...] = ()
    refused: PersonalData | None = None
    municipality: str | None = None
    intent: Intent | None = None
    foreign: bool = False
    agreed: bool | None = None


class Understanding(Protocol):
    """An engine that turns text into facts; `slot` is the question that was just asked, if any."""

    def read(self, text: str, slot: Slot | None) -> Reading:
        """What `text` says. Never raises on any text."""
        ...
