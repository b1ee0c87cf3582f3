"""The server in the bot's own event loop: it stops when it is told to, and finishes what it began."""

import asyncio
import signal

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.web.server import Server
from tests.channels.telegram.hooked import free_port


async def test_a_request_in_hand_is_finished_and_no_new_one_is_taken() -> None:
    begun, gate = asyncio.Event(), asyncio.Event()

    async def slow(_: Request) -> Response:
        begun.set()
        await gate.wait()
        return PlainTextResponse("klaar")

    port = free_port()
    server = Server(Starlette(routes=[Route("/", slow)]), "127.0.0.1", port)
    handler = signal.getsignal(signal.SIGTERM)
    await server.start()
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as http:
        asked = asyncio.create_task(http.get("/"))
        await begun.wait()
        assert signal.getsignal(signal.SIGTERM) is handler
        stopping = asyncio.create_task(server.stop())
        await asyncio.sleep(0.3)
        with pytest.raises(httpx.ConnectError):
            await http.get("/")
        gate.set()
        assert (await asked).text == "klaar"
    async with asyncio.timeout(5):
        await stopping


async def test_stopping_what_never_started() -> None:
    server = Server(Starlette(), "127.0.0.1", free_port())
    await server.stop()


async def test_a_port_that_is_taken_is_an_error() -> None:
    port = free_port()
    one = Server(Starlette(), "127.0.0.1", port)
    await one.start()
    with pytest.raises(OSError, match="in use"):
        await Server(Starlette(), "127.0.0.1", port).start()
    await one.stop()
