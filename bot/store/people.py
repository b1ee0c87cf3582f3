"""Who has access, in which role, and the codes that invite others."""

from datetime import UTC, datetime
from hashlib import sha256
from secrets import token_urlsafe

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database, Space, lock
from bot.store.putting import put
from bot.store.records import Person, Role
from bot.store.schema import invitations, people

PERSON = select(*(people.c[name] for name in Person.__dataclass_fields__))
RANKS = list(Role)


class People:
    """Access for every process alike; a change counts from the next question on."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def role(self, person: str) -> Role | None:
        """Give somebody's role, or None for somebody without access."""
        async with self._database.begin() as connection:
            return await role_of(connection, person)

    async def listing(self) -> tuple[Person, ...]:
        """Give everybody with access, longest first."""
        async with self._database.begin() as connection:
            rows = await connection.execute(PERSON.order_by(people.c.since, people.c.id))
            return tuple(Person(key, Role(role), *rest) for key, role, *rest in rows)

    async def grant(self, person: str, role: Role, by: str | None = None) -> None:
        """Give somebody a role, also when it is less than the present one."""
        async with self._database.begin() as connection:
            await _grant(connection, person, role, by)

    async def revoke(self, person: str) -> bool:
        """Take away somebody's access; False when there was none."""
        async with self._database.begin() as connection:
            gone = await connection.execute(delete(people).where(people.c.id == person))
            return gone.rowcount == 1

    async def invite(self, role: Role, uses: int, expires: datetime, by: str | None = None) -> str:
        """Make a code with which so many people get a role, and give it: the store keeps only its hash."""
        code = token_urlsafe(12)
        values = {"role": role.value, "uses": uses, "expires": expires, "invited_by": by}
        async with self._database.begin() as connection:
            await connection.execute(insert(invitations).values(hash=_hash(code), **values))
        return code

    async def join(self, person: str, code: str, now: datetime) -> Role | None:
        """Use a code; gives the role somebody has then, or None when the code is unknown, used up or over.

        Who has that role already, or a higher one, keeps it, and no use of the code is counted.
        """
        mine = invitations.c.hash == _hash(code), invitations.c.uses > 0, invitations.c.expires > now
        async with self._database.begin() as connection:
            await lock(connection, Space.OWNER, person)
            row = (await connection.execute(select(invitations).where(*mine).with_for_update())).first()
            if row is None:
                return None
            offered, present = Role(row.role), await role_of(connection, person)
            if present is not None and RANKS.index(present) >= RANKS.index(offered):
                return present
            await connection.execute(update(invitations).where(*mine).values(uses=row.uses - 1))
            await _grant(connection, person, offered, row.invited_by)
            return offered


async def role_of(connection: AsyncConnection, person: str) -> Role | None:
    """Give somebody's role; see `People.role`."""
    role: str | None = await connection.scalar(select(people.c.role).where(people.c.id == person))
    return None if role is None else Role(role)


async def _grant(connection: AsyncConnection, person: str, role: Role, by: str | None) -> None:
    await lock(connection, Space.OWNER, person)
    values: dict[str, object] = {"role": role.value, "invited_by": by}
    await put(connection, people, {"id": person}, values, since=datetime.now(UTC))


def _hash(code: str) -> str:
    return sha256(code.encode()).hexdigest()
