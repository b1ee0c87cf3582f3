"""Updates on their way to the bot, and the one poller that may fetch them."""

import asyncio
from itertools import count

from tests.auxil.telegram.wire import ApiError, Json


class Updates:
    """The queue behind getUpdates: kept until confirmed by a higher offset."""

    def __init__(self) -> None:
        self._ids = count(700_001)
        self._waiting: dict[int, Json] = {}
        self._again: list[Json] = []
        self._every: dict[int, Json] = {}
        self._allowed: frozenset[str] = frozenset()
        self._poller: object = None
        self._news = asyncio.Event()

    def add(self, kind: str, body: Json) -> int:
        """Queue an update, unless the bot asked not to get its kind; its id."""
        update_id = next(self._ids)
        if not self._allowed or kind in self._allowed:
            self._every[update_id] = self._waiting[update_id] = {"update_id": update_id, kind: body}
            self._wake()
        return update_id

    def replay(self, update_id: int) -> None:
        """Deliver an update once more, though it was confirmed."""
        self._again.append(self._every[update_id])
        self._wake()

    @property
    def waiting(self) -> tuple[int, ...]:
        """The ids of the updates that the bot did not confirm."""
        return tuple(self._waiting)

    def drop(self) -> None:
        self._waiting.clear()

    async def fetch(self, offset: int, limit: int, timeout: int, allowed: list[str] | None) -> list[Json]:  # noqa: ASYNC109
        """What getUpdates answers; waits for at most `timeout` seconds if there is nothing yet.

        Raises:
            ApiError: another poller came while this one waited.
        """
        if allowed is not None:
            self._allowed = frozenset(allowed)
        for old in [i for i in self._waiting if i < offset] if offset >= 0 else [*self._waiting][:offset]:
            del self._waiting[old]
        self._poller = me = object()
        self._wake()
        try:
            async with asyncio.timeout(timeout):
                while not (self._again or self._waiting):
                    await self._news.wait()
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
        batch = [*self._again, *self._waiting.values()][:limit]
        del self._again[:limit]
        return batch

    def _wake(self) -> None:
        self._news.set()
        self._news = asyncio.Event()
