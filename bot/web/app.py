"""The pages: updates from Telegram, health, metrics."""

import asyncio
import hmac
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import NamedTuple

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.store import Store, StoreError
from bot.web.prometheus import CONTENT_TYPE

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header

LARGEST = 1 << 20
"""Bytes. Ten times what the longest message of Telegram takes."""

DATABASE_PATIENCE = 5.0
"""Seconds that the database gets to answer before it counts as out of reach."""


class Inbox(NamedTuple):
    """Where updates come in, and what is done with one: `take` gives the HTTP status to answer with."""

    path: str
    secret: str
    take: Callable[[bytes], Awaitable[int]]


class State:
    """How far the bot is; `started` once it takes updates."""

    def __init__(self, store: Store) -> None:
        self.started = False
        self._store = store

    async def reaches_database(self) -> bool:
        """Whether the database answers."""
        try:
            async with asyncio.timeout(DATABASE_PATIENCE):
                await self._store.people.role("")  # by its key: it takes as long however much is stored
        except (StoreError, TimeoutError) as error:
            log.warning("database out of reach: %s", type(error).__name__)
            return False
        return True


def build_web(
    state: State,
    exposition: Callable[[], bytes],
    inbox: Inbox | None,
    pages: Sequence[BaseRoute] = (),
) -> Starlette:
    """The pages for people, and those for whoever watches the bot; updates come in at the `inbox`."""

    async def alive(_: Request) -> Response:
        return PlainTextResponse("ok")

    async def ready(_: Request) -> Response:
        reached = await state.reaches_database()
        told = {
            "database": "reachable" if reached else "unreachable",
            "index": "open" if state.started else "opening",
        }
        return JSONResponse(told, 200 if reached and state.started else 503)

    async def metrics(_: Request) -> Response:
        return Response(exposition(), media_type=CONTENT_TYPE)

    routes: list[BaseRoute] = [*pages]
    routes += [Route("/healthz", alive), Route("/readyz", ready), Route("/metrics", metrics)]
    if inbox is not None:
        routes.append(Route(inbox.path, _door(inbox, state), methods=["POST"]))
    return Starlette(routes=routes)


def _door(inbox: Inbox, state: State) -> Callable[[Request], Awaitable[Response]]:
    async def come_in(request: Request) -> Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), inbox.secret.encode()):
            return Response(status_code=403)
        if not state.started:
            return Response(status_code=503)  # Telegram comes back
        try:
            body = await _body(request)
        except ClientDisconnect:
            return Response(status_code=400)
        if body is None:
            return Response(status_code=413)
        return Response(status_code=await inbox.take(body))

    return come_in


async def _body(request: Request) -> bytes | None:
    """The body; None when it is too large, of which no more is read than that."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            return None
    return bytes(body)
