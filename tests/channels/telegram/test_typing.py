"""Who waits sees within a second that an answer is on its way."""

import asyncio

from tests.auxil.assistant import make_assistant
from tests.auxil.telegram import TelegramServer, User
from tests.channels.telegram.conftest import Serving
from tests.channels.telegram.talking import FIRST, says, until
from tests.channels.telegram.test_order import Held


async def test_a_long_turn_is_announced_within_a_second(
    serving: Serving, user: User, telegram_server: TelegramServer
) -> None:
    searcher = Held()
    clock = asyncio.get_running_loop().time
    async with serving(make_assistant(searcher)):
        await user.sends(FIRST)
        start = clock()
        await until(lambda: telegram_server.methods.actions)
        assert clock() - start < 1.0
        searcher.go.set()
        await user.waits(lambda chat: bool(chat[-1].buttons))
        assert telegram_server.methods.actions == [(user.id, "typing")]


async def test_a_short_turn_is_not_announced(
    serving: Serving, user: User, telegram_server: TelegramServer
) -> None:
    async with serving(make_assistant()):
        await says(user, "/privacy")
        await asyncio.sleep(0.5)
    assert telegram_server.methods.actions == []


async def test_who_blocked_the_bot_meanwhile_holds_up_nothing(
    serving: Serving, user: User, telegram_server: TelegramServer
) -> None:
    searcher = Held()
    async with serving(make_assistant(searcher)):
        await user.sends(FIRST)
        await until(searcher.started.is_set)
        user.blocks_bot()
        await telegram_server.waits_for("sendChatAction")
        searcher.go.set()
        await until(lambda: not telegram_server.waiting_updates)
        await says(telegram_server.user(55, "Joost"), FIRST)
