"""Updates on their way to the bot: fetched by the one poller there may be, or brought by a webhook."""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import count

from tests.auxil.telegram.wire import ApiError, Json


@dataclass(frozen=True)
class Due:
    """An update to bring; `again` if it was confirmed before."""

    update_id: int
    chat: int
    body: Json
    again: bool


class Updates:
    """The queue: an update is kept until it is confirmed."""

    def __init__(self) -> None:
        self._ids = count(700_001)
        self._waiting: dict[int, Json] = {}
        self._again: list[int] = []
        self._every: dict[int, Json] = {}
        self._chats: dict[int, int] = {}
        self._allowed: frozenset[str] = frozenset()
        self._poller: object = None
        self._news = asyncio.Event()

    def add(self, kind: str, body: Mapping[str, Json], chat: int) -> int:
        """Queue an update, unless the bot asked not to get its kind; its id."""
        update_id = next(self._ids)
        if not self._allowed or kind in self._allowed:
            self._every[update_id] = self._waiting[update_id] = {"update_id": update_id, kind: body}
            self._chats[update_id] = chat
            self._wake()
        return update_id

    def replay(self, update_id: int) -> None:
        """Deliver an update once more, though it was confirmed."""
        self._again.append(update_id)
        self._wake()

    @property
    def waiting(self) -> tuple[int, ...]:
        """The ids of the updates that the bot did not confirm."""
        return tuple(self._waiting)

    def drop(self) -> None:
        self._waiting.clear()

    def allow(self, kinds: Collection[str] | None) -> None:
        """Queue only these kinds from now on; all when empty; as before when None."""
        if kinds is not None:
            self._allowed = frozenset(kinds)

    async def fetch(self, offset: int, limit: int, timeout: int, allowed: list[str] | None) -> list[Json]:  # noqa: ASYNC109
        """What getUpdates answers; waits for at most `timeout` seconds if there is nothing yet.

        Raises:
            ApiError: another poller came while this one waited.
        """
        self.allow(allowed)
        for old in [i for i in self._waiting if i < offset] if offset >= 0 else [*self._waiting][:offset]:
            del self._waiting[old]
        self._poller = me = object()
        self._wake()
        try:
            async with asyncio.timeout(timeout):
                while not (self._again or self._waiting):
                    await self.until_news()
                    if self._poller is not me:
                        raise ApiError(
                            409,
                            "Conflict: terminated by other getUpdates request; "
                            "make sure that only one bot instance is running",
                        )
        except TimeoutError:
            return []
        finally:
            if self._poller is me:
                self._poller = None
        batch = [*(self._every[one] for one in self._again), *self._waiting.values()][:limit]
        del self._again[:limit]
        return batch

    def due(self, busy: Collection[int]) -> Due | None:
        """The next update to bring, of a chat that is not busy; None if there is none."""
        for update_id in (*self._again, *self._waiting):
            if (chat := self._chats[update_id]) not in busy:
                return Due(update_id, chat, self._every[update_id], update_id in self._again)
        return None

    def taken(self, due: Due) -> None:
        """Confirm an update that was brought."""
        if due.again:
            self._again.remove(due.update_id)
        else:
            self._waiting.pop(due.update_id, None)
        self._wake()

    async def until_news(self) -> None:
        await self._news.wait()

    def _wake(self) -> None:
        self._news.set()
        self._news = asyncio.Event()
