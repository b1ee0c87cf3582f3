"""One whole workshop, step by step, with the bot as a process of its own and the page in a browser."""

import asyncio
import os
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from bench.room_page import Album
from bench.room_people import REASONS, Room, card, reason
from bench.room_stored import delays, stored
from bench.telegram_load import cpu_seconds, started
from bot.store import Store
from tests.auxil.telegram import TelegramServer
from tests.channels.telegram.hooked import free_port

SUBJECTS = (
    "Begeleiders houden per kwartier bij wat ze doen",
    "Aanbieders sturen elk half jaar een tevredenheidsonderzoek",
    "Per cliënt een evaluatieverslag in ons eigen formulier",
    "Wachttijden per maand in een eigen rekenblad",
    "De raad krijgt elk kwartaal het aantal klachten",
    "Aanbieders melden elke maand het ziekteverzuim van hun personeel",
    "Een jaarlijks overzicht van alle incidenten in de opvang",
    "Ritten naar de dagbesteding per deelnemer per dag",
    "Een score op elf leefgebieden, elk half jaar",
    "De omzet per product en per wijk, elk kwartaal",
    "Een verklaring van de wijkagent bij elke aanvraag",
    "Het aantal vrijwilligers bij elke aanbieder",
)
THINK = (0.5, 3.0)
"""Seconds that somebody thinks about a question: sixty people then send about as much as Telegram allows."""

RESULTS = ("Uitslag van", 'class="answers"')
"""What every page with results has, and no other."""


class Bot:
    """A bot that can be killed and started again, on one database and at one address."""

    def __init__(
        self, server: TelegramServer, folder: Path, kind: str, pace: str, store_url: str = "", *hook: str
    ) -> None:
        """Without `store_url` it has a file; `hook` is the address of a webhook and its secret."""
        self._server = server
        self.port = free_port()
        self.store_url = store_url or f"sqlite+aiosqlite:///{folder / 'zaal.db'}"
        self._until = "setWebhook" if hook else "getUpdates"
        root = server.base_url.removesuffix("/bot")
        where = str(folder), self.store_url, server.token, root, str(self.port)
        self._arguments = (kind, pace, *where, *hook)
        self._stack = AsyncExitStack()
        self._used = 0.0
        self._pid = 0

    async def start(self) -> None:
        """Runs from now on."""
        bot = started(self._server, "bench.room_bot", *self._arguments, until=self._until)
        self._pid = (await self._stack.enter_async_context(bot)).pid

    async def kill(self) -> None:
        """SIGKILL."""
        self._used += cpu_seconds(self._pid)
        await self._stack.aclose()

    def cpu(self) -> float:
        """Seconds of processor time until now, of every process that it was."""
        return self._used + cpu_seconds(self._pid)

    def page(self, code: str) -> str:
        """The address of the page of a workshop."""
        return f"http://127.0.0.1:{self.port}/w/{code}"


class Watching(Protocol):
    """A page that follows a workshop."""

    async def counted(self, since: float) -> list[tuple[float, int]]:
        """When it showed how many were ready (seconds, wall clock), from this moment on."""

    async def counts(self, ready: int, seconds: float = ...) -> None:
        """Waits until it shows that so many are ready."""

    async def reveals(self, seconds: float = ...) -> float:
        """Waits until it shows the result; the moment."""

    async def source(self) -> str:
        """Everything that the page has now."""

    async def fetch(self, address: str) -> str:
        """What another address says, now."""


@dataclass
class Course:
    """What was measured: seconds, but for `early` (things that a page showed too soon) and `wrong_cards`."""

    to_page: list[float] = field(default_factory=list)
    reveal_to_page: list[float] = field(default_factory=list)
    reveal_to_cards: list[float] = field(default_factory=list)
    rounds: list[float] = field(default_factory=list)
    killed: float | None = None
    early: list[str] = field(default_factory=list)
    wrong_cards: int = 0


