"""One turn of one owner: everything read and written in it belongs to one transaction."""

from datetime import UTC, datetime

from sqlalchemy import Table, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.records import Card, Stored
from bot.store.schema import cards, conversations, owners, updates

KEPT_UPDATES = 1000
"""How many handled update ids are remembered for each owner; a transport repeats only recent ones."""

CONVERSATION = select(*(conversations.c[name] for name in Stored.__dataclass_fields__))
CARD = select(*(cards.c[name] for name in Card.__dataclass_fields__))


class Turn:
    """What one owner has, as it is at this moment; changes count when the turn ends without an exception.

    `owner` is whose turn it is; `replayed` says that this update was handled in an earlier turn.
    """

    def __init__(self, connection: AsyncConnection, owner: str, *, replayed: bool) -> None:
        self._connection = connection
        self.owner = owner
        self.replayed = replayed

    async def active(self) -> Stored | None:
        """Give the conversation the owner is in, or None."""
        chosen = select(owners.c.active).where(owners.c.owner == self.owner).scalar_subquery()
        query = CONVERSATION.where(conversations.c.owner == self.owner, conversations.c.id == chosen)
        row = (await self._connection.execute(query)).first()
        return Stored(*row) if row else None

    async def conversations(self) -> tuple[Stored, ...]:
        """Give all conversations of the owner, newest first."""
        query = CONVERSATION.where(conversations.c.owner == self.owner)
        order = (conversations.c.updated.desc(), conversations.c.id.desc())
        return tuple(Stored(*row) for row in await self._connection.execute(query.order_by(*order)))

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
        key = {"id": conversation.id, "owner": self.owner}
        await self._put(conversations, key, values, created=conversation.updated)
        await self._put(owners, {"owner": self.owner}, {"active": conversation.id})

    async def activate(self, conversation_id: str | None) -> bool:
        """Make a conversation the active one (None: no one); False if the owner has no such conversation."""
        if conversation_id is not None:
            mine = conversations.c.owner == self.owner, conversations.c.id == conversation_id
            if await self._connection.scalar(select(conversations.c.id).where(*mine)) is None:
                return False
        await self._put(owners, {"owner": self.owner}, {"active": conversation_id})
        return True

    async def municipality(self) -> str | None:
        """Give the code of the owner's municipality, if it was ever told."""
        code: str | None = await self._connection.scalar(
            select(owners.c.municipality).where(owners.c.owner == self.owner)
        )
        return code

    async def set_municipality(self, code: str | None) -> None:
        """Remember the code of the owner's municipality (None: forget it)."""
        await self._put(owners, {"owner": self.owner}, {"municipality": code})

    async def card(self) -> Card | None:
        """Give the owner's card, if there is one."""
        row = (await self._connection.execute(CARD.where(cards.c.owner == self.owner))).first()
        return Card(*row) if row else None

    async def want_card(self, chat_id: int, wanted: str, *, fresh: bool) -> Card:
        """Write down what the owner's card must show, as its next revision, and give the card.

        It goes on the message that is there, unless it must be `fresh` or goes to another chat: then
        `message_id` is None, and a new message must be sent.
        """
        old = await self.card()
        revision = old.wanted_revision + 1 if old else 1
        kept = old.message_id if old and not fresh and old.chat_id == chat_id else None
        values: dict[str, object] = {"chat_id": chat_id, "message_id": kept}
        values |= {"wanted": wanted, "wanted_revision": revision}
        if old is None or fresh or old.chat_id != chat_id:
            values["message_since"] = revision
        await self._put(cards, {"owner": self.owner}, values, shown_revision=0)
        return Card(self.owner, chat_id, kept, wanted, revision, old.shown_revision if old else 0)

    async def forget(self) -> None:
        """Remove everything of this owner."""
        for table in (conversations, owners, updates, cards):
            await self._connection.execute(delete(table).where(table.c.owner == self.owner))

    async def _put(
        self, table: Table, key: dict[str, str], values: dict[str, object], **first: object
    ) -> None:
        """Update the row with this key or insert it; `first` is written only with the insert.

        Two plain statements: an "upsert" is spelled differently by each database.
        """
        changed = await self._connection.execute(update(table).filter_by(**key).values(values))
        if changed.rowcount == 0:
            await self._connection.execute(insert(table).values({**key, **values, **first}))


async def handled_before(connection: AsyncConnection, owner: str, update_id: int) -> bool:
    """Say whether the owner's update was handled before; if not, write down that it is now."""
    mine = updates.c.owner == owner
    known = select(updates.c.update_id).where(mine, updates.c.update_id == update_id)
    if await connection.scalar(known) is not None:
        return True
    await connection.execute(insert(updates).values(owner=owner, update_id=update_id, at=datetime.now(UTC)))
    # By age, not by number: after a quiet week Telegram starts numbering somewhere else.
    too_old = select(updates.c.at).where(mine).order_by(updates.c.at.desc()).offset(KEPT_UPDATES).limit(1)
    await connection.execute(delete(updates).where(mine, updates.c.at <= too_old.scalar_subquery()))
    return False
