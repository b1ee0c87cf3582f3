"""A bot in a process of its own, and many people who talk to it through the strict fake server."""

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from tests.auxil.telegram import TelegramServer
from tests.auxil.telegram.talker import Manner, Talk, Talker

PATIENCE = 60.0
"""Seconds for one turn; a bot that needs more is broken, not slow."""

START = 60.0
_NUMBERS = count(1000)
"""Of people: a bot must not have met them before."""

SUBJECTS = (
    "we willen dat begeleiders per kwartier bijhouden wat ze doen",
    "elke maand een eigen spreadsheet met in- en uitstroom van jeugdigen",
    "aanbieders sturen elk kwartaal een overzicht van productie en omzet",
    "de professional scoort elk half jaar alle leefgebieden van de cliënt in de Wmo",
    "een jaarlijkse opgave van het aantal klachten, ook als er geen klachten waren",
)
MANNERS = tuple(
    Manner(subject, "Andere registratie", "Verander:", seed, typed)
    for subject in SUBJECTS
    for seed, typed in ((2, 0), (3, 3), (6, 0), (7, 4))
)
"""Different conversations of 5 to 20 turns, half of them with some answers typed."""


@dataclass(frozen=True)
class Load:
    """What came of a crowd: the seconds of every answered update, and of those that answered a question.

    `rate` is how many came in a second, `cost` the processor time of the bot for each, in milliseconds.
    """

    turns: Sequence[float]
    later: Sequence[float]
    rate: float
    cost: float


@asynccontextmanager
async def started(
    server: TelegramServer, *arguments: str, until: str = "getUpdates", **settings: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """A bot that is a program of its own, once it called the method `until`; killed at the end."""
    before = server.requests_per_method[until]
    inherited = {**os.environ, "PTB_TIMEDELTA": "true", "NO_PROXY": "127.0.0.1", "OMP_NUM_THREADS": "1"}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", *arguments),
        env=inherited | settings,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        await server.waits_for(until, before + 1, timeout=START)
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def crowd(
    server: TelegramServer,
    pids: Sequence[int],
    people: int,
    manners: Sequence[Manner],
    seconds: float,
    rate: float = 0.0,
) -> Load:
    """So many people at once, for so long, with a bot that is these processes.

    Who comes to the end makes room for somebody new.

    What counts begins when everybody had an answer: at first all of them wait for all others.
    """
    pace, talks = Pace(rate) if rate else None, list[Talk]()

    async def chair(number: int) -> None:
        while True:
            manner = _numbered(manners[number % len(manners)], next(_NUMBERS))
            user = server.user(next(_NUMBERS), "Bench")
            talker = Talker(user, manner, PATIENCE, pace.wait if pace else None)
            talks.append(talker.talk)
            await talker.whole()

    chairs = [asyncio.create_task(chair(number)) for number in range(people)]
    try:
        async with asyncio.timeout(PATIENCE):
            while sum(bool(talk.at) for talk in talks[:people]) < people:  # noqa: ASYNC110 - no event for it
                await asyncio.sleep(0.05)
        begin, before = time.perf_counter(), sum(map(cpu_seconds, pids))
        await asyncio.sleep(seconds)
        end, used = time.perf_counter(), sum(map(cpu_seconds, pids)) - before
    finally:
        for one in chairs:
            one.cancel()
        await asyncio.gather(*chairs, return_exceptions=True)
    counted = [
        (taken, place > 0)
        for talk in talks
        for place, (taken, at) in enumerate(zip(talk.seconds, talk.at, strict=True))
        if begin <= at <= end
    ]
    assert counted, "no update was answered"
    turns = [taken for taken, _ in counted]
    later = [taken for taken, is_later in counted if is_later]
    return Load(turns, later, len(turns) / (end - begin), 1000 * used / len(turns))


def cpu_seconds(pid: int) -> float:
    """The processor time that a process used so far, its threads together."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Pace:
    """Lets things go at a fixed rate a second, whatever became of the earlier ones."""

    def __init__(self, rate: float) -> None:
        self._step = 1 / rate
        self._next = 0.0

    async def wait(self) -> None:
        """Until it may go."""
        now = time.perf_counter()
        self._next = max(self._next + self._step, now)
        await asyncio.sleep(self._next - now)


def _numbered(manner: Manner, number: int) -> Manner:
    """With a number in the first words, so that no search is answered from a cache."""
    return replace(manner, first=f"{manner.first} ({number})")
