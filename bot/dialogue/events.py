"""What can happen in a conversation."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from bot.dialogue.conversation import Evidence, Shown
from bot.domain.reading import Reading

CommandName = Literal["why", "back", "change", "pause", "resume", "full", "help", "privacy", "municipality"]


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
    """Retrieval came back on a question of the user; None when nothing relevant was found."""

    passage: Shown | None


Event = Said | Chose | Commanded | Found | Answered
