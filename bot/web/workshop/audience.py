"""Who is looking at which workshop, and when there is something new for them."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass, field

from bot.store import StoreError

log = logging.getLogger(__name__)

PACE = 0.3
"""Seconds between two looks at a workshop: with the drawing of the page it stays well under a second."""

QUIET = 15.0
"""Seconds without news before a sign of life: a page that misses two takes the connection for lost."""

MOST_AT_ONE, MOST = 100, 1000
"""Open pages of one workshop, and of all together in this process."""


@dataclass
class _Room:
    revision: int | None = None
    watching: int = 0
    over: bool = False
    news: asyncio.Event = field(default_factory=asyncio.Event)
    polling: asyncio.Task[None] | None = None


class Audience:
    """Asks for each workshop that somebody looks at, once for all of them, which revision it is at."""

    def __init__(self, revision: Callable[[str], Awaitable[int | None]]) -> None:
        self._revision = revision
        self._rooms: dict[str, _Room] = {}
        self._closed = False

    @property
    def watched(self) -> frozenset[str]:
        """The codes of the workshops that somebody looks at."""
        return frozenset(self._rooms)

    def is_full(self, code: str) -> bool:
        """Whether there is no place for another page of this workshop."""
        room = self._rooms.get(code)
        everybody = sum(one.watching for one in self._rooms.values())
        return everybody >= MOST or (room is not None and room.watching >= MOST_AT_ONE)

    def close(self) -> None:
        """Sends everybody away, so that a server can stop; pages come back by themselves."""
        self._closed = True
        for room in self._rooms.values():
            _tell(room)

    async def revisions(self, code: str) -> AsyncGenerator[int | None, None]:
        """The revision now and every newer one that is seen; None when nothing was new for a while.

        Ends when the workshop is gone or the audience is sent away.
        """
        room = self._enter(code)
        seen: int | None = None
        try:
            while not (self._closed or room.over):
                news = room.news
                if room.revision != seen:
                    seen = room.revision
                    yield seen
                    continue
                try:
                    async with asyncio.timeout(QUIET):
                        await news.wait()
                except TimeoutError:
                    yield None
        finally:
            self._leave(code, room)

    def _enter(self, code: str) -> _Room:
        room = self._rooms.setdefault(code, _Room())
        room.watching += 1
        if room.polling is None:
            room.polling = asyncio.create_task(self._poll(code, room))
            room.polling.add_done_callback(lambda task: _ended(task, room))
        return room

    def _leave(self, code: str, room: _Room) -> None:
        room.watching -= 1
        if room.watching == 0 and room.polling is not None:
            room.polling.cancel()
            self._rooms.pop(code, None)

    async def _poll(self, code: str, room: _Room) -> None:
        while not room.over:
            try:
                revision = await self._revision(code)
            except StoreError as error:  # the next look may succeed
                log.warning("cannot look at a workshop: %s", type(error).__name__)
            else:
                room.over = revision is None
                if room.over or revision != room.revision:
                    room.revision = revision
                    _tell(room)
            await asyncio.sleep(PACE)


def _ended(polling: asyncio.Task[None], room: _Room) -> None:
    """Sends everybody away when nobody looks at the store any more: a page that comes back starts anew."""
    if not polling.cancelled() and (error := polling.exception()) is not None:
        log.error("stopped looking at a workshop: %s", type(error).__name__)
    room.over = True
    _tell(room)


def _tell(room: _Room) -> None:
    news, room.news = room.news, asyncio.Event()
    news.set()
