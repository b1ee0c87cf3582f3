from collections.abc import AsyncIterator

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.request import HTTPXRequest

from tests.auxil.telegram import TelegramServer, User
from tests.auxil.telegram.fixture import telegram_server

__all__ = ["telegram_server"]


def client(server: TelegramServer, token: str | None = None, seconds: float = 5.0) -> Bot:
    """The real client, which asks no proxy to reach loopback."""
    request, polling = (
        HTTPXRequest(read_timeout=seconds, connection_pool_size=8, httpx_kwargs={"trust_env": False})
        for _ in range(2)
    )
    return Bot(
        token or server.token,
        base_url=server.base_url,
        base_file_url=server.base_file_url,
        request=request,
        get_updates_request=polling,
    )


def markup(*rows: list[str]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(label, callback_data=f"d:{label}") for label in row] for row in rows]
    )


async def confirmed(bot: Bot) -> tuple[Update, ...]:
    """All updates that wait, confirmed."""
    updates = await bot.get_updates(timeout=0)
    if updates:
        await bot.get_updates(offset=updates[-1].update_id + 1, timeout=0, limit=1)
    return updates


@pytest.fixture(autouse=True)
def _spans_of_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it the client warns that the seconds to wait will become a span of time."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
async def bot(telegram_server: TelegramServer) -> AsyncIterator[Bot]:
    async with client(telegram_server) as bot:
        yield bot


@pytest.fixture
async def user(telegram_server: TelegramServer) -> User:
    """Someone who wrote to the bot already."""
    user = telegram_server.user(44, "Sanne")
    await user.sends("/start")
    return user
