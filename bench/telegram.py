"""The bot in Telegram: how much it can do, and how fast it answers.

The strict fake server and all people are this process, the bot is one of its own; on two cores that leaves
less than one for a second bot. "Real" is the bot as shipped, "light" has rules and a few test passages.
"""

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from bench.figures import Figure, median, percentile
from bench.telegram_load import MANNERS, Load, crowd, started
from bench.telegram_stored import memory_of_stored
from tests.auxil.balancer import balancing
from tests.auxil.telegram import TelegramServer, running
from tests.auxil.telegram.talker import Manner
from tests.channels.telegram.hooked import SECRET, free_port
from tests.store.server import running as postgres

PEOPLE, SOME, SECONDS = 200, 60, 5.0
FEW, CALM_SECONDS, RATE = 40, 8.0, 30.0
ECHOED = (Manner("hallo", "", "-", seed=1, turns=8),)


def measure() -> Iterator[Figure]:
    """Throughput beside a bare echo bot, the time of a turn, one process and two, and memory."""
    os.environ["NO_PROXY"] = "127.0.0.1"
    with (
        tempfile.TemporaryDirectory() as folder,
        postgres(Path(folder) / "postgres") as server,
        asyncio.Runner() as runner,
    ):
        urls = [server.url(runner.run(server.make())) for _ in range(3)]
        coming = _figures(Path(folder), urls)

        async def following() -> list[Figure] | None:
            return await anext(coming, None)

        while (figures := runner.run(following())) is not None:
            yield from figures


async def _figures(folder: Path, postgres_urls: list[str]) -> AsyncIterator[list[Figure]]:
    sqlite, other, third = (f"sqlite+aiosqlite:///{folder / name}.db" for name in ("echt", "licht", "vol"))
    async with running() as server:
        echo = await _echo(server)
        yield [
            Figure(f"echobot, {PEOPLE} chats", echo.rate, "/s"),
            Figure("echobot, rekentijd", echo.cost, "ms"),
        ]
        async with _bot(server, "real", folder, sqlite) as pids:
            yield _turns(await crowd(server, pids, FEW, MANNERS, CALM_SECONDS, RATE))
            yield _beside("SQLite, echt", await _busy(server, pids), echo)
        async with _bot(server, "light", folder, other) as pids:
            yield _beside("SQLite, licht", await _busy(server, pids), echo)
        async with _bot(server, "real", folder, postgres_urls[0]) as pids:
            yield _beside("PostgreSQL, echt", await _busy(server, pids), echo)
        async with _hooked(server, folder, postgres_urls[1], 1) as pids:
            one = await crowd(server, pids, SOME, MANNERS, SECONDS)
        async with _hooked(server, folder, postgres_urls[2], 2) as pids:
            two = await crowd(server, pids, SOME, MANNERS, SECONDS)
        name = "Telegram, twee processen ÷ een: webhook, PostgreSQL, licht (doel ≥ 1,6)"
        yield [Figure(name, two.rate / one.rate, "x")]
        memory, stored = await memory_of_stored(server, folder, third)
        yield [
            Figure("geheugen van de bot erbij door 10.000 bewaarde gesprekken", memory, "MB"),
            Figure("database per 10.000 bewaarde gesprekken", stored, "MB"),
        ]


def _beside(name: str, bot: Load, echo: Load) -> list[Figure]:
    aim = "0,4" if name.startswith("PostgreSQL") else "0,5"
    return [
        Figure(f"Telegram, {name}: beantwoorde updates", bot.rate, "/s"),
        Figure(f"Telegram, {name}: ÷ echobot (doel ≥ {aim})", bot.rate / echo.rate, "x"),
        Figure(f"Telegram, {name}: rekentijd per update", bot.cost, "ms"),
        Figure(f"Telegram, {name}: rekentijd van de echobot ÷ die", echo.cost / bot.cost, "x"),
    ]


def _turns(load: Load) -> list[Figure]:
    name = f"Telegram: een beurt bij {load.rate:.0f} per seconde (gevraagd {RATE:.0f}), echt"
    return [
        Figure(f"{name} (p50)", 1000 * median(load.turns), "ms"),
        Figure(f"{name} (p99)", 1000 * percentile(load.turns, 0.99), "ms", 150),
        Figure(f"{name}, zonder eerste zinnen (p99)", 1000 * percentile(load.later, 0.99), "ms"),
    ]


async def _echo(server: TelegramServer) -> Load:
    async with started(server, "bench.telegram_echo", server.token, _root(server)) as process:
        return await _busy(server, [process.pid], ECHOED)


async def _busy(server: TelegramServer, pids: list[int], manners: tuple[Manner, ...] = MANNERS) -> Load:
    return await crowd(server, pids, PEOPLE, manners, SECONDS)


@asynccontextmanager
async def _bot(server: TelegramServer, kind: str, folder: Path, url: str) -> AsyncIterator[list[int]]:
    where = str(folder), url, server.token, _root(server)
    async with started(server, "bench.telegram_bot", kind, *where) as process:
        yield [process.pid]


@asynccontextmanager
async def _hooked(server: TelegramServer, folder: Path, url: str, processes: int) -> AsyncIterator[list[int]]:
    """Some processes behind one address, on one database."""
    ports = [free_port() for _ in range(processes)]
    async with AsyncExitStack() as stack:
        port = await stack.enter_async_context(balancing(ports))
        where = "light", str(folder), url, server.token, _root(server)
        address = f"http://127.0.0.1:{port}/telegram"
        bots = [
            await stack.enter_async_context(
                started(server, "bench.telegram_bot", *where, str(one), address, SECRET, until="setWebhook")
            )
            for one in ports
        ]
        yield [one.pid for one in bots]


def _root(server: TelegramServer) -> str:
    return server.base_url.removesuffix("/bot")
