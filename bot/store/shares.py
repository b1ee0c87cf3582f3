"""Links to an advice, for a colleague: whoever has one can read that advice, and nothing else."""

from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.records import Stored
from bot.store.schema import conversations, shares

VALID = timedelta(days=30)
"""Long enough for a colleague on holiday; a link that works for ever is forgotten by who made it."""


async def share(connection: AsyncConnection, owner: str, conversation: str, at: datetime) -> str:
    """Make a link to a conversation and give it: the store keeps only its hash."""
    link = token_urlsafe(16)
    values = {"hash": _hash(link), "conversation": conversation, "owner": owner, "expires": at + VALID}
    await connection.execute(insert(shares).values(values))
    await connection.execute(delete(shares).where(shares.c.expires < at))
    return link


async def unshare(connection: AsyncConnection, conversation: str) -> int:
    """Stop every link to a conversation; gives how many there were."""
    gone = await connection.execute(delete(shares).where(shares.c.conversation == conversation))
    return gone.rowcount


async def shared(connection: AsyncConnection, link: str, at: datetime) -> Stored | None:
    """Give the conversation behind a link, or None when it stopped or never was."""
    query = (
        select(*(conversations.c[name] for name in Stored.__dataclass_fields__))
        .join(shares, shares.c.conversation == conversations.c.id)
        .where(shares.c.hash == _hash(link), shares.c.expires >= at)
    )
    row = (await connection.execute(query)).first()
    return Stored(*row) if row else None


def _hash(link: str) -> str:
    return sha256(link.encode()).hexdigest()
