"""Two processes that share a webhook and a database; one is told to stop, or is killed."""

import asyncio
import re
import signal
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import NamedTuple

from bot.store import Store
from tests.auxil.balancer import balancing
from tests.auxil.telegram import TelegramServer, User
from tests.channels.telegram.conftest import root
from tests.channels.telegram.hooked import SECRET, free_port
from tests.channels.telegram.talking import FIRST, by_bot, card, presses, until
from tests.channels.telegram.test_process import STARTED, Bot, running, store_url

USERS = 12
SECOND = "Wat wilt u vooral weten"


class Two(NamedTuple):
    """Two processes behind one address."""

    one: Bot
    other: Bot


def process(server: TelegramServer, data: Path, port: int, url: str) -> AbstractAsyncContextManager[Bot]:
    """The bot on the database in `data`, with a webhook at `url` that ends at `port`."""
    worker = "tests.channels.telegram.worker"
    where = store_url(data), server.token, root(server)
    return running("-m", worker, *where, str(port), url, SECRET, cwd=data)


@asynccontextmanager
async def two(server: TelegramServer, data: Path) -> AsyncIterator[Two]:
    """Both take updates."""
    ports = free_port(), free_port()
    async with balancing(ports) as port:
        url = f"http://127.0.0.1:{port}/telegram"
        async with process(server, data, ports[0], url) as one:
            await one.says(STARTED)  # the first makes the database
            async with process(server, data, ports[1], url) as other:
                await other.says(STARTED)
                yield Two(one, other)


async def asked(user: User) -> None:
    """Describe a registration; the bot's first question."""
    await user.sends(FIRST)
    await user.waits(lambda chat: len(chat) > 1 and bool(chat[-1].buttons), 20)


async def left_over(data: Path) -> Mapping[int, list[str]]:
    """What is stored to be shown and is not shown yet, for each chat."""
    store = await Store.open(store_url(data))
    unshown = defaultdict[int, list[str]](list)
    for one in await store.unshown_cards():
        unshown[one.chat_id].append(one.wanted)
    await store.close()
    return unshown


def crowd(server: TelegramServer) -> Sequence[User]:
    return [server.user(number, "Sanne") for number in range(1, USERS + 1)]


async def test_a_process_killed_under_load_loses_and_doubles_nothing(
    telegram_server: TelegramServer, tmp_path: Path
) -> None:
    users = crowd(telegram_server)
    async with two(telegram_server, tmp_path) as bots:
        await asyncio.gather(*map(asked, users))
        for user in users:
            await user.presses("Nee, geen wet")
        await until(lambda: len(telegram_server.waiting_updates) < USERS - 2)
        await bots.one.stops(signal.SIGKILL)
        await until(lambda: not telegram_server.waiting_updates)
        unshown = await left_over(tmp_path)  # by the killed one: shown by the other after a minute
        lost = [
            user for user in users if not any(SECOND in said for said in (*by_bot(user), *unshown[user.id]))
        ]
        assert lost == []
    assert [len(by_bot(user)) for user in users] == [1] * USERS
    assert not re.search(r"Traceback|ERROR", bots.other.errors)


async def test_a_process_told_to_stop_leaves_the_other_to_go_on(
    telegram_server: TelegramServer, tmp_path: Path
) -> None:
    users = crowd(telegram_server)
    async with two(telegram_server, tmp_path) as bots:
        asking = asyncio.gather(*map(asked, users))
        assert await bots.one.stops(signal.SIGTERM) == 0
        await asking
        await asyncio.gather(*(presses(user, "Nee, geen wet") for user in users))
        assert await bots.other.stops(signal.SIGTERM) == 0
    assert all(SECOND in card(user).text for user in users)
    assert [len(by_bot(user)) for user in users] == [1] * USERS
    for bot in bots:
        assert SECRET not in bot.errors
        assert telegram_server.token not in bot.errors
        assert "begeleiders" not in bot.errors
