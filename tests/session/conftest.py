"""A store, a session and a user."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from itertools import count
from pathlib import Path

import pytest

from bot.session import Session
from bot.store import Store
from tests.auxil.assistant import make_assistant
from tests.session.user import User


@pytest.fixture(scope="module")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which nothing is stored: made once, because making one takes long."""
    path = tmp_path_factory.mktemp("leeg") / "gesprekken.db"

    async def make() -> None:
        await (await Store.open(f"sqlite+aiosqlite:///{path}")).close()

    asyncio.run(make())
    return path


@pytest.fixture
async def store(tmp_path: Path, empty_database: Path) -> AsyncIterator[Store]:
    path = shutil.copy(empty_database, tmp_path)
    store = await Store.open(f"sqlite+aiosqlite:///{path}")
    yield store
    await store.close()


@pytest.fixture
def session() -> Session:
    numbers = count(1)
    return Session(make_assistant(), new_id=lambda: f"c{next(numbers)}")


@pytest.fixture
def user(store: Store, session: Session) -> User:
    return User(store, session)
