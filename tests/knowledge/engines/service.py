"""A strict embeddings service on loopback, which misbehaves on order."""

import asyncio
import hashlib
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TypeAlias

from aiohttp import web
from aiohttp.test_utils import TestServer

KEY = "sk-geheim-0123456789abcdef"
MODEL = "intfloat/e5-proef"
PLAIN_MODEL = "ander-model"
SIZE = 6

Answer: TypeAlias = dict[str, object]
Fault: TypeAlias = Callable[[web.Request, Answer], Awaitable[web.StreamResponse]]


@dataclass
class Service:
    """Answers each call, with the next of `faults` when there is one; `inputs` holds what was asked."""

    url: str = ""
    key: str | None = KEY
    inputs: list[list[str]] = field(default_factory=list)
    faults: deque[Fault] = field(default_factory=deque)

    async def embeddings(self, request: web.Request) -> web.StreamResponse:
        """The one method; whatever is not exactly as OpenAI describes it is refused."""
        expected = None if self.key is None else f"Bearer {self.key}"
        given = request.headers.get("Authorization")
        if given != expected:
            return _error(401, "invalid_api_key", f"Incorrect API key provided: {given}")
        if request.content_type != "application/json":
            return _error(400, "invalid_request_error", "content type")
        question = await request.json()
        match question:
            case {"model": str(model), "input": [*texts], "encoding_format": "float"} if len(question) == 3:
                pass
            case _:
                return _error(400, "invalid_request_error", "unexpected fields")
        if not 1 <= len(texts) <= 32 or not all(isinstance(text, str) and text for text in texts):
            return _error(400, "invalid_request_error", "'$.input' is invalid")
        self.inputs.append(texts)
        if model not in (MODEL, PLAIN_MODEL):
            return _error(404, "model_not_found", f"The model `{model}` does not exist")
        # In disorder: the order of an answer is in its indexes.
        data = [
            {"object": "embedding", "index": number, "embedding": vector(text)}
            for number, text in reversed(list(enumerate(texts)))
        ]
        answer: Answer = {"object": "list", "model": model, "data": data, "usage": {"total_tokens": 1}}
        if self.faults:
            return await self.faults.popleft()(request, answer)
        return web.json_response(answer)


def vector(text: str) -> list[float]:
    """A vector that belongs to `text`, not of length 1."""
    return [1.0 + byte for byte in hashlib.sha256(text.encode()).digest()[:SIZE]]


@asynccontextmanager
async def serving() -> AsyncIterator[Service]:
    """A service that runs until the end of the block."""
    service = Service()
    app = web.Application()
    app.router.add_post("/v1/embeddings", service.embeddings)
    server = TestServer(app)
    await server.start_server(shutdown_timeout=0.1)
    service.url = str(server.make_url("/v1"))
    try:
        yield service
    finally:
        await server.close()


def refusing(status: int, code: str = "error", **headers: str) -> Fault:
    """Refuse, and repeat the key as some services do."""

    async def fault(request: web.Request, _: Answer) -> web.Response:
        said = f"{code} for {request.headers.get('Authorization')}"
        return _error(
            status, code, said, **{name.replace("_", "-"): value for name, value in headers.items()}
        )

    return fault


def saying(body: str | bytes) -> Fault:
    """Answer 200 with `body`."""

    async def fault(_: web.Request, __: Answer) -> web.Response:
        return web.Response(body=body, content_type="application/json")

    return fault


def altering(change: Callable[[list[dict[str, object]]], object]) -> Fault:
    """Answer with vectors that `change` has changed."""

    async def fault(_: web.Request, answer: Answer) -> web.Response:
        data = answer["data"]
        assert isinstance(data, list)
        change(data)
        return web.json_response(answer)

    return fault


async def silent(_: web.Request, answer: Answer) -> web.Response:
    """Say nothing for longer than any test waits."""
    await asyncio.sleep(5)
    return web.json_response(answer)


async def cut_off(request: web.Request, answer: Answer) -> web.StreamResponse:
    """Break the connection halfway through the answer."""
    body = web.json_response(answer).body
    assert isinstance(body, bytes)
    response = web.StreamResponse(headers={"Content-Type": "application/json"})
    response.content_length = len(body)
    await response.prepare(request)
    await response.write(body[: len(body) // 2])
    assert request.transport is not None
    request.transport.close()
    return response


def _error(status: int, code: str, message: str, **headers: str) -> web.Response:
    error = {"error": {"message": message, "type": "error", "param": None, "code": code}}
    return web.json_response(error, status=status, headers=headers)
