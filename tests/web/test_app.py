"""The pages for machines, without a bot behind them."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from sqlalchemy.ext.asyncio import create_async_engine

from bot.store import Store
from bot.web.app import LARGEST, SECRET_HEADER, Inbox, State, build_web

SECRET = "geheim-" * 6


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path}/web.db"


@pytest.fixture
async def state(url: str) -> AsyncIterator[State]:
    store = await Store.open(url)
    yield State(store)
    await store.close()


def asking(state: State, inbox: Inbox | None = None) -> httpx.AsyncClient:
    """A client of the pages."""
    pages = build_web(state, lambda: b"een_getal 1.0\n", inbox)
    return httpx.AsyncClient(transport=httpx.ASGITransport(pages), base_url="http://bot")


def inbox(taken: list[bytes]) -> Inbox:
    """Takes what begins with an accolade."""

    async def take(body: bytes) -> int:
        taken.append(body)
        return 200 if body.startswith(b"{") else 400

    return Inbox("/post", SECRET, take)


async def test_alive_says_nothing_about_the_rest(state: State) -> None:
    async with asking(state) as http:
        assert (await http.get("/healthz")).text == "ok"


async def test_ready_once_started_and_while_the_database_answers(state: State, url: str) -> None:
    async with asking(state) as http:
        assert (await http.get("/readyz")).status_code == 503
        state.started = True
        assert (await http.get("/readyz")).status_code == 200
        engine = create_async_engine(url)
        async with engine.begin() as connection:
            await connection.exec_driver_sql("ALTER TABLE people RENAME TO gone")
        away = await http.get("/readyz")
        assert (away.status_code, away.json()) == (503, {"database": "unreachable", "index": "open"})
        async with engine.begin() as connection:
            await connection.exec_driver_sql("ALTER TABLE gone RENAME TO people")
        await engine.dispose()
        assert (await http.get("/readyz")).status_code == 200


async def test_metrics_in_the_form_prometheus_reads(state: State) -> None:
    async with asking(state) as http:
        told = await http.get("/metrics")
    assert told.content == b"een_getal 1.0\n"
    assert told.headers["content-type"].startswith("text/plain; version=0.0.4")


async def test_without_an_inbox_there_is_no_door(state: State) -> None:
    async with asking(state) as http:
        assert (await http.post("/post", content=b"{}")).status_code == 404


async def test_only_with_the_secret_and_only_once_started(state: State) -> None:
    taken = list[bytes]()
    good = {SECRET_HEADER: SECRET}
    async with asking(state, inbox(taken)) as http:
        assert (await http.post("/post", content=b"{1}", headers=good)).status_code == 503
        state.started = True
        assert (await http.post("/post", content=b"{2}")).status_code == 403
        wrong = {SECRET_HEADER: SECRET.upper()}
        assert (await http.post("/post", content=b"{3}", headers=wrong)).status_code == 403
        assert (await http.post("/post", content=b"[4]", headers=good)).status_code == 400
        assert (await http.post("/post", content=b"{5}", headers=good)).status_code == 200
    assert taken == [b"[4]", b"{5}"]


@pytest.mark.parametrize(("size", "code"), [(LARGEST, 200), (LARGEST + 1, 413)])
async def test_a_body_has_an_end_also_when_its_length_is_not_told(state: State, size: int, code: int) -> None:
    taken, sent = list[bytes](), 0
    state.started = True

    async def pieces() -> AsyncIterator[bytes]:
        nonlocal sent
        yield b"{"
        sent = 1
        while sent < size:
            piece = b" " * min(65536, size - sent)
            yield piece
            sent += len(piece)

    async with asking(state, inbox(taken)) as http:
        response = await http.post("/post", content=pieces(), headers={SECRET_HEADER: SECRET})
    assert response.status_code == code
    assert [len(one) for one in taken] == ([size] if code == 200 else [])


async def test_updates_do_not_wait_for_each_other(state: State) -> None:
    gate, state.started = asyncio.Event(), True

    async def take(body: bytes) -> int:
        if body == b"slow":
            await gate.wait()
        return 200

    headers = {SECRET_HEADER: SECRET}
    async with asking(state, Inbox("/post", SECRET, take)) as http:
        slow = asyncio.create_task(http.post("/post", content=b"slow", headers=headers))
        await asyncio.sleep(0)
        assert (await http.post("/post", content=b"quick", headers=headers)).status_code == 200
        assert not slow.done()
        gate.set()
        assert (await slow).status_code == 200
