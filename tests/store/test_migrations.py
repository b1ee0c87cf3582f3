"""From every earlier version to this one, on both databases, with what was stored still there."""

from collections.abc import Callable
from typing import TypeVar

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine

from bot.store import Card, Store
from bot.store.migrate import upgrade
from bot.store.schema import HEAD, metadata
from tests.store.everything import fill
from tests.store.examples import conversation, tamper

Result = TypeVar("Result")

ROWS = (
    "INSERT INTO conversations (id, owner, title, status, state, created, updated) VALUES ('c-u1', 'u1', "
    "'Uren per kwartaal', 'advice', '{\"vraag\": 1}', '2026-03-02 09:30:00', '2026-03-02 09:30:00')",
    "INSERT INTO owners (owner, active, municipality) VALUES ('u1', 'c-u1', 'GM0344')",
    "INSERT INTO updates (owner, update_id, at) VALUES ('u1', 7, '2026-03-02 09:30:00')",
    "INSERT INTO cards (owner, chat_id, message_id, message_since, wanted, wanted_revision, shown_revision) "
    "VALUES ('u1', 10, 501, 1, 'card', 2, 1)",
)


def scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    return ScriptDirectory.from_config(config)


EARLIER = sorted(step.revision for step in scripts().walk_revisions() if step.revision != HEAD)


async def on(url: str, step: Callable[[Connection], Result]) -> Result:
    engine = create_async_engine(url.replace("postgresql://", "postgresql+asyncpg://"))
    async with engine.begin() as connection:
        result = await connection.run_sync(step)
    await engine.dispose()
    return result


def differences(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection), metadata))


def test_the_newest_version_is_the_last_migration() -> None:
    assert scripts().get_current_head() == HEAD


async def test_the_migrations_make_the_tables_the_code_uses(new_url: str) -> None:
    await (await Store.open(new_url)).close()
    assert await on(new_url, differences) == []


@pytest.mark.parametrize("version", EARLIER)
async def test_a_database_of_an_earlier_version_is_brought_to_this_one(new_url: str, version: str) -> None:
    await on(new_url, lambda connection: upgrade(connection, version))
    await tamper(new_url, *ROWS)
    store = await Store.open(new_url)
    async with store.turn("u1", 7) as turn:
        assert turn.replayed
        assert await turn.active() == conversation()
        assert await turn.municipality() == "GM0344"
    assert await store.unshown_cards() == (Card("u1", 10, 501, "card", 2, 1),)
    await fill(store, "u1", update_id=8)
    assert await store.audit.verify() is None
    await store.close()
    assert await on(new_url, differences) == []
