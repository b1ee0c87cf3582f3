"""Workshops as a session needs them: what of them reaches somebody in a conversation."""

from typing import Protocol

from bot.session.keeping import Replies
from bot.store import Turn

WORKSHOP = "w"
"""What the ids of buttons on the card of a workshop begin with, and the payload of a link to one."""


class Rooms(Protocol):
    """Where workshops are held."""

    async def begin(self, turn: Turn, title: str) -> Replies:
        """A new workshop with a title; without one the workshop that this owner leads, if there is one."""

    async def join(self, turn: Turn, code: str) -> Replies | None:
        """A place in the workshop with this code; None when there is no such workshop."""

    async def say(self, turn: Turn, text: str) -> Replies | None:
        """What somebody in a workshop typed; None for somebody who is in none."""

    async def press(self, turn: Turn, argument: str) -> Replies:
        """A button on a card of a workshop."""

    async def make(self, turn: Turn, kind: str, code: str) -> bytes | None:
        """The report of a workshop that this owner leads or took part in; None when it is gone."""

    async def forget(self, turn: Turn) -> None:
        """Takes what this owner wrote out of the workshops."""
