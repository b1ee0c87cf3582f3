"""Faults on purpose: `python -m bench.campaign`. What gets lost, doubled or wrong, in one table.

People go through whole conversations with the bot in a process of its own. Seeded faults come in between:
Telegram refuses, is out of order, says nothing or breaks off, before or after it did what was asked; the bot
is killed; its database is locked; an update comes twice. Each conversation must look as it does without.
"""

import argparse
import asyncio
import os
import random
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Sequence
from contextlib import AsyncExitStack, closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.campaign_report import Outcome, judged
from bench.telegram_load import PATIENCE, SUBJECTS, started
from tests.auxil.telegram import (
    BadGateway,
    DropAfterwards,
    NoAnswer,
    Reset,
    SilenceAfterwards,
    TelegramServer,
    TooManyRequests,
    User,
    running,
)
from tests.auxil.telegram.talker import Manner, Talk, Talker

LINE = (TooManyRequests(1), BadGateway(), NoAnswer(), Reset(), DropAfterwards(), SilenceAfterwards())
MANNERS = tuple(
    Manner(subject, "Andere registratie", "Verander:", seed, typed)
    for subject in SUBJECTS
    for seed, typed in ((0, 0), (3, 3))
)
"""Short conversations, and longer ones with some answers typed."""
CALLS = (
    ("sendMessage", 1),
    *(("editMessageText", nth) for nth in (1, 2)),
    *(("answerCallbackQuery", nth) for nth in (1, 2)),
)
"""Which call of a conversation goes wrong; every conversation makes these."""
AT_ONCE = 25
LAST_CALLS = 0.2
"""Seconds in which what a bot asked just before it was killed is still being done."""
LONGEST_LOCK = 6.0
"""Seconds: a little more than the bot waits for its database."""


@dataclass(frozen=True)
class Size:
    """How much: conversations, and of the faults those that are kills, locks and doubled updates."""

    conversations: int
    faults: int
    kills: int
    locks: int
    doubled: int


WHOLE = Size(conversations=500, faults=200, kills=10, locks=10, doubled=40)


class Campaign:
    """One run; the same seed plans the same faults."""

    def __init__(self, server: TelegramServer, size: Size, seed: int, folder: Path) -> None:
        self._server = server
        self._size = size
        self._chance = random.Random(seed)  # noqa: S311 - not for secrets
        self._folder = folder
        self._file = folder / "campagne.db"
        self._bot = AsyncExitStack()
        self._users: dict[int, User] = {}
        self.struck: Counter[str] = Counter()
        self.killed_at: list[float] = []

    async def run(self) -> Outcome:
        """Every manner once without faults, then all conversations with."""
        await self._start()
        try:
            calm = await asyncio.gather(
                *(self._talk(-1 - number, number, frozenset()) for number in range(len(MANNERS)))
            )
            talks = await self._troubled()
        finally:
            await self._bot.aclose()
        return judged(calm, talks, self._server.calls, self.struck, self.killed_at)

    async def _troubled(self) -> Sequence[Talk | AssertionError]:
        size = self._size
        everybody = range(size.conversations)
        doubled = Counter(self._chance.choices(everybody, k=size.doubled))
        on_the_line = size.faults - size.kills - size.locks - size.doubled
        for number in self._chance.sample(everybody, k=on_the_line):
            method, nth = self._chance.choice(CALLS)
            self._server.fails(method, self._chance.choice(LINE), nth, chat=_chat(number))
        strikes = [self._kill] * size.kills + [self._lock] * size.locks
        self._chance.shuffle(strikes)
        step = size.conversations / (len(strikes) + 1)
        due = {round(step * (place + 1)): strike for place, strike in enumerate(strikes)}
        room, going = asyncio.Semaphore(AT_ONCE), list[asyncio.Task[Talk]]()
        for number in everybody:
            await room.acquire()
            if number in due:
                await due[number]()
            turns = frozenset(self._chance.choices(range(3), k=doubled[number]))
            task = asyncio.create_task(self._talk(number, number % len(MANNERS), turns))
            task.add_done_callback(lambda _: room.release())
            going.append(task)
        return [_judge(one) for one in await asyncio.gather(*going, return_exceptions=True)]

    async def _talk(self, number: int, manner: int, doubled: frozenset[int]) -> Talk:
        user = self._server.user(_chat(number), "Campagne")
        said = 0

        def double(update: int) -> None:
            nonlocal said
            if said in doubled:
                self._server.replay(update)
                self.struck["update doubled"] += 1
            said += 1

        return await Talker(user, MANNERS[manner], PATIENCE, said=double).whole()

    async def _start(self) -> None:
        root = self._server.base_url.removesuffix("/bot")
        where = "light", str(self._folder), f"sqlite+aiosqlite:///{self._file}", self._server.token, root
        await self._bot.enter_async_context(started(self._server, "bench.telegram_bot", *where))

    async def _kill(self) -> None:
        self.struck["bot killed"] += 1
        await self._bot.aclose()
        await asyncio.sleep(LAST_CALLS)
        self.killed_at.append(self._server.now)
        await self._start()

    async def _lock(self) -> None:
        self.struck["database locked"] += 1
        await asyncio.to_thread(partial(_lock, self._file, self._chance.uniform(1, LONGEST_LOCK)))


def _lock(file: Path, seconds: float) -> None:
    import time

    with closing(sqlite3.connect(file, timeout=30, isolation_level=None)) as database:
        database.execute("BEGIN IMMEDIATE")
        time.sleep(seconds)
        database.execute("ROLLBACK")


def _chat(number: int) -> int:
    """The chat of a conversation; those without faults are below 10,000."""
    return 10_000 + number


def _judge(came: Talk | BaseException) -> Talk | AssertionError:
    if isinstance(came, Talk | AssertionError):
        return came
    raise came


async def campaign(size: Size, seed: int) -> Outcome:
    """The whole campaign, on a server and a database of its own."""
    with tempfile.TemporaryDirectory() as folder:
        async with running() as server:
            return await Campaign(server, size, seed, Path(folder)).run()


if __name__ == "__main__":
    os.environ["NO_PROXY"] = "127.0.0.1"
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=7)
    outcome = asyncio.run(campaign(WHOLE, parser.parse_args().seed))
    print(outcome.table())
    raise SystemExit(0 if outcome.is_good else 1)
