"""A hall in a real store, a session that knows it, and the people in one workshop."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.facilitation import Hall
from bot.facilitation.participation import Participation
from bot.session import Session
from bot.store import Role, Store
from tests.auxil.assistant import make_assistant
from tests.facilitation.people import LEADER, OnePage, Room


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
    store = await Store.open(f"sqlite+aiosqlite:///{shutil.copy(empty_database, tmp_path)}")
    yield store
    await store.close()


@pytest.fixture
async def hall(store: Store) -> AsyncIterator[Hall]:
    hall = Hall(make_assistant(), store, lambda code: f"https://t.me/testbot?start=w_{code}")
    yield hall
    await hall.close()


@pytest.fixture
def session(hall: Hall) -> Session:
    rooms = Participation(hall, OnePage(), lambda _, role: role is not None and role is not Role.USER)
    return Session(hall.assistant, rooms=rooms)


@pytest.fixture
async def room(store: Store, hall: Hall, session: Session) -> Room:
    """A workshop that was just begun."""
    await store.people.grant(LEADER, Role.FACILITATOR)
    room = Room(store, hall, session)
    await room.leader.type("/workshop Wat kan er weg?")
    return room
