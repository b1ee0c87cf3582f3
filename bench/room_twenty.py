"""Many workshops at once with one bot: `python -m bench.room_twenty`. No browser: pages are followed."""

import argparse
import asyncio
import os
import tempfile
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path

import httpx

from bench.figures import Figure, median, percentile
from bench.room import lines
from bench.room_listener import listening
from bench.room_people import Room
from bench.room_run import SUBJECTS, THINK, Bot, Course, Run, load
from bench.room_stored import Compared, compared
from bench.room_telegram import traffic
from bot.store import Store
from tests.auxil.telegram import running

SPREAD = 20.0
"""Seconds over which the workshops begin: no two facilitators press at the same moment."""


async def many(folder: Path, workshops: int, each_role: int, pace: str) -> Sequence[Figure]:
    """Every workshop has one registration, which is voted on twice."""
    begin = time.time()
    async with running() as server, AsyncExitStack() as stack:
        server.flood = pace == "paced"
        bot = Bot(server, folder, "light", pace)
        await bot.start()
        stack.push_async_callback(bot.kill)
        client = await stack.enter_async_context(
            httpx.AsyncClient(timeout=60, limits=httpx.Limits(max_connections=4 * workshops))
        )
        rooms = [Room(server, 10_000 + 1000 * number, each_role, number) for number in range(workshops)]

        async def one(number: int, room: Room) -> Course:
            await asyncio.sleep(SPREAD * number / workshops)
            await room.begins(f"Schrapsessie {number}")
            async with listening(client, bot.page(room.code)) as page:
                await room.fills(0.2)
                run = Run(room, bot, (page,), think=THINK)
                await run.whole(SUBJECTS[number % len(SUBJECTS) :][:1])
            return run.course

        courses = await asyncio.gather(*(one(number, room) for number, room in enumerate(rooms)))
        used, seen = bot.cpu(), traffic(server)
        store = await Store.open(bot.store_url)
        votes: list[Compared] = [await compared(store, room.code, room.cast) for room in rooms]
        await store.close()
    taken = [delay for course in courses for delay in course.to_page]
    given = sum(one.given for one in votes)
    return [
        Figure(f"{workshops} workshops, {5 * each_role} deelnemers elk: antwoorden en redenen", given, ""),
        Figure("  kwijt, anders of te veel", sum(one.lost + one.other + one.extra for one in votes), "", 0),
        Figure("te vroeg iets van de uitslag", sum(len(course.early) for course in courses), "", 0),
        Figure(f"van stem tot pagina ({len(taken)}), p50", median(taken), "s", 1),
        Figure("van stem tot pagina, p99", percentile(taken, 0.99), "s", 1),
        Figure("van stem tot pagina, langste", max(taken), "s"),
        Figure("berichten naar Telegram", seen.messages, ""),
        Figure("  geweigerd (te veel)", seen.refused, "", 0),
        Figure("rekentijd van de bot per antwoord, alles erbij", 1000 * used / given, "ms"),
        Figure("alles samen", time.time() - begin, "s"),
    ]


if __name__ == "__main__":
    os.environ["NO_PROXY"] = "127.0.0.1"
    parser = argparse.ArgumentParser()
    parser.add_argument("--workshops", type=int, default=20)
    parser.add_argument("--each-role", type=int, default=3)
    parser.add_argument("--pace", choices=("paced", "freely"), default="paced")
    asked = parser.parse_args()
    print("belasting van de machine:", load())
    with tempfile.TemporaryDirectory() as place:
        for line in lines(asyncio.run(many(Path(place), asked.workshops, asked.each_role, asked.pace))):
            print(line)
    print("belasting van de machine:", load())
