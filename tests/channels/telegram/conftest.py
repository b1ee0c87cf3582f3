import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from pathlib import Path
from typing import Protocol

import pytest

from bot.assistant import Assistant
from bot.channels.telegram.house import House
from bot.channels.telegram.parcels import Administration
from bot.channels.telegram.running import serve
from bot.store import Store
from tests.auxil.administration import no_admins
from tests.auxil.assistant import make_assistant
from tests.auxil.pace import FREELY
from tests.auxil.telegram import TelegramServer, User
from tests.auxil.telegram.fixture import telegram_server

__all__ = ["telegram_server"]


class Serving(Protocol):
    """Runs the bot for as long as the block lasts; by default open, without administrators, on `store`."""

    def __call__(
        self,
        assistant: Assistant,
        administration: Administration | None = None,
        house: House | None = None,
        another: Store | None = None,
    ) -> AbstractAsyncContextManager[None]: ...


def root(server: TelegramServer) -> str:
    """What an administrator sets as the address of the Bot API."""
    return server.base_url.removesuffix("/bot")


@pytest.fixture(autouse=True)
def _loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """As run_bot asks of the client library; and no proxy, if this machine has one, for loopback."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@pytest.fixture
def store_url(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path}/drievragen.db"


@pytest.fixture
async def store(store_url: str) -> AsyncIterator[Store]:
    store = await Store.open(store_url)
    yield store
    await store.close()


@pytest.fixture
def nobody(tmp_path: Path) -> Administration:
    """No administrators."""
    return no_admins(tmp_path)


@pytest.fixture
def serving(telegram_server: TelegramServer, store: Store, nobody: Administration) -> Serving:
    """The bot, in this process, for as long as the block lasts; its end is as after SIGTERM."""

    @asynccontextmanager
    async def bot(
        assistant: Assistant,
        administration: Administration | None = None,
        house: House | None = None,
        another: Store | None = None,
    ) -> AsyncIterator[None]:
        before = telegram_server.requests_per_method["getUpdates"]
        where = telegram_server.token, root(telegram_server), administration or nobody
        task = asyncio.create_task(serve(assistant, another or store, *where, house=house, limits=FREELY))
        try:
            await telegram_server.waits_for("getUpdates", before + 1)
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    return bot


@pytest.fixture
async def bot(serving: Serving) -> AsyncIterator[None]:
    async with serving(make_assistant()):
        yield


@pytest.fixture
def user(telegram_server: TelegramServer) -> User:
    return telegram_server.user(44, "Sanne")
