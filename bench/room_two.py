"""Two processes that serve one workshop, with a webhook and PostgreSQL: `python -m bench.room_two`."""

import asyncio
import os
import tempfile
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path

import httpx

from bench.figures import Figure, median, percentile
from bench.room import lines
from bench.room_page import looking, opened
from bench.room_people import Room
from bench.room_run import SUBJECTS, Bot, Run, load
from bench.room_stored import compared
from bot.store import Store
from tests.auxil.balancer import balancing
from tests.auxil.telegram import running
from tests.channels.telegram.hooked import SECRET
from tests.store.server import running as postgres

EACH_ROLE = 12
REGISTRATIONS = 2


def two() -> Sequence[Figure]:
    """One workshop; every other update goes to the other process, and each has a page open."""
    os.environ["NO_PROXY"] = "127.0.0.1"
    with (
        tempfile.TemporaryDirectory() as folder,
        postgres(Path(folder) / "postgres") as server,
        asyncio.Runner() as runner,
    ):
        return runner.run(_two(Path(folder), server.url(runner.run(server.make()))))


async def _two(folder: Path, store_url: str) -> Sequence[Figure]:
    async with running() as server, AsyncExitStack() as stack:
        server.flood = True
        ports: list[int] = []
        port = await stack.enter_async_context(balancing(ports))
        hook = f"http://127.0.0.1:{port}/telegram", SECRET
        bots = [Bot(server, folder, "light", "paced", store_url, *hook) for _ in range(2)]
        for bot in bots:
            await bot.start()
            stack.push_async_callback(bot.kill)
            ports.append(bot.port)
        room = Room(server, 1000, EACH_ROLE)
        await room.begins("Schrapsessie met twee processen", -1001)
        async with looking(bots[0].page(room.code)) as (browser, one):
            other = await opened(browser, bots[1].page(room.code))
            await room.fills(0.1)
            run = Run(room, bots[0], (one, other))
            await run.whole(SUBJECTS[:REGISTRATIONS])
        turns = [await _turns(bot) for bot in bots]
        store = await Store.open(store_url)
        votes = await compared(store, room.code, room.cast)
        await store.close()
    course = run.course
    return [
        Figure("antwoorden en redenen gegeven", votes.given, ""),
        Figure("  kwijt, anders of te veel in de opslag", votes.lost + votes.other + votes.extra, "", 0),
        Figure("te vroeg iets van de uitslag op pagina of kaart", len(course.early), "", 0),
        Figure("beurten door het ene proces", turns[0], ""),
        Figure("beurten door het andere proces", turns[1], ""),
        Figure("van stem tot de pagina's van beide, p50", median(course.to_page), "s", 1),
        Figure("van stem tot de pagina's van beide, p99", percentile(course.to_page, 0.99), "s", 1),
        Figure("van stem tot de pagina's van beide, langste", max(course.to_page), "s"),
    ]


async def _turns(bot: Bot) -> float:
    async with httpx.AsyncClient() as client:
        told = (await client.get(f"http://127.0.0.1:{bot.port}/metrics")).text
    counted = (line for line in told.splitlines() if line.startswith("drievragen_turn_seconds_count"))
    return float(next(counted).split()[-1])


if __name__ == "__main__":
    print("belasting van de machine:", load())
    for line in lines(two()):
        print(line)
    print("belasting van de machine:", load())
