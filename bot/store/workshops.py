"""Workshops and who takes part in them."""

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database, Space, lock
from bot.store.putting import put
from bot.store.records import Gathering, Member
from bot.store.schema import members, workshops

GATHERING = select(*(workshops.c[name] for name in Gathering.__dataclass_fields__))
MEMBER = select(*(members.c[name] for name in Member.__dataclass_fields__))


class Workshops:
    """Workshops for whoever is not in a turn: the page, and what keeps the screens of members up to date."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def create(self, gathering: Gathering) -> bool:
        """Begin a workshop; False when the code is taken."""
        async with self._database.begin() as connection:
            return await create(connection, gathering)

    async def find(self, code: str) -> Gathering | None:
        """Give the workshop with this code."""
        async with self._database.snapshot() as connection:
            return await find(connection, code)

    async def every(self) -> tuple[Gathering, ...]:
        """Give all workshops there are, in no order that says when they were held."""
        async with self._database.snapshot() as connection:
            rows = await connection.execute(GATHERING.order_by(workshops.c.code))
            return tuple(Gathering(*row) for row in rows)

    async def revision(self, code: str) -> int | None:
        """Give the revision of a workshop, which takes no lock and reads no state; None without one."""
        async with self._database.snapshot() as connection:
            number: int | None = await connection.scalar(
                select(workshops.c.revision).where(workshops.c.code == code)
            )
            return number

    async def change(self, code: str, work: Callable[[Gathering], Gathering]) -> Gathering | None:
        """Have `work` give the workshop as it is to be, while nobody else changes it; gives it so.

        None without such a workshop. An exception of `work` leaves it as it was.
        """
        async with self._database.begin() as connection:
            gathering = await taken(connection, code)
            return None if gathering is None else await keep(connection, gathering, work(gathering))

    async def behind(self, limit: int) -> tuple[Member, ...]:
        """Give members who have not seen the present scene of their workshop, longest waiting first."""
        query = (
            MEMBER.join(workshops, workshops.c.code == members.c.code)
            .where(members.c.seen < workshops.c.scene)
            .order_by(workshops.c.updated, members.c.since)
            .limit(limit)
        )
        async with self._database.snapshot() as connection:
            return tuple(Member(*row) for row in await connection.execute(query))

    async def members(self, code: str) -> tuple[Member, ...]:
        """Give everybody's place in a workshop."""
        async with self._database.snapshot() as connection:
            rows = await connection.execute(MEMBER.where(members.c.code == code).order_by(members.c.since))
            return tuple(Member(*row) for row in rows)


async def create(connection: AsyncConnection, gathering: Gathering) -> bool:
    """Begin a workshop; False when the code is taken."""
    await lock(connection, Space.WORKSHOP, gathering.code)
    taken_by = await connection.scalar(select(workshops.c.code).where(workshops.c.code == gathering.code))
    if taken_by is not None:
        return False
    values = {name: getattr(gathering, name) for name in Gathering.__dataclass_fields__}
    await connection.execute(insert(workshops).values(**values, updated=datetime.now(UTC)))
    return True


async def find(connection: AsyncConnection, code: str) -> Gathering | None:
    """Give the workshop with this code."""
    row = (await connection.execute(GATHERING.where(workshops.c.code == code))).first()
    return Gathering(*row) if row else None


async def taken(connection: AsyncConnection, code: str) -> Gathering | None:
    """Give a workshop that nobody else changes until this transaction ends."""
    await lock(connection, Space.WORKSHOP, code)
    return await find(connection, code)


async def keep(connection: AsyncConnection, before: Gathering, after: Gathering) -> Gathering:
    """Save what became of a workshop that was `taken`; unchanged, it keeps its revision."""
    if before == after:
        return before
    values = {"state": after.state, "scene": after.scene, "revision": before.revision + 1}
    mine = workshops.c.code == before.code
    await connection.execute(update(workshops).where(mine).values(**values, updated=datetime.now(UTC)))
    return Gathering(before.code, before.owner, before.secret, after.state, after.scene, before.revision + 1)


async def led_by(connection: AsyncConnection, owner: str) -> tuple[Gathering, ...]:
    """Give the workshops of a facilitator, the last first."""
    query = GATHERING.where(workshops.c.owner == owner).order_by(workshops.c.updated.desc())
    return tuple(Gathering(*row) for row in await connection.execute(query))


async def memberships(connection: AsyncConnection, owner: str) -> tuple[Member, ...]:
    """Give the places of an owner in workshops, the last first."""
    rows = await connection.execute(MEMBER.where(members.c.owner == owner).order_by(members.c.since.desc()))
    return tuple(Member(*row) for row in rows)


async def join(connection: AsyncConnection, member: Member) -> None:
    """Give somebody a place in a workshop, or another one, as the last."""
    key: dict[str, object] = {"code": member.code, "owner": member.owner}
    values: dict[str, object] = {"participant": member.participant, "seen": member.seen}
    await put(connection, members, key, {**values, "since": datetime.now(UTC)})


async def see(connection: AsyncConnection, owner: str, code: str, scene: int) -> None:
    """Write down which scene a member has on the screen."""
    mine = members.c.owner == owner, members.c.code == code
    await connection.execute(update(members).where(*mine).values(seen=scene))


async def send_home(connection: AsyncConnection, owner: str) -> None:
    """Take away everybody's place in the workshops of a facilitator."""
    led = select(workshops.c.code).where(workshops.c.owner == owner).scalar_subquery()
    await connection.execute(delete(members).where(members.c.code.in_(led)))


async def expire(connection: AsyncConnection, before: datetime) -> int:
    """Remove workshops that nothing happened in since; gives how many."""
    old = select(workshops.c.code).where(workshops.c.updated < before).scalar_subquery()
    await connection.execute(delete(members).where(members.c.code.in_(old)))
    gone = await connection.execute(delete(workshops).where(workshops.c.updated < before))
    return gone.rowcount
