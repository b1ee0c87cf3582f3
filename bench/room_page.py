"""The page of a workshop in a real browser: when it shows how many voted, how it looks, what axe finds."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, Page, expect
from pydantic import TypeAdapter

from tests.web.workshop.house import browsing
from tests.web.workshop.test_browser import violations

BEAMER, PHONE = {"width": 1920, "height": 1080}, {"width": 390, "height": 844}

_WATCH = """(() => {
  window.counted = [];
  let last = null;
  const look = () => {
    const shown = document.querySelector("main.voting .huge strong");
    const count = shown ? Number(shown.textContent) : null;
    if (count !== last && count !== null) window.counted.push([Date.now() / 1000, count]);
    last = count;
  };
  const begin = () => new MutationObserver(look).observe(
    document, { childList: true, subtree: true, characterData: true, attributes: true });
  if (document.documentElement) begin();
  else document.addEventListener("readystatechange", begin, { once: true });
})();"""
"""Notes when the number of who is ready changes in the page."""

_COUNTED = TypeAdapter(list[tuple[float, int]])


class Beamer:
    """The page that the room looks at, open all the time."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.wrong: list[str] = []

    async def counted(self, since: float) -> list[tuple[float, int]]:
        """When it showed how many were ready (seconds, wall clock), from this moment on."""
        told = _COUNTED.validate_python(await self.page.evaluate("window.counted"))
        return [(at, count) for at, count in told if at >= since]

    async def counts(self, ready: int, seconds: float = 30.0) -> None:
        """Waits until it shows that so many are ready."""
        shown = self.page.locator("main.voting .huge strong")
        await expect(shown).to_have_text(str(ready), timeout=seconds * 1000)

    async def reveals(self, seconds: float = 30.0) -> float:
        """Waits until it shows the result; the moment."""
        await self.page.wait_for_selector("main.revealed", timeout=seconds * 1000)
        return time.time()

    async def source(self) -> str:
        """Everything that the page has now."""
        return await self.page.content()

    async def fetch(self, address: str) -> str:
        """What another address says, now."""
        return await (await self.page.request.get(address)).text()


class Album:
    """Pictures of every screen, large and on a phone; and what axe-core has against them."""

    def __init__(self, page: Page, folder: Path | None) -> None:
        self._page = page
        self._folder = folder
        self.violations: list[str] = []
        self.screens = 0

    async def takes(self, name: str, address: str) -> None:
        """Looks at one screen; nothing without a folder for the pictures."""
        if self._folder is None:
            return
        await self._page.goto(address)
        await self._page.evaluate(
            "document.querySelectorAll('details').forEach((one) => { one.open = true; })"
        )
        self.violations += await violations(self._page, name)
        self.screens += 1
        for size, theme in ((BEAMER, "light"), (PHONE, "light"), (BEAMER, "dark")):
            await self._page.set_viewport_size({"width": size["width"], "height": size["height"]})
            await self._page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
            whole = size is PHONE or "bediening" in name
            file = self._folder / f"room-{name}-{size['width']}{'-dark' if theme == 'dark' else ''}.png"
            await self._page.screenshot(path=file, full_page=whole)


@asynccontextmanager
async def looking(address: str) -> AsyncIterator[tuple[Browser, Beamer]]:
    """A browser, with the page for the beamer open in it."""
    async with browsing() as browser:
        yield browser, await opened(browser, address)


async def opened(browser: Browser, address: str) -> Beamer:
    """The page for the beamer."""
    page = await browser.new_page(viewport={"width": 1920, "height": 1080})
    beamer = Beamer(page)
    page.on("pageerror", lambda error: beamer.wrong.append(str(error)))
    await page.add_init_script(_WATCH)
    await page.goto(address)
    return beamer
