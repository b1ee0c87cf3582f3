"""The server as a pytest fixture: import `telegram_server` in the conftest of the tests that need it."""

from collections.abc import AsyncIterator

import pytest

from tests.auxil.telegram.server import TelegramServer, running


@pytest.fixture
async def telegram_server() -> AsyncIterator[TelegramServer]:
    """A strict Telegram on loopback; fails the test at teardown if it was asked what it does not know."""
    async with running() as server:
        yield server
