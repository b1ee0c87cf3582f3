"""The transaction of one owner's turn, which can be let go during slow work."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from secrets import randbits

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.beginning import Begun, begun
from bot.store.database import Database, Space, lock
from bot.store.errors import OvertakenError
from bot.store.putting import put
from bot.store.schema import owners


class Transaction:
    """Holds the owner's lock for as long as it is open; the `stack` ends what is open at the end."""

    def __init__(self, database: Database, owner: str, update_id: int | None, stack: AsyncExitStack) -> None:
        self._database = database
        self._owner = owner
        self._update_id = update_id
        self._stack = stack
        self._connection: AsyncConnection | None = None
        self._marked = False
        self.changed = False
        self.found = Begun(None, replayed=False, active=None, card=None)

    async def begin(self) -> Begun:
        """Wait for the owner's other turns, of whichever process, and begin; gives how the owner stands."""
        connection = await self._stack.enter_async_context(self._database.begin())
        await lock(connection, Space.OWNER, self._owner)
        self._connection = connection
        self.found = await begun(connection, self._owner, self._update_id)
        return self.found

    @property
    def reading(self) -> AsyncConnection:
        """The connection to read with."""
        if self._connection is None:
            raise RuntimeError("the transaction of this turn is let go")
        return self._connection

    @property
    def writing(self) -> AsyncConnection:
        """The connection to write with; from here on the transaction cannot be let go."""
        self.changed = True
        return self.reading

    async def mark(self, **values: object) -> None:
        """Let other processes see that something of this owner changed, once; and set `values`."""
        if values or (self.changed and not self._marked):
            values["stamp"] = randbits(62)
            await put(self.writing, owners, {"owner": self._owner}, values)
            self._marked = True

    @asynccontextmanager
    async def released(self) -> AsyncIterator[None]:
        """A block without transaction and lock; after it, all that was read before is still so.

        Raises:
            OvertakenError: it is not, for another process changed something of this owner.
            RuntimeError: something was written before, so the lock is needed.
        """
        if self.changed:
            raise RuntimeError("slow work comes before the first change of a turn")
        seen = self.found.stamp
        self._connection = None
        await self._stack.pop_all().aclose()
        try:
            yield
        except Exception:  # who catches it goes on with the turn
            await self._resume(seen)
            raise
        await self._resume(seen)

    async def _resume(self, seen: int | None) -> None:
        if (await self.begin()).stamp != seen:
            raise OvertakenError(self._database.place)
