"""The facilitator's desk: what a page outside any chat can do with a workshop."""

import asyncio

from bot.facilitation.hall import Done, Found, Hall
from bot.facilitation.keeping import keep_decisions
from bot.facilitation.listing import add_table
from bot.facilitation.writing import Kind, written
from bot.workshop import Event, Workshop
from bot.workshop.events import Closed
from bot.workshop.scene import Scene


class Desk:
    """Workshops for a page."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    async def find(self, code: str) -> Found | None:
        """The workshop with this code; what a kill left undone of it is taken up again."""
        found = await self._hall.find(code)
        if found is not None:
            self._hall.tend(found)
        return found

    async def revision(self, code: str) -> int | None:
        """The number of the last change; None without such a workshop."""
        return await self._hall.revision(code)

    async def do(self, code: str, event: Event) -> Done:
        """What an event does. What the room decided is kept with the facilitator before a workshop closes.

        Raises:
            StoreError: it could not be stored.
        """
        if isinstance(event, Closed):
            found = await self._hall.find(code)
            if found is not None:
                async with self._hall.store.turn(found.owner) as turn:
                    await keep_decisions(turn, found, self._hall.assistant)
        return await self._hall.do(code, event)

    def scene(self, workshop: Workshop) -> Scene:
        """What everybody may see."""
        return self._hall.scene(workshop)

    def join_link(self, code: str) -> str | None:
        """The address that joins a workshop in Telegram."""
        return self._hall.join_link(code)

    async def add_table(self, code: str, name: str, content: bytes) -> str:
        """Puts the registrations of a spreadsheet on the list; gives a sentence saying what came of it."""
        return await add_table(self._hall, code, name, content)

    async def report(self, code: str, kind: Kind) -> bytes:
        """The report as it is now; nothing when the workshop is gone."""
        found = await self._hall.find(code)
        if found is None:
            return b""
        return await asyncio.to_thread(written, found, kind, self._hall.assistant)
