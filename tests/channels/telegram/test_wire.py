"""Calls to Telegram, at a server that does what it is told."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypeAlias

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from telegram import Bot
from telegram.error import NetworkError, TimedOut
from telegram.request import RequestData

from bot.channels.telegram.wire import Wire

TOKEN = "110201543:geheim"
Answers: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def calling(answers: Answers, connections: int = 1) -> AsyncIterator[tuple[Wire, str]]:
    """Connections to a server that answers so, and the address of a method there."""
    async with TestServer(_any(answers)) as server:
        wire = Wire(str(server.make_url("/")), connections)
        await wire.initialize()
        yield wire, str(server.make_url(f"/bot{TOKEN}/getMe"))
        await wire.shutdown()


async def test_a_call_gives_the_status_and_the_body_whatever_they_are() -> None:
    async def refuse(request: web.Request) -> web.Response:
        assert not await request.read()
        return web.Response(status=429, body=b"nee")

    async with calling(refuse) as (wire, url):
        assert await wire.do_request(url, "POST") == (429, b"nee")
        assert await wire.do_request(url, "GET", RequestData()) == (429, b"nee")


async def test_a_document_comes_over_as_it_is() -> None:
    async def take(request: web.Request) -> web.Response:
        form = await request.post()
        document = form["document"]
        assert isinstance(document, web.FileField)
        assert (form["chat_id"], document.filename, document.file.read()) == ("44", "nota é.pdf", b"%PDF")
        place = {"message_id": 7, "date": 1, "chat": {"id": 44, "type": "private"}}
        return web.json_response({"ok": True, "result": place})

    async with calling(take) as (wire, url):
        bot = Bot(TOKEN, url.removesuffix(f"{TOKEN}/getMe"), request=wire)
        assert (await bot.send_document(44, b"%PDF", filename="nota é.pdf")).message_id == 7


async def test_who_says_nothing_is_not_waited_for_longer_than_was_asked() -> None:
    async def wait(_: web.Request) -> web.Response:
        await asyncio.sleep(60)
        return web.Response()

    async with calling(wait) as (wire, url):
        with pytest.raises(TimedOut):
            await wire.do_request(url, "POST", read_timeout=0.05)


async def test_who_breaks_off_is_named_without_the_token() -> None:
    async def break_off(request: web.Request) -> web.Response:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    async with calling(break_off) as (wire, url):
        with pytest.raises(NetworkError) as caught:
            await wire.do_request(url, "POST")
        assert not isinstance(caught.value, TimedOut)
        assert "geheim" not in str(caught.value)


async def test_there_is_no_calling_before_the_beginning_or_after_the_end() -> None:
    wire = Wire("http://127.0.0.1:1", 1)
    with pytest.raises(RuntimeError):
        await wire.do_request("http://127.0.0.1:1/", "POST")
    await wire.initialize()
    await wire.initialize()  # as when the first try to connect failed
    await wire.shutdown()
    await wire.shutdown()
    with pytest.raises(RuntimeError):
        await wire.do_request("http://127.0.0.1:1/", "POST")


async def test_no_more_connections_are_made_than_there_may_be() -> None:
    at_once, most = 0, 0

    async def count(_: web.Request) -> web.Response:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        await asyncio.sleep(0.01)
        at_once -= 1
        return web.Response()

    async with calling(count, connections=3) as (wire, url):
        await asyncio.gather(*(wire.do_request(url, "POST") for _ in range(9)))
    assert most == 3


@pytest.mark.parametrize("prefix", ["http://", ""])
async def test_a_proxy_of_the_environment_is_used_but_not_where_it_says_not_to(
    monkeypatch: pytest.MonkeyPatch, prefix: str
) -> None:
    async def proxy(request: web.Request) -> web.Response:
        return web.Response(text=request.raw_path)

    url = "http://bot-api.gemeente.example/bot1:a/getMe"
    async with TestServer(_any(proxy)) as server:
        monkeypatch.setenv("HTTP_PROXY", f"{prefix}127.0.0.1:{server.port}")
        monkeypatch.delenv("http_proxy", raising=False)
        wire = Wire("http://bot-api.gemeente.example", 1)
        await wire.initialize()
        assert await wire.do_request(url, "POST") == (200, url.encode())
        await wire.shutdown()
        async with calling(proxy) as (direct, address):
            assert (await direct.do_request(address, "POST"))[1].startswith(b"/bot")


def _any(answers: Answers) -> web.Application:
    application = web.Application()
    application.router.add_route("*", "/{any:.*}", answers)
    return application
