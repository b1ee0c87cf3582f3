"""What the tests of the store keep in it, and ways around it that nobody should use."""

from datetime import UTC, date, datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.store import Decided, Publication, Store, Stored

MORNING = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
END = date(2027, 3, 2)
DECIDED = Decided("schrappen", "teamleider inkoop", "Er is al een bron.", END, MORNING)
PUBLICATION = Publication("GM0344", "Uren per kwartaal", "schrappen", "R4", END, MORNING)


def conversation(owner: str = "u1", key: str | None = None, updated: datetime = MORNING) -> Stored:
    return Stored(key or f"c-{owner}", owner, "Uren per kwartaal", "advice", '{"vraag": 1}', updated)


async def save(store: Store, owner: str = "u1", *keys: str, updated: datetime = MORNING) -> None:
    async with store.turn(owner) as turn:
        for key in keys or (f"c-{owner}",):
            await turn.save(conversation(owner, key, updated))


async def decide(store: Store, owner: str = "u1", decided: Decided = DECIDED) -> None:
    """The decision for the owner's conversation, made for it."""
    async with store.turn(owner) as turn:
        await turn.save(conversation(owner))
        await turn.record(f"c-{owner}", decided)


async def tamper(url: str, *statements: str) -> None:
    """Changes the database behind the back of the assistant."""
    engine = create_async_engine(url.replace("postgresql://", "postgresql+asyncpg://"))
    async with engine.begin() as connection:
        for statement in statements:
            await connection.execute(text(statement))
    await engine.dispose()
