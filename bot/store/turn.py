"""One turn of one owner: everything read and written in it belongs to one transaction."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ParamSpec, TypeVar

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import cards, decisions, expiry, people, personal, register, reminders, shares, workshops
from bot.store.beginning import STORED, Begun
from bot.store.plain import Line
from bot.store.putting import put
from bot.store.records import (
    Card,
    Decided,
    Decision,
    Gathering,
    Member,
    Publication,
    Published,
    Reminder,
    Role,
    Stored,
)
from bot.store.schema import conversations, owners, updates
from bot.store.transaction import Transaction

KEPT_UPDATES = 200
"""How many handled update ids are remembered at least for each owner; only recent ones come again."""
CLEARED_EVERY = 16
"""Older ids are looked for at one in so many updates: looking takes longer than keeping some more."""

CONVERSATION = select(*STORED)
REMEMBERED = insert(updates)

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


@dataclass
class _Kept:
    """What a turn knows, and nobody else can change before it ends: None is not known, (None,) not there."""

    active: tuple[Stored | None] | None = None
    card: tuple[Card | None] | None = None

    @classmethod
    def of(cls, begun: Begun) -> "_Kept":
        return cls((begun.active,), (begun.card,))


class Turn:
    """What one owner has, as it is at this moment; changes count when the turn ends without an exception.

    `owner` is whose turn it is; `replayed` says that this update was handled in an earlier turn.
    """

    def __init__(self, transaction: Transaction, owner: str, begun: Begun) -> None:
        self._transaction = transaction
        self._nothing_left = False
        self._kept = _Kept.of(begun)
        self.owner = owner
        self.replayed = begun.replayed

    async def outside(
        self, work: Callable[Arguments, Result], *args: Arguments.args, **named: Arguments.kwargs
    ) -> Result:
        """Do slow work in a thread while nobody waits for this turn's transaction; gives its result.

        What the turn read before is still so afterwards, but for the message that the card is shown on.

        Raises:
            OvertakenError: it is not; nothing of the turn is saved (in `Store.settle` it begins again).
            RuntimeError: the turn changed something before.
        """
        self._kept = _Kept()
        try:
            async with self._transaction.released():
                return await asyncio.to_thread(work, *args, **named)
        finally:
            if not self._transaction.changed:
                self._kept = _Kept.of(self._transaction.found)

    async def role(self, person: str) -> Role | None:
        """Give somebody's role, or None for somebody without access of their own."""
        return await people.role_of(self._transaction.reading, person)

    async def active(self) -> Stored | None:
        """Give the conversation the owner is in, or None."""
        if self._kept.active is None:
            self._kept.active = (await self._active(),)
        return self._kept.active[0]

    async def _active(self) -> Stored | None:
        chosen = select(owners.c.active).where(owners.c.owner == self.owner).scalar_subquery()
        query = CONVERSATION.where(conversations.c.owner == self.owner, conversations.c.id == chosen)
        row = (await self._transaction.reading.execute(query)).first()
        return Stored(*row) if row else None

    async def conversations(self) -> tuple[Stored, ...]:
        """Give all conversations of the owner, newest first."""
        query = CONVERSATION.where(conversations.c.owner == self.owner)
        order = (conversations.c.updated.desc(), conversations.c.id.desc())
        return tuple(Stored(*row) for row in await self._transaction.reading.execute(query.order_by(*order)))

    async def save(self, conversation: Stored) -> None:
        """Insert or update a conversation of this owner and make it the active one.

        Raises:
            ValueError: it is a conversation of another owner.
        """
        if conversation.owner != self.owner:
            raise ValueError(f"conversation {conversation.id!r} is not of owner {self.owner!r}")
        values: dict[str, object] = {
            "title": conversation.title,
            "status": conversation.status,
            "state": conversation.state,
            "updated": conversation.updated,
        }
        key: dict[str, object] = {"id": conversation.id, "owner": self.owner}
        await put(self._transaction.writing, conversations, key, values, created=conversation.updated)
        await self._set(active=conversation.id)
        self._kept.active = (conversation,)

    async def activate(self, conversation_id: str | None) -> bool:
        """Make a conversation the active one (None: no one); False if the owner has no such conversation."""
        if conversation_id is not None and not await self._has(conversation_id):
            return False
        await self._set(active=conversation_id)
        self._kept.active = None
        return True

    async def municipality(self) -> str | None:
        """Give the code of the owner's municipality, if it was ever told."""
        query = select(owners.c.municipality).where(owners.c.owner == self.owner)
        code: str | None = await self._transaction.reading.scalar(query)
        return code

    async def set_municipality(self, code: str | None) -> None:
        """Remember the code of the owner's municipality (None: forget it)."""
        await self._set(municipality=code)

    async def card(self) -> Card | None:
        """Give the owner's card, if there is one."""
        if self._kept.card is None:
            self._kept.card = (await cards.of_owner(self._transaction.reading, self.owner),)
        return self._kept.card[0]

    async def want_card(self, chat_id: int, wanted: str, *, fresh: bool) -> Card:
        """Write down what the owner's card must show, as its next revision, and give the card.

        It goes on the message that is there, unless it must be `fresh` or goes to another chat: then
        `message_id` is None, and a new message must be sent.
        """
        self._nothing_left = False
        card = await cards.want(
            self._transaction.writing, self.owner, await self.card(), chat_id, wanted, fresh=fresh
        )
        self._kept.card = (card,)
        return card

    async def record(self, conversation_id: str, decided: Decided) -> None:
        """Record a decision for a conversation; from now on it is the one that holds.

        Its end date is the day of the reminder: set, moved, or cancelled when there is none.

        Raises:
            ValueError: the owner has no such conversation.
        """
        await self._must_have(conversation_id)
        await decisions.record(self._transaction.writing, self.owner, conversation_id, decided)

    async def decisions(self) -> tuple[Decision, ...]:
        """Give all decisions of the owner, oldest first."""
        return await decisions.of_owner(self._transaction.reading, self.owner)

    async def reminded(self, reminder: Reminder) -> bool:
        """End a claimed reminder; True once. False: it was ended, moved or cancelled, so show nothing."""
        return await reminders.done(self._transaction.writing, reminder)

    async def publish(self, conversation_id: str, publication: Publication) -> str:
        """Publish a decision in the register, in the place of an earlier one of this conversation.

        Gives the id that an administrator can withdraw it by.

        Raises:
            ValueError: the owner has no such conversation.
        """
        await self._must_have(conversation_id)
        return await register.publish(self._transaction.writing, conversation_id, publication)

    async def withdraw(self, conversation_id: str, at: datetime) -> bool:
        """Take out of the register what this conversation published; False when there is nothing.

        Raises:
            ValueError: the owner has no such conversation.
        """
        await self._must_have(conversation_id)
        return await register.withdraw(self._transaction.writing, conversation_id, at)

    async def published(self, conversation_id: str) -> Published | None:
        """Give what a conversation of the owner published last, withdrawn or not.

        Raises:
            ValueError: the owner has no such conversation.
        """
        await self._must_have(conversation_id)
        return await register.published(self._transaction.reading, conversation_id)

    async def share(self, conversation_id: str, at: datetime) -> str:
        """Make a link with which others can read the advice of a conversation, and give it.

        Raises:
            ValueError: the owner has no such conversation.
        """
        await self._must_have(conversation_id)
        return await shares.share(self._transaction.writing, self.owner, conversation_id, at)

    async def unshare(self, conversation_id: str) -> int:
        """Stop every link to a conversation; gives how many there were.

        Raises:
            ValueError: the owner has no such conversation.
        """
        await self._must_have(conversation_id)
        return await shares.unshare(self._transaction.writing, conversation_id)

    async def shared(self, link: str, at: datetime) -> Stored | None:
        """Give the conversation behind a link, mostly of another owner; None when the link stopped."""
        return await shares.shared(self._transaction.reading, link, at)

    async def create_workshop(self, gathering: Gathering) -> bool:
        """Begin a workshop of this owner; False when the code is taken."""
        return await workshops.create(self._transaction.writing, gathering)

    async def workshop(self, code: str) -> Gathering | None:
        """Give a workshop that nobody else changes until this turn ends; after this, no slow work."""
        return await workshops.taken(self._transaction.writing, code)

    async def find_workshop(self, code: str) -> Gathering | None:
        """Give a workshop as it is now; others may change it."""
        return await workshops.find(self._transaction.reading, code)

    async def keep_workshop(self, before: Gathering, after: Gathering) -> Gathering:
        """Save what became of a workshop that this turn was given; gives it with its new revision."""
        return await workshops.keep(self._transaction.writing, before, after)

    async def led(self) -> tuple[Gathering, ...]:
        """Give the workshops that this owner leads, the last first."""
        return await workshops.led_by(self._transaction.reading, self.owner)

    async def memberships(self) -> tuple[Member, ...]:
        """Give this owner's places in workshops, the last first."""
        return await workshops.memberships(self._transaction.reading, self.owner)

    async def join_workshop(self, code: str, participant: str | None, seen: int) -> None:
        """Give this owner a place in a workshop, or another one."""
        await workshops.join(self._transaction.writing, Member(code, self.owner, participant, seen))

    async def invite_to_workshop(self, code: str, owner: str) -> None:
        """Give another owner a place in a workshop that this turn began, to be shown to it soon."""
        await workshops.join(self._transaction.writing, Member(code, owner, None, 0))

    async def see_workshop(self, code: str, scene: int) -> None:
        """Write down which scene this owner has on the screen."""
        await workshops.see(self._transaction.writing, self.owner, code, scene)

    async def export(self) -> dict[str, list[Line]]:
        """Give all that is held on the owner: rows of plain values, by table."""
        return await personal.export(self._transaction.reading, self.owner)

    async def forget(self) -> None:
        """Remove everything of this owner; it is removed again when an older backup is put back.

        Say so in a plain message: a card that is wanted after this is something of the owner again.
        """
        await personal.erase(self._transaction.writing, self.owner, datetime.now(UTC))
        self._nothing_left = True
        self._kept = _Kept()

    async def expire(self, term: expiry.Term) -> int:
        """Remove the conversations that are kept long enough, and the owner's traces if that is all."""
        self._kept = _Kept()
        gone = await expiry.expire(self._transaction.writing, self.owner, term)
        self._nothing_left = await expiry.leave_nothing(self._transaction.writing, self.owner)
        return gone

    async def _has(self, conversation_id: str) -> bool:
        mine = conversations.c.owner == self.owner, conversations.c.id == conversation_id
        query = select(conversations.c.id).where(*mine)
        return await self._transaction.reading.scalar(query) is not None

    async def _must_have(self, conversation_id: str) -> None:
        if not await self._has(conversation_id):
            raise ValueError(f"conversation {conversation_id!r} is not of owner {self.owner!r}")

    async def _set(self, **values: object) -> None:
        self._nothing_left = False
        await self._transaction.mark(**values)

    async def finish(self, update_id: int | None) -> None:
        """Write down that the update is handled and that the owner changed; the store calls this."""
        if self._nothing_left:
            return
        if update_id is not None and not self.replayed:
            await _remember(self._transaction.writing, self.owner, update_id)
        await self._transaction.mark()


async def _remember(connection: AsyncConnection, owner: str, update_id: int) -> None:
    mine = updates.c.owner == owner
    await connection.execute(REMEMBERED, {"owner": owner, "update_id": update_id, "at": datetime.now(UTC)})
    if update_id % CLEARED_EVERY:
        return
    # By age, not by number: after a quiet week Telegram starts numbering somewhere else.
    too_old = select(updates.c.at).where(mine).order_by(updates.c.at.desc()).offset(KEPT_UPDATES).limit(1)
    await connection.execute(delete(updates).where(mine, updates.c.at <= too_old.scalar_subquery()))
