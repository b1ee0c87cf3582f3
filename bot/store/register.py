"""The shared register: decisions that their owners chose to publish, without anything about those owners."""

from collections.abc import Collection
from datetime import datetime
from hashlib import sha256
from secrets import token_hex

from sqlalchemy import ColumnElement, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.audit import PUBLICATION, Kind, append, fingerprint
from bot.store.database import Database
from bot.store.records import Publication, Published
from bot.store.schema import publications

FIELDS = tuple(publications.c[name] for name in Publication.__dataclass_fields__)
ENTRY = select(publications.c.id, publications.c.withdrawn, *FIELDS)


class Register:
    """What everybody may see, and what an administrator may take out of it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def listing(self, municipalities: Collection[str] | None = None) -> tuple[Published, ...]:
        """Give what is published and not withdrawn, newest first; of these municipalities (codes) only."""
        query = ENTRY.where(publications.c.withdrawn.is_(None))
        if municipalities is not None:
            query = query.where(publications.c.municipality.in_(municipalities))
        async with self._database.begin() as connection:
            rows = await connection.execute(query.order_by(publications.c.at.desc(), publications.c.id))
            return tuple(Published(key, Publication(*fields), taken) for key, taken, *fields in rows)

    async def withdraw(self, publication_id: str, at: datetime) -> bool:
        """Take a publication out of the register; False when it is not in it."""
        async with self._database.begin() as connection:
            return await _withdraw(connection, publications.c.id == publication_id, at)


async def publish(connection: AsyncConnection, conversation: str, publication: Publication) -> str:
    """Publish for a conversation, in the place of what it published before; gives the id."""
    await withdraw(connection, conversation, publication.at)
    values = {name: getattr(publication, name) for name in Publication.__dataclass_fields__}
    key = token_hex(8)
    await connection.execute(insert(publications).values(id=key, link=link(conversation), **values))
    kept = (await connection.execute(PUBLICATION.where(publications.c.id == key))).one()
    await append(connection, Kind.PUBLISHED, key, fingerprint(kept), publication.at)
    return key


async def withdraw(connection: AsyncConnection, conversation: str, at: datetime) -> bool:
    """Take out of the register what a conversation published; False when there is nothing."""
    return await _withdraw(connection, publications.c.link == link(conversation), at)


async def published(connection: AsyncConnection, conversation: str) -> Published | None:
    """Give what a conversation published last, withdrawn or not."""
    query = ENTRY.where(publications.c.link == link(conversation))
    row = (
        await connection.execute(
            query.order_by(publications.c.at.desc(), publications.c.withdrawn.is_not(None))
        )
    ).first()
    if row is None:
        return None
    key, taken, *fields = row
    return Published(key, Publication(*fields), taken)


def link(conversation: str) -> str:
    """What leads from a conversation to its publications, and not back; another than the audit trail has."""
    return sha256(f"register {conversation}".encode()).hexdigest()


async def _withdraw(connection: AsyncConnection, which: ColumnElement[bool], at: datetime) -> bool:
    shown = publications.c.withdrawn.is_(None)
    done = update(publications).where(which, shown).values(withdrawn=at).returning(publications.c.id)
    taken = (await connection.execute(done)).scalars().all()
    for key in taken:
        await append(connection, Kind.WITHDRAWN, key, "", at)
    return bool(taken)
