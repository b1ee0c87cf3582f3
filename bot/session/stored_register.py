"""The shared register as the assistant reads it, from a worker thread."""

import asyncio
import logging
from collections.abc import Collection, Sequence

from bot.store import Published, Store, StoreError

log = logging.getLogger(__name__)


class StoredRegister:
    """What is published in a store; made in the event loop of that store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._loop = asyncio.get_running_loop()

    def of(self, municipalities: Collection[str]) -> Sequence[Published]:
        """What these municipalities published; nothing when that cannot be read now."""
        listing = self._store.register.listing(municipalities)
        try:
            return asyncio.run_coroutine_threadsafe(listing, self._loop).result()
        except StoreError as error:
            log.error("%s", error)
            return ()
