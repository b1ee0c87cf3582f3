"""Who looks at a workshop, and the one look at the store for all of them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing

import httpx
import pytest

from bot.store import StoreError
from bot.store.errors import Trouble
from bot.web.server import Server
from bot.web.workshop.audience import MOST_AT_ONE, PACE, Audience
from bot.workshop import events as on
from tests.channels.telegram.hooked import free_port
from tests.web.workshop.room import CODE, MemoryHall, filled, site


@pytest.fixture
def hall() -> MemoryHall:
    hall = MemoryHall()
    hall.begin(filled())
    return hall


async def following(revisions: AsyncIterator[int | None]) -> int | None:
    """The next that is told."""
    async with asyncio.timeout(10):
        return await anext(revisions)


async def nobody_looks(audience: Audience) -> None:
    """Waits until it is so."""
    for _ in range(1000):
        if not audience.watched:
            return
        await asyncio.sleep(0.01)
    raise AssertionError(audience.watched)


async def test_everybody_hears_of_a_change_from_one_look_at_the_store(hall: MemoryHall) -> None:
    audience = Audience(hall.revision)
    pages = [audience.revisions(CODE) for _ in range(20)]
    assert [await following(page) for page in pages] == [1] * 20
    before = hall.asked
    hall.now(on.Proposed(text="Nog een registratie"))
    latest = hall.kept[CODE].revision
    assert [await following(page) for page in pages] == [latest] * 20
    assert (before, hall.asked) == (1, 2)
    for page in pages:
        await page.aclose()


async def test_nobody_looks_at_the_store_when_nobody_looks_at_the_page(hall: MemoryHall) -> None:
    audience = Audience(hall.revision)
    async with aclosing(audience.revisions(CODE)) as page, aclosing(audience.revisions(CODE)) as other:
        await following(page)
        await following(other)
        await page.aclose()
        assert audience.watched == {CODE}
    assert not audience.watched
    asked = hall.asked
    await asyncio.sleep(2 * PACE)
    assert hall.asked == asked


async def test_a_look_that_fails_is_followed_by_another(hall: MemoryHall) -> None:
    away = True

    async def revision(code: str) -> int | None:
        nonlocal away
        if away:
            away = False
            raise StoreError(Trouble.GONE)
        return await hall.revision(code)

    async with aclosing(Audience(revision).revisions(CODE)) as page:
        assert await following(page) == 1


async def test_there_is_an_end_to_how_many_look(hall: MemoryHall) -> None:
    audience = Audience(hall.revision)
    pages = [audience.revisions(CODE) for _ in range(MOST_AT_ONE)]
    for page in pages[:-1]:
        await following(page)
    assert not audience.is_full(CODE)
    await following(pages[-1])
    assert audience.is_full(CODE)
    assert not audience.is_full("ANDERS")
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(site(hall, audience)), base_url="http://bot"
    ) as http:
        assert (await http.get(f"/w/{CODE}/nieuws")).status_code == 503
    for page in pages:
        await page.aclose()
    assert not audience.is_full(CODE)


async def test_who_looks_at_a_workshop_that_goes_is_sent_away(hall: MemoryHall) -> None:
    audience = Audience(hall.revision)
    async with aclosing(audience.revisions(CODE)) as page:
        await following(page)
        del hall.kept[CODE]
        with pytest.raises(StopAsyncIteration):
            await following(page)
    assert not audience.watched


async def test_news_over_the_network_and_a_server_that_can_stop(hall: MemoryHall) -> None:
    audience = Audience(hall.revision)
    port = free_port()
    server = Server(site(hall, audience), "127.0.0.1", port)
    await server.start()
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=10) as http:
        async with http.stream("GET", f"/w/{CODE}/nieuws") as news:
            lines = news.aiter_lines()
            assert news.headers["content-type"].startswith("text/event-stream")
            assert [await anext(lines), await anext(lines)] == ["data: 1", ""]
            hall.now(on.Proposed(text="Nog een registratie"))
            assert await anext(lines) == f"data: {hall.kept[CODE].revision}"
        await nobody_looks(audience)
        async with http.stream("GET", f"/w/{CODE}/nieuws") as news:
            assert await anext(news.aiter_lines()) == f"data: {hall.kept[CODE].revision}"
            audience.close()
            async with asyncio.timeout(5):
                await server.stop()


async def test_a_fault_that_nobody_foresaw_sends_the_pages_back(hall: MemoryHall) -> None:
    async def revision(code: str) -> int | None:
        raise ZeroDivisionError

    audience = Audience(revision)
    with pytest.raises(StopAsyncIteration):
        await following(audience.revisions(CODE))
    assert not audience.watched
