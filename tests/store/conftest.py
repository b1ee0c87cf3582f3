import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.store import Store
from bot.store.schema import metadata
from tests.store.server import FASTER, Server, running

BOTH = ["sqlite", "postgresql"]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Server]:
    base = tmp_path_factory.getbasetemp()
    with running((base if worker_id == "master" else base.parent) / "postgres") as server:
        asyncio.run(server.tell(*(f"ALTER SYSTEM SET {one}" for one in FASTER), "SELECT pg_reload_conf()"))
        yield server


@pytest.fixture(scope="session")
def migrated(server: Server) -> str:
    """The name of this process's database at the newest version."""

    async def make() -> str:
        name = await server.make()
        await (await Store.open(server.url(name))).close()
        return name

    return asyncio.run(make())


@pytest.fixture(scope="session")
def bare(server: Server) -> str:
    """The name of this process's database without tables."""
    return asyncio.run(server.make())


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path}/map/gesprekken.db"


@pytest.fixture
async def postgres_url(server: Server, migrated: str) -> AsyncIterator[str]:
    """A database of one test after another: making one for each would copy 7 MB every time."""
    yield server.url(migrated)
    await server.tell(f"TRUNCATE {', '.join(metadata.tables)}", database=migrated)


@pytest.fixture(params=BOTH)
def url(request: pytest.FixtureRequest) -> str:
    """A new database of either kind."""
    found: str = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
    return found


@pytest.fixture
async def new_postgres_url(server: Server, bare: str) -> AsyncIterator[str]:
    yield server.url(bare)
    await server.tell("DROP SCHEMA public CASCADE", "CREATE SCHEMA public", database=bare)


@pytest.fixture(params=BOTH)
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place for a database of either kind, whatever `url` is, without any table."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path}/nieuw.db"
    found: str = request.getfixturevalue("new_postgres_url")
    return found


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    store = await Store.open(url)
    yield store
    await store.close()
