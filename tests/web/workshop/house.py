"""The pages on a server of their own, and a browser to look at them."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

from playwright.async_api import Browser, Page, async_playwright, expect

from bot.web.server import Server
from bot.web.workshop import Audience
from bot.workshop import Event
from tests.channels.telegram.hooked import free_port
from tests.web.workshop.room import CODE, MemoryHall, filled, site

CHROMIUM = "/usr/bin/chromium"
PATIENCE = 15_000
"""Milliseconds: a machine that runs other tests meanwhile may need seconds to draw a page."""

expect.set_options(timeout=PATIENCE)


class House:
    """A hall with a server that can go away and come back at the same address."""

    def __init__(self, *, rehearsal: bool = False) -> None:
        self.hall = MemoryHall()
        self.hall.begin(filled(rehearsal=rehearsal))
        self.port = free_port()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/w/{CODE}"

    async def open(self) -> None:
        self._audience = Audience(self.hall.revision)
        self._server = Server(site(self.hall, self._audience), "127.0.0.1", self.port)
        await self._server.start()

    async def close(self) -> None:
        self._audience.close()
        await self._server.stop()

    async def shown(self, page: Page, *events: Iterable[Event]) -> None:
        """Waits until a page that is open shows what these events did, without a word from us."""
        for some in events:
            self.hall.all(some)
        await expect(page.locator("#live")).to_have_attribute(
            "data-revision", str(self.hall.kept[CODE].revision)
        )


@asynccontextmanager
async def browsing() -> AsyncIterator[Browser]:
    """A browser without a window."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        await browser.close()
