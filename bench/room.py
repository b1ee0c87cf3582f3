"""A whole workshop against the real bot and the real page: `python -m bench.room`.

The strict fake Telegram (with its limits on), sixty people and a headless Chromium are this process and its
child, the bot is one of its own.
"""

import argparse
import asyncio
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.figures import Figure, median, percentile
from bench.room_page import Album, looking
from bench.room_people import Room
from bench.room_run import SUBJECTS, THINK, Bot, Course, Run, load, size_of_state
from bench.room_stored import Compared, compared
from bench.room_telegram import Traffic, traffic
from bot.store import Store
from tests.auxil.telegram import running

GROUP = -1001


class Shape(NamedTuple):
    """How large a workshop is, whose knowledge and pace it has, and where pictures go (None: nowhere)."""

    registrations: int = 12
    each_role: int = 12
    kind: str = "real"
    pace: str = "paced"
    think: tuple[float, float] = THINK
    pictures: Path | None = None


SMALL = Shape(registrations=1, each_role=6, kind="light", think=(0.2, 1.5))


def measure() -> Iterator[Figure]:
    """A small workshop, for the table of all benchmarks."""
    for figure in whole(SMALL):
        yield figure._replace(name=f"workshop: {figure.name.strip()}")


def whole(shape: Shape) -> list[Figure]:
    """One workshop; with two registrations or more the bot is killed while the second is voted on."""
    os.environ["NO_PROXY"] = "127.0.0.1"
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_whole(shape, Path(folder)))


async def _whole(shape: Shape, folder: Path) -> list[Figure]:
    begin, texts = time.time(), SUBJECTS[: shape.registrations]
    async with running() as server:
        server.flood = shape.pace == "paced"
        room, bot = Room(server, 1000, shape.each_role), Bot(server, folder, shape.kind, shape.pace)
        await bot.start()
        try:
            await room.begins("Schrapsessie jeugdhulp", GROUP)
            async with looking(bot.page(room.code)) as (browser, beamer):
                await room.fills(0.1 if shape.pace == "paced" else 0.0)
                album = Album(await browser.new_page(), shape.pictures)
                run = Run(room, bot, (beamer,), album, shape.think)
                await run.whole(texts, kill_in=texts[1] if len(texts) > 1 else None)
            used, state = bot.cpu(), await size_of_state(bot.store_url, room.code)
        finally:
            await bot.kill()
        store = await Store.open(bot.store_url)
        votes = await compared(store, room.code, room.cast)
        await store.close()
    looked = Figure(f"axe op {album.screens} schermen", len(album.violations), "", 0)
    for line in (*album.violations, *run.course.early, *beamer.wrong):
        print("fout:", line)
    return [
        *_counted(votes, run.course, room.cast.again),
        *_timed(run.course),
        *_sent(traffic(server)),
        Figure("rekentijd van de bot per antwoord, alles erbij", 1000 * used / votes.given, "ms"),
        Figure("toestand aan het eind", state, "KiB"),
        *((looked,) if album.screens else ()),
        Figure("fouten in de browser", len(beamer.wrong), "", 0),
        Figure("hele workshop", time.time() - begin, "s"),
    ]


def _counted(votes: Compared, course: Course, again: int) -> list[Figure]:
    return [
        Figure("antwoorden en redenen gegeven", votes.given, ""),
        Figure("  kwijt, anders of te veel in de opslag", votes.lost + votes.other + votes.extra, "", 0),
        Figure("  opnieuw gedrukt (kaart was intussen vernieuwd)", again, ""),
        Figure("te vroeg iets van de uitslag op pagina of kaart", len(course.early), "", 0),
    ]


def _timed(course: Course) -> list[Figure]:
    killed = [
        Figure("na kill -9: tot iedereen klaar is met de ronde", course.killed or 0.0, "s"),
        Figure("na kill -9: kaarten die niet kloppen", course.wrong_cards, "", 0),
    ]
    return [
        Figure(f"van stem tot pagina ({len(course.to_page)}), p50", median(course.to_page), "s", 1),
        Figure("van stem tot pagina, p99", percentile(course.to_page, 0.99), "s", 1),
        Figure("van stem tot pagina, langste", max(course.to_page), "s"),
        Figure("van Toon de stemmen tot pagina, p50", median(course.reveal_to_page), "s", 1),
        Figure("van Toon de stemmen tot alle kaarten, p50", median(course.reveal_to_cards), "s"),
        Figure("een ronde van ieder drie antwoorden, p50", median(course.rounds), "s"),
        *(killed if course.killed is not None else ()),
    ]


def _sent(seen: Traffic) -> list[Figure]:
    return [
        Figure("berichten naar Telegram", seen.messages, ""),
        Figure("  geweigerd (te veel)", seen.refused, "", 0),
        Figure("  meeste in een seconde", seen.most_a_second, "", 30),
        Figure("  meeste in een minuut in de groep", seen.most_a_minute_in_group, "", 20),
    ]


def lines(figures: Sequence[Figure]) -> Iterator[str]:
    """A line for each."""
    for one in figures:
        aim = "" if one.aim is None else f"≤ {one.aim:g}"
        yield f"{one.name:<60}{one.value:>10.2f} {one.unit:<4}{aim:>8}"


if __name__ == "__main__":
    parser, usual = argparse.ArgumentParser(), Shape()
    parser.add_argument("--registrations", type=int, default=usual.registrations)
    parser.add_argument("--each-role", type=int, default=usual.each_role)
    parser.add_argument("--kind", choices=("real", "light"), default=usual.kind)
    parser.add_argument("--pace", choices=("paced", "freely"), default=usual.pace)
    parser.add_argument("--think", type=float, nargs=2, default=usual.think, metavar=("LEAST", "MOST"))
    parser.add_argument("--pictures", type=Path)
    print("belasting van de machine:", load())
    for line in lines(whole(Shape(**vars(parser.parse_args())))):
        print(line)
    print("belasting van de machine:", load())
