"""All that is held on one owner, in one place: to hand over, and to erase."""

from datetime import datetime
from hashlib import scrypt

from sqlalchemy import Column, Select, Table, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import audit
from bot.store.plain import Line, as_plain
from bot.store.putting import put
from bot.store.register import link
from bot.store.schema import (
    cards,
    conversations,
    decisions,
    erasures,
    invitations,
    members,
    owners,
    people,
    publications,
    reminders,
    shares,
    updates,
    use_of_chat,
    workshops,
)
from bot.store.workshops import send_home

OWNER_OF: dict[Table, Column[str]] = {
    conversations: conversations.c.owner,
    decisions: decisions.c.owner,
    reminders: reminders.c.owner,
    owners: owners.c.owner,
    cards: cards.c.owner,
    updates: updates.c.owner,
    people: people.c.id,
    invitations: invitations.c.invited_by,
    shares: shares.c.owner,
    members: members.c.owner,
    workshops: workshops.c.owner,
}
"""The tables in which a row is one owner's, and the column that says whose."""


async def export(connection: AsyncConnection, owner: str) -> dict[str, list[Line]]:
    """Give every row that is held on an owner, by table; moments and days as ISO 8601."""
    ids = await _conversations(connection, owner)
    queries: dict[str, Select[tuple[object, ...]]] = {
        table.name: select(table).where(column == owner).order_by(*table.primary_key)
        for table, column in OWNER_OF.items()
    }
    links = [link(one) for one in ids]
    queries["publications"] = select(publications).where(publications.c.link.in_(links))
    queries["use_of_chat"] = select(use_of_chat).where(use_of_chat.c.chat.in_([owner, *ids]))
    return {
        name: [
            {key: as_plain(value) for key, value in row._mapping.items()}
            for row in await connection.execute(query)
        ]
        for name, query in queries.items()
    }


async def erase(connection: AsyncConnection, owner: str, at: datetime) -> None:
    """Remove all that is held on an owner, and note it in the audit trail and on the list of erasures.

    What is published stays in the register: it is the municipality's decision and says nothing about who
    published it. Only the link to it goes; what was withdrawn goes altogether.
    """
    ids = await _conversations(connection, owner)
    decided = (
        await connection.scalars(
            select(decisions.c.conversation).where(decisions.c.owner == owner).distinct()
        )
    ).all()
    await connection.execute(delete(use_of_chat).where(use_of_chat.c.chat.in_([owner, *ids])))
    await unlink(connection, ids)
    await send_home(connection, owner)
    await connection.execute(update(people).where(people.c.invited_by == owner).values(invited_by=None))
    for table, column in OWNER_OF.items():
        await connection.execute(delete(table).where(column == owner))
    await put(connection, erasures, {"hash": anonymous(owner)}, {"at": at})
    await audit.append(connection, audit.Kind.ERASED, "", audit.names(decided), at)


async def unlink(connection: AsyncConnection, ids: list[str]) -> None:
    """Cut what leads from these conversations to the register."""
    mine = publications.c.link.in_([link(one) for one in ids])
    await connection.execute(delete(publications).where(mine, publications.c.withdrawn.is_not(None)))
    await connection.execute(update(publications).where(mine).values(link=None))


def anonymous(owner: str) -> str:
    """A hash of an owner for the list of erasures.

    The numbers of Telegram can all be tried out, so it is a slow one (scrypt, about 10 ms each).
    """
    return scrypt(owner.encode(), salt=b"drie vragen: erased", n=2**12, r=8, p=1, dklen=16).hex()


async def _conversations(connection: AsyncConnection, owner: str) -> list[str]:
    query = select(conversations.c.id).where(conversations.c.owner == owner)
    return list((await connection.scalars(query)).all())
