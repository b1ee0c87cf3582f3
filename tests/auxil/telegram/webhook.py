"""Updates that Telegram brings to the bot: one at a time for a chat, again until they are taken."""

import asyncio
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass

import aiohttp
from pydantic import TypeAdapter, ValidationError

from tests.auxil.telegram.faults import DropAfterwards, Faults
from tests.auxil.telegram.updates import Due, Updates
from tests.auxil.telegram.wire import Json, Params, bad_request

DELIVERY = "(delivery)"
"""How bringing an update is called in the log and in faults."""

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
PATIENCE = aiohttp.ClientTimeout(total=60)
_SECRET = re.compile(r"[A-Za-z0-9_-]*")
_STRINGS = TypeAdapter(list[str] | None)


@dataclass(frozen=True)
class Address:
    """Where to bring updates, what to say there, and how many at once."""

    url: str
    secret: str
    max_connections: int


class Webhook:
    """What setWebhook set, and the bringing itself; `retry_seconds` before a first second try."""

    def __init__(
        self, updates: Updates, faults: Faults, log: Callable[[Mapping[str, str], Mapping[str, Json]], None]
    ) -> None:
        self.retry_seconds = 0.1
        self._updates = updates
        self._faults = faults
        self._log = log
        self._address: Address | None = None
        self._last_error: str | None = None
        self._busy: set[int] = set()
        self._bringing: asyncio.Task[None] | None = None
        self.methods = {"setWebhook": self._set, "deleteWebhook": self._delete, "getWebhookInfo": self._info}

    @property
    def url(self) -> str:
        """Where updates are brought; empty if they are not."""
        return self._address.url if self._address else ""

    async def _set(self, params: Params) -> Json:
        params.refuse("certificate", "ip_address")
        url, secret = params.text("url"), params.text("secret_token")
        connections = params.integer("max_connections", 40)
        if not url:
            return await self._delete(params)
        if not url.startswith(("https://", "http://127.0.0.1:")):  # as a server of one's own, with --local
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        if len(secret) > 256:
            raise bad_request("secret token is too long")
        if not _SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        if not 1 <= connections <= 100:
            raise bad_request("max_connections must be between 1 and 100")
        try:
            allowed = _STRINGS.validate_json(params.json("allowed_updates"))
        except ValidationError as error:
            raise bad_request("can't parse allowed_updates JSON object") from error
        await self.stop()
        self._updates.allow(allowed)
        self._address = Address(url, secret, connections)
        self.start()
        return True

    async def _delete(self, params: Params) -> Json:
        await self.stop()
        self._address = None
        if params.flag("drop_pending_updates"):
            self._updates.drop()
        return True

    async def _info(self, _params: Params) -> Json:
        info: dict[str, Json] = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates.waiting),
        }
        if self._address is not None:
            info["max_connections"] = self._address.max_connections
        if self._last_error is not None:
            info |= {"last_error_date": 1, "last_error_message": self._last_error}
        return info

    def start(self) -> None:
        """Bring updates from now on, if that was asked."""
        if self._address is not None and self._bringing is None:
            self._bringing = asyncio.create_task(self._bring(self._address))

    async def stop(self) -> None:
        """Break off what is being brought; it is brought again after `start`."""
        if self._bringing is not None:
            self._bringing.cancel()
            with suppress(asyncio.CancelledError):
                await self._bringing
            self._bringing = None
            self._busy.clear()

    async def _bring(self, address: Address) -> None:
        room = asyncio.Semaphore(address.max_connections)
        async with aiohttp.ClientSession(timeout=PATIENCE) as session, asyncio.TaskGroup() as group:
            while True:
                while (due := self._updates.due(self._busy)) is not None:
                    self._busy.add(due.chat)
                    await room.acquire()
                    task = group.create_task(self._insist(session, address, due))
                    task.add_done_callback(lambda _: room.release())
                await self._updates.until_news()

    async def _insist(self, session: aiohttp.ClientSession, address: Address, due: Due) -> None:
        pause = self.retry_seconds
        while (error := await self._brought(session, address, due)) is not None:
            self._last_error = error
            await asyncio.sleep(pause)
            pause = min(pause * 2, 5.0)
        self._busy.discard(due.chat)
        self._updates.taken(due)

    async def _brought(self, session: aiohttp.ClientSession, address: Address, due: Due) -> str | None:
        """Nothing, when the bot took it; else what went wrong."""
        fault = self._faults.due(DELIVERY)
        told = {"update_id": str(due.update_id), "url": address.url}
        try:
            headers = {SECRET_HEADER: address.secret} if address.secret else {}
            async with session.post(address.url, json=due.body, headers=headers) as response:
                answer = await response.read()
                status = response.status
        except (aiohttp.ClientError, TimeoutError) as error:
            self._log(told, {"error": type(error).__name__})
            return "Connection refused"
        self._log(told, {"status": status})
        assert not answer, "a method in the answer to an update is not supported here"
        if isinstance(fault, DropAfterwards):
            return "Read timeout expired"
        return None if 200 <= status < 300 else f"Wrong response from the webhook: {status}"
