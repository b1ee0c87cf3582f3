"""What can happen in a conversation."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from bot.dialogue.conversation import Evidence, Shown
from bot.domain.reading import Reading

CommandName = Literal[
    "why", "back", "change", "pause", "resume", "full", "help", "privacy", "municipality", "record", "used"
]
"""`record`: write down what people decided. `used`: the figures were used, so the decision gets a new end."""


class _Event(BaseModel):
    model_config = ConfigDict(frozen=True)

    at: datetime | None = None


class Said(_Event):
    """The user typed `text`; `reading` is what understanding made of it."""

    text: str
    reading: Reading


class Chose(_Event):
    """The user chose an option; `turn` is the turn its question was asked in, if the channel knows."""

    option: str
    turn: int | None = None


class Commanded(_Event):
    """The user gave a command; `argument` is a CBS code for `municipality`."""

    name: CommandName
    argument: str | None = None


class Found(_Event):
    """Retrieval came back with what exists already."""

    evidence: Evidence


class Answered(_Event):
    """Retrieval came back on a question of the user (`others`: on who asks this too); maybe with nothing.

    `looked_up` is false when the sources could not be searched.
    """

    passages: tuple[Shown, ...] = ()
    others: bool = False
    looked_up: bool = True


Event = Said | Chose | Commanded | Found | Answered


def moment(event: Event) -> datetime:
    """When it happened; what people decide cannot be taken down without.

    Raises:
        ValueError: the event does not say.
    """
    if event.at is None:
        raise ValueError("what people decide needs a date")
    return event.at
