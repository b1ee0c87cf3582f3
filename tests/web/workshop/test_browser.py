"""The pages in a real browser: for everybody, without a mouse, and when the connection goes."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from importlib.resources import files

import pytest
from playwright.async_api import Page, expect

from bot.domain import Outcome
from bot.workshop import Event
from bot.workshop import events as on
from tests.web.workshop.house import House, browsing
from tests.web.workshop.room import SECRET, joined, listed, round_of, verdict, votes

AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
SCREEN, PHONE = {"width": 1024, "height": 768}, {"width": 390, "height": 844}
ALL = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
COLOURS = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}
MOST_TABS = 120


@pytest.fixture
async def house() -> AsyncIterator[House]:
    house = House()
    await house.open()
    yield house
    await house.close()


async def violations(page: Page, name: str) -> list[str]:
    """What axe-core has against a page: everything on a screen and on a phone, and both colours."""
    found: list[str] = []
    for size, theme, options in (
        (SCREEN, "light", ALL),
        (SCREEN, "dark", COLOURS),
        (PHONE, "dark", ALL),
    ):
        await page.set_viewport_size({"width": size["width"], "height": size["height"]})
        await page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        if not await page.evaluate("typeof axe === 'object'"):
            await page.evaluate(AXE)
        told = await page.evaluate(f"axe.run({json.dumps(options)})")
        for one in told["violations"]:
            found += [f"{name} {size['width']} {theme}: {one['id']} {node['html']}" for node in one["nodes"]]
        wide = await page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        found += [f"{name} {size['width']}: {wide} pixels too wide"] if wide > 0 else []
    return found


async def test_every_screen_is_for_everybody_and_follows_the_room(house: House) -> None:
    soon = datetime.now(UTC) + timedelta(minutes=5)
    stages: dict[str, tuple[Event, ...]] = {
        "lobby": joined(),
        "offers": (
            *listed(),
            on.Proposed(text="Aanbieders sturen ieder half jaar een tevredenheidsonderzoek"),
        ),
        "evidence": (on.Merged(keep="r2", drop="r6"), on.Opened(item="r1")),
        "voting": (on.VotingOpened(item="r1"), *votes("r1", 1, 12)),
        "revealed": (*votes("r1", 1), on.Revealed(item="r1", round=1), on.TalkStarted(item="r1", until=soon)),
        "second": round_of("r1", 2),
        "decided": (on.Decided(item="r1", verdict=verdict(Outcome.BEHOUDEN)), on.Skipped(item="r5")),
        "closed": (on.Closed(),),
    }
    found: list[str] = []
    async with browsing() as browser:
        beamer, controls = await browser.new_page(), await browser.new_page()
        wrong: list[str] = []
        for page in (beamer, controls):
            page.on("console", lambda message: wrong.append(message.text))
            page.on("pageerror", lambda error: wrong.append(str(error)))
        await beamer.goto(house.address)
        await controls.goto(f"{house.address}/{SECRET}")
        for name, events in stages.items():
            house.hall.all(events)
            await house.shown(beamer)
            await house.shown(controls)
            found += await violations(beamer, name)
            await controls.evaluate(
                "document.querySelectorAll('details').forEach((one) => { one.open = true; })"
            )
            found += await violations(controls, f"{name}, controls")
        for screen in ("lijst", "redenen", "overzicht"):
            await beamer.goto(f"{house.address}?scherm={screen}")
            found += await violations(beamer, screen)
        assert wrong == []
        await beamer.goto(f"http://127.0.0.1:{house.port}/w/ONZIN2")
        found += await violations(beamer, "unknown")
    assert found == []


async def tab_to(page: Page, what: str) -> None:
    """Presses Tab until what has the focus carries this name."""
    name = """() => { const one = document.activeElement;
      const label = one.labels && one.labels[0]; return (label || one).innerText.split('\\n')[0].trim(); }"""
    for _ in range(MOST_TABS):
        await page.keyboard.press("Tab")
        if (await page.evaluate(name)).startswith(what):
            return
    raise AssertionError(f"{what!r} cannot be reached")


async def press(page: Page, what: str) -> None:
    """A button, with the keyboard."""
    await tab_to(page, what)
    await page.keyboard.press("Enter")


async def test_a_round_without_a_mouse_and_with_a_server_that_restarts(house: House) -> None:
    hall = house.hall
    hall.all(joined())
    async with browsing() as browser:
        beamer, page = await browser.new_page(), await browser.new_page()
        await beamer.goto(house.address)
        await page.goto(f"{house.address}/{SECRET}")
        now, told = page.locator("#now-title"), page.locator("#told")

        await tab_to(page, "Registratie")
        await page.keyboard.type("Verslag per kwartaal")
        await press(page, "Toevoegen")
        await expect(told).to_have_text("De registratie staat op de lijst.")
        await press(page, "Op tafel")
        await expect(now).to_have_text("Nu op tafel")
        await expect(now).to_be_focused()
        await press(page, "Stemmen openen")
        await expect(told).to_have_text("De stemming is open.")
        await house.shown(beamer, votes("r1", 1))
        await expect(beamer.locator(".huge")).to_have_text("18 van de 18 klaar")
        await press(page, "Uitslag tonen")
        await expect(beamer.locator(".kicker")).to_have_text("Uitslag van ronde 1, 18 stemmen")
        await press(page, "5 min")
        await expect(told).to_have_text("De klok loopt.")

        # Somebody comes in while the facilitator types: what is typed stays, and so does the focus.
        await tab_to(page, "Actie")
        await page.keyboard.type("De vraag gaat uit het ")
        await house.shown(page, [on.Left(participant="p17")])
        await expect(page.locator("#room")).to_contain_text("17 deelnemers")
        await page.keyboard.type("contract")
        action = page.get_by_label("Actie")
        await expect(action).to_have_value("De vraag gaat uit het contract")
        await page.reload()
        await expect(action).to_have_value("De vraag gaat uit het contract")

        # Without an answer it does not go: the focus is at what is missing, and nothing is lost.
        await press(page, "Besluit vastleggen")
        await expect(page.locator("#f-decide-r1-outcome-fault")).to_have_text("Kies een van de antwoorden.")
        await expect(page.get_by_label("Behouden")).to_be_focused()
        await expect(action).to_have_value("De vraag gaat uit het contract")

        # The server goes and comes back, and meanwhile somebody else opens the second round.
        await house.close()
        await expect(beamer.locator("#lost")).to_contain_text("De verbinding is weg.")
        await page.keyboard.press("Space")
        await press(page, "Besluit vastleggen")
        await expect(page.locator("#f-decide-r1 > .fault").last).to_contain_text("Niet verstuurd")
        hall.all([on.VotingOpened(item="r1"), *votes("r1", 2, 17)])
        await house.open()
        await expect(beamer.locator(".huge")).to_have_text("17 van de 17 klaar")
        await expect(beamer.locator("#lost")).to_be_hidden()
        await expect(beamer.locator("#announce")).not_to_be_empty()
        await house.shown(page)
        await press(page, "Uitslag tonen")
        await expect(beamer.locator(".kicker")).to_have_text("Uitslag van ronde 2, 17 stemmen")

        await expect(page.get_by_label("Actie")).to_have_value("De vraag gaat uit het contract")
        await press(page, "Besluit vastleggen")
        await expect(told).to_have_text("Het besluit is vastgelegd.")
        await expect(beamer.locator(".room .outcome")).to_have_text("Behouden")
        await expect(beamer.locator(".agreed")).to_contain_text("De vraag gaat uit het contract")

        # The screen that was chosen is remembered.
        await tab_to(beamer, "Donker scherm")
        await beamer.keyboard.press("Enter")
        await beamer.reload()
        await expect(beamer.locator("html")).to_have_attribute("data-theme", "dark")
        await expect(beamer.locator("button.theme")).to_have_attribute("aria-pressed", "true")
