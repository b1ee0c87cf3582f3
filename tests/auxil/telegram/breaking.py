"""How a call goes wrong on the line."""

import asyncio

from aiohttp import web

from tests.auxil.telegram.faults import DropAfterwards, Fault, NoAnswer, Reset, SilenceAfterwards


async def before(request: web.Request, fault: Fault | None) -> None:
    """What goes wrong before anything happens."""
    match fault:
        case NoAnswer():
            await asyncio.Event().wait()
        case Reset():
            await _break(request)


async def afterwards(request: web.Request, fault: Fault | None) -> None:
    """What goes wrong when all has happened."""
    match fault:
        case SilenceAfterwards():
            await asyncio.Event().wait()
        case DropAfterwards():
            await _break(request)


async def _break(request: web.Request) -> None:
    """Closes the connection; this handler is cancelled then."""
    if request.transport:
        request.transport.close()
    await asyncio.Event().wait()
