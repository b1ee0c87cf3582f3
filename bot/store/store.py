"""The store: one database, turns in it, and what belongs to all owners together."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Self, TypeVar
from weakref import WeakValueDictionary

from bot.store import backup, cards, decisions, erasures, expiry
from bot.store.audit import Audit
from bot.store.database import Database, Space, lock
from bot.store.errors import OvertakenError, StoreError, Trouble
from bot.store.ledger import StoreLedger
from bot.store.migrate import migrate
from bot.store.people import People
from bot.store.records import Card, Erased, Noted
from bot.store.register import Register
from bot.store.reminders import Reminders
from bot.store.transaction import Transaction
from bot.store.turn import Turn
from bot.store.workshops import Workshops, expire

Result = TypeVar("Result")

ATTEMPTS = 5
"""How often a turn may be overtaken by another process before that is a fault."""


class Store:
    """All that is remembered, in one database that several processes may use."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self.audit = Audit(database)
        self.people = People(database)
        self.register = Register(database)
        self.reminders = Reminders(database)
        self.workshops = Workshops(database)

    @classmethod
    async def open(cls, url: str) -> Self:
        """Open the database at a SQLAlchemy URL, of SQLite or PostgreSQL, and bring it to this version.

        A file and its folders are made. Another process may use the same database; who finds a SQLite file
        busy, or another process in a turn of the same owner, waits 5 s, or the seconds in the URL
        (`?timeout=`).

        Raises:
            StoreError: it cannot be opened or written, is no database, or is of a newer version.
        """
        database = Database.at(url)
        try:
            async with database.begin() as connection:
                await lock(connection, Space.MIGRATION)
                await connection.run_sync(migrate, database.place)
        except BaseException:
            await database.close()
            raise
        return cls(database)

    @asynccontextmanager
    async def turn(self, owner: str, update_id: int | None = None) -> AsyncIterator[Turn]:
        """Begin a turn of an owner; it is committed at the end of the block, undone by an exception.

        Turns of one owner follow each other, also those of other processes. On SQLite a turn is the only
        writer there is, so slow work belongs in `Turn.outside`. Turns cannot be nested.

        Raises:
            StoreError: the database cannot be read or written; nothing of the turn was saved.
        """
        async with self._mine(owner), AsyncExitStack() as stack:
            transaction = Transaction(self._database, owner, update_id, stack)
            turn = Turn(transaction, owner, await transaction.begin())
            yield turn
            await turn.finish(update_id)

    async def settle(
        self, owner: str, update_id: int | None, work: Callable[[Turn], Awaitable[Result]]
    ) -> Result:
        """Do `work` in a turn, and again from the start when another process overtook it; gives its result.

        So `work` does nothing that counts outside its turn.

        Raises:
            StoreError: as in `turn`.
        """
        for _ in range(ATTEMPTS):
            try:
                async with self.turn(owner, update_id) as turn:
                    return await work(turn)
            except OvertakenError:
                continue
        raise StoreError(Trouble.LOCKED, self._database.place)

    async def unshown_cards(self) -> tuple[Card, ...]:
        """Give the cards whose last wanted revision was never shown: to send again after a restart."""
        async with self._database.begin() as connection:
            return await cards.unshown(connection)

    async def claim_cards(self, now: datetime, limit: int = 50) -> tuple[Card, ...]:
        """Give unshown cards that another process should have shown a minute ago; each to one process."""
        async with self._database.begin() as connection:
            return await cards.claim(connection, now, limit)

    async def card_shown(self, owner: str, message_id: int, revision: int) -> Noted | None:
        """Write down that this revision of the owner's card is on this message; not from inside a turn.

        Gives the card as it is now, or None when there is none any more. A report that is overtaken (a newer
        revision was shown, a fresh message is wanted) changes nothing. What a power cut undoes of it is shown
        again, as after a kill just before it.
        """
        async with self._mine(owner), self._database.begin(durable=False) as connection:
            await lock(connection, Space.OWNER, owner)  # a turn counts on the card that it read
            return await cards.shown(connection, owner, message_id, revision)

    def _mine(self, owner: str) -> asyncio.Lock:
        """What keeps those who wait for the same owner from holding a connection each."""
        return self._locks.setdefault(owner, asyncio.Lock())

    def ledger(self) -> StoreLedger:
        """Give the ledger of language-model use; called in the event loop, used from worker threads."""
        return StoreLedger(self._database, asyncio.get_running_loop())

    async def purge(self, before: datetime, decided_before: datetime | None) -> int:
        """Remove conversations untouched since `before`, and since `decided_before` those with a decision.

        None keeps all those with a decision. One with a reminder to come stays. Workshops go when nothing
        happened in them since `before`. Gives how many conversations and workshops went.

        Raises:
            StoreError: the database cannot be read or written; owners that were done before stay done.
        """
        term = expiry.Term(before, decided_before)
        async with self._database.begin() as connection:
            affected = await expiry.with_something_over(connection, term)
            gone = await expire(connection, before)
        for owner in affected:
            async with self.turn(owner) as turn:
                gone += await turn.expire(term)
        return gone

    async def decided(self) -> tuple[tuple[str, str], ...]:
        """Give the state of every conversation with a decision, and the outcome that holds."""
        async with self._database.snapshot() as connection:
            return await decisions.holding(connection)

    async def erased(self) -> tuple[Erased, ...]:
        """Give the list of erasures: what `restore` must leave out of an older backup."""
        async with self._database.begin() as connection:
            return await erasures.listing(connection)

    async def backup(self, file: Path) -> None:
        """Write everything as it is at this moment to a new file; turns go on meanwhile.

        Raises:
            StoreError: the file cannot be written, or the database cannot be read; no file is left.
        """
        await backup.write(self._database, file)

    async def close(self) -> None:
        """Close the database; turns must have ended."""
        await self._database.close()