class Run:
    """The workshop of one room; `think` is how long people think about a question."""

    def __init__(
        self,
        room: Room,
        bot: Bot,
        beamers: Sequence[Watching],
        album: Album | None = None,
        think: tuple[float, float] = THINK,
    ) -> None:
        self._room = room
        self._bot = bot
        self._beamers = beamers
        self._album = album
        self._think = think
        self._control = ""
        self.course = Course()

    async def whole(self, registrations: Sequence[str], kill_in: str | None = None) -> None:
        """From the list to the end. In the first round about `kill_in` the bot is killed."""
        room = self._room
        await self._secret()
        await self._pictures("1-doe-mee")
        await room.lists(registrations)
        await self._pictures("2-lijst", "?scherm=lijst")
        for text in registrations:
            pictures = text == registrations[0]
            await room.leads(f"Op tafel: {text}", f"Op tafel: {text}")
            await room.sees("Zo dadelijk opent de facilitator de stemming")
            await self._pictures("3-wat-we-weten", when=pictures)
            await self._round(text, 1, "Open de stemming", kill=text == kill_in, pictures=pictures)
            if pictures:
                await room.leads("Praten: 3 minuten", "De stemmen van ronde 1")
                await self._pictures("6-praten")
                await self._pictures("7-redenen", "?scherm=redenen")
            await self._round(text, 2, "Nog een ronde", kill=False, pictures=False)
            await self._pictures("8-uitslag-ronde-2", when=pictures)
            outcome = ("schrappen", "standaardiseren", "behouden")[registrations.index(text) % 3]
            await room.leads(f"Besluit: {outcome}", "De zaal besluit over")
            await room.sees("De zaal besluit over")
            for voter in room.voters[:4]:
                await voter.disagrees()
            await self._pictures("9-besluit", when=pictures)
        await self._pictures("10-overzicht", "?scherm=overzicht")
        await room.leads("Sluit af", "Wilt u de workshop afsluiten")
        await room.leads("Ja, sluit af", "De workshop is klaar")
        await room.sees("De workshop is klaar")
        await self._pictures("11-klaar")

    async def _round(self, text: str, number: int, button: str, *, kill: bool, pictures: bool) -> None:
        room, course, begin = self._room, self.course, time.time()
        room.cast.complete.clear()
        await room.leads(button, "mensen hebben gestemd")
        voting = asyncio.create_task(room.votes(text, number, self._think, reasons=len(room.voters) // 5))
        if kill:
            await self._killed(voting)
        await voting
        everybody = len(room.voters)
        for beamer in self._beamers:
            await beamer.counts(everybody)
        course.rounds.append(time.time() - begin)
        if not kill:  # the page could not know while there was no bot
            for beamer in self._beamers:
                course.to_page += delays(room.cast.complete, await beamer.counted(begin))
        await self._pictures("4-stemmen", when=pictures)
        await self._nothing_early(number)
        at = await room.leads("Toon de stemmen", f"De stemmen van ronde {number} ({everybody} mensen)")
        course.reveal_to_page.append(await self._beamers[0].reveals() - at)
        source = await self._beamers[0].source()
        assert all(what in source for what in RESULTS), "what is looked for is not how results look"
        await room.sees(f"De stemmen van ronde {number} ({everybody} mensen)")
        course.reveal_to_cards.append(time.time() - at)
        await self._pictures("5-uitslag", when=pictures)

    async def _killed(self, voting: asyncio.Task[None]) -> None:
        """Half-way the bot is killed; a new one starts while people go on pressing."""
        room = self._room
        while len(room.cast.complete) < len(room.voters) // 2:  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0.05)
        at = time.time()
        await self._bot.kill()
        await self._bot.start()
        await voting
        self.course.killed = time.time() - at
        self.course.wrong_cards = sum(
            "U hebt alle vragen beantwoord" not in card(one.user).text for one in room.voters
        )

    async def _nothing_early(self, number: int) -> None:
        """Looks in the source of the page, and on every card, for what only a reveal may show."""
        written = [reason(place, number) for place in range(len(REASONS))]
        for beamer in self._beamers:
            source = await beamer.source()
            other = await beamer.fetch(self._bot.page(self._room.code) + "?scherm=redenen")
            self.course.early += [what for what in (*RESULTS, *written) if what in source]
            self.course.early += [what for what in written if what in other]
        for voter in self._room.voters:
            self.course.early += ["card"] if f"De stemmen van ronde {number}" in card(voter.user).text else []

    async def _secret(self) -> None:
        store = await Store.open(self._bot.store_url)
        gathering = await store.workshops.find(self._room.code)
        assert gathering is not None
        await store.close()
        self._control = f"/{gathering.secret}"

    async def _pictures(self, name: str, query: str = "", *, when: bool = True) -> None:
        if when and self._album is not None:
            page = self._bot.page(self._room.code)
            await self._album.takes(name, page + query)
            if not query:
                await self._album.takes(f"{name}-bediening", page + self._control)


async def size_of_state(store_url: str, code: str) -> float:
    """The state of a workshop as it is stored, in KiB."""
    store = await Store.open(store_url)
    workshop = await stored(store, code)
    await store.close()
    return len(workshop.model_dump_json()) / 1024


def load() -> str:
    """How busy this machine is: averages over 1, 5 and 15 minutes."""
    return " ".join(f"{one:.1f}" for one in os.getloadavg())
