"""The HTTP side: one loopback server that answers as api.telegram.org does."""

import asyncio
import inspect
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import web

from tests.auxil.telegram.breaking import afterwards, before
from tests.auxil.telegram.faults import BadGateway, Fault, Faults, TooManyRequests
from tests.auxil.telegram.files import Files
from tests.auxil.telegram.floods import Floods, counts
from tests.auxil.telegram.groups import Group
from tests.auxil.telegram.messages import Person
from tests.auxil.telegram.methods import Methods
from tests.auxil.telegram.users import User
from tests.auxil.telegram.webhook import DELIVERY, Webhook
from tests.auxil.telegram.wire import ApiError, Json, Params, as_form
from tests.auxil.telegram.world import World

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
DOWNLOAD = "(download)"
"""How fetching the content of a file is called in the log."""


@dataclass
class Call:
    """A call of the bot; `response` is the whole answer, None as long as there is none.

    `fault` is what went wrong with it on order, `at` when it came by the server's clock.
    """

    method: str
    params: Mapping[str, str]
    response: Mapping[str, Json] | None = None
    fault: Fault | None = None
    at: float = 0.0


class TelegramServer:
    """Telegram for one bot: users on one side, the Bot API over HTTP on the other."""

    def __init__(self, token: str = TOKEN, clock: Callable[[], float] = time.monotonic) -> None:
        self.token = token
        self.flood = False  # whether too many messages are refused
        self.calls: list[Call] = []
        self.requests_per_method = Counter[str]()
        self.unknown_methods: list[str] = []
        self._world = World(Person(int(token.split(":")[0]), "Drie Vragen", "drievragen_bot", True), clock)
        self._methods = Methods(self._world)
        self._faults = Faults()
        self._floods = Floods(clock)
        self._webhook = Webhook(self._world.updates, self._faults, self._delivered)
        self._methods.by_name |= self._webhook.methods
        self._runner: web.AppRunner | None = None
        self.port = 0

    @property
    def base_url(self) -> str:
        """What python-telegram-bot wants as `base_url`."""
        return f"http://127.0.0.1:{self.port}/bot"

    @property
    def base_file_url(self) -> str:
        """What python-telegram-bot wants as `base_file_url`."""
        return f"http://127.0.0.1:{self.port}/file/bot"

    @property
    def now(self) -> float:
        """The moment, as `Call.at` has it."""
        return self._world.clock()

    @property
    def methods(self) -> Methods:
        """The bot's menu, descriptions and chat actions, and `callback_seconds` to answer a press."""
        return self._methods

    @property
    def waiting_updates(self) -> tuple[int, ...]:
        """The ids of the updates that the bot did not confirm yet."""
        return self._world.updates.waiting

    @property
    def webhook(self) -> Webhook:
        """Where updates are brought, if the bot asked for that."""
        return self._webhook

    @property
    def files(self) -> Files:
        """What users sent."""
        return self._world.files

    def user(self, id: int, first_name: str = "Sanne") -> User:  # noqa: A002
        """A new person, who did not write to the bot yet."""
        person = Person(id, first_name)
        self._world.enter(person)
        return User(self._world, person, id)

    def group(self, id: int, title: str = "Inkoop") -> Group:  # noqa: A002
        """A new supergroup (its id is below zero), without the bot."""
        return Group(self._world, id, title)

    def replay(self, update_id: int) -> None:
        """Deliver an update again, as after a lost confirmation."""
        self._world.updates.replay(update_id)

    def fails(self, method: str, fault: Fault, nth: int = 1, chat: int | None = None) -> None:
        """Let the `nth` call of a method from now go wrong (1 is the next), of all or about one chat.

        `DOWNLOAD` is a method here, and so is `DELIVERY`, of which only an answer can get lost.
        """
        self._faults.plan(method, fault, nth, chat)

    async def waits_for(self, method: str, times: int = 1, timeout: float = 5.0) -> None:  # noqa: ASYNC109
        """Wait until the bot has called a method so many times since the server was made.

        Raises:
            AssertionError: it did not within `timeout` seconds.
        """
        try:
            async with asyncio.timeout(timeout):
                while self.requests_per_method[method] < times:
                    await self._world.until_changed()
        except TimeoutError:
            raise AssertionError(f"no {times} calls of {method}: {self.requests_per_method}") from None

    def check(self) -> None:
        """Fail if the bot called a method that this server does not know."""
        assert not self.unknown_methods, f"unknown methods were called: {self.unknown_methods}"

    async def start(self) -> None:
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._handle)
        app.router.add_get("/file/bot{token}/{path:.+}", self._download)
        # Cancel a call whose client hung up: a poller that is gone must not swallow updates.
        self._runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()
        self.port = self._runner.addresses[0][1]
        self._webhook.start()

    async def stop(self) -> None:
        """Break all connections; `start` again gives the same port and the same world."""
        await self._webhook.stop()
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    async def _download(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != self.token:
            return _answer(ApiError(404, "Not Found").body)
        path = request.match_info["path"]
        self._log(Call(DOWNLOAD, {"path": path}))
        fault = self._faults.due(DOWNLOAD)
        await before(request, fault)
        try:
            if isinstance(fault, TooManyRequests | BadGateway):
                raise fault.error()
            content = self.files.content(path)
        except ApiError as error:
            return _answer(error.body)
        await afterwards(request, fault)
        return web.Response(body=content, content_type="application/octet-stream")

    async def _handle(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != self.token:
            return _answer(ApiError(401, "Unauthorized").body)
        call = Call(request.match_info["method"], await _params(request, self.files))
        self._log(call)
        fault = call.fault = self._faults.due(call.method, self._chat_of(call))
        await before(request, fault)
        try:
            call.response = {"ok": True, "result": await self._result(call, fault)}
        except ApiError as error:
            call.response = error.body
        await afterwards(request, fault)
        return _answer(call.response)

    def _chat_of(self, call: Call) -> int | None:
        """The chat that a call is about, if it is about one."""
        press = self._world.presses.get(call.params.get("callback_query_id", ""))
        chat = call.params.get("chat_id", "")
        return press.chat if press else int(chat) if chat.removeprefix("-").isdecimal() else None

    async def _result(self, call: Call, fault: Fault | None) -> Json:
        if call.method not in self._methods.by_name:
            self.unknown_methods.append(call.method)
            raise ApiError(404, "Not Found")
        if isinstance(fault, TooManyRequests | BadGateway):
            raise fault.error()
        if self.flood and counts(call.method):
            self._floods.count(call.params.get("chat_id", ""))
        if call.method == "getUpdates" and self._webhook.url:
            raise ApiError(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        result = self._methods.by_name[call.method](Params(call.params))
        return await result if inspect.isawaitable(result) else result

    def _delivered(self, told: Mapping[str, str], outcome: Mapping[str, Json]) -> None:
        self._log(Call(DELIVERY, told, outcome))

    def _log(self, call: Call) -> None:
        call.at = self._world.clock()
        self.calls.append(call)
        self.requests_per_method[call.method] += 1
        self._world.change()


@asynccontextmanager
async def running(
    token: str = TOKEN, clock: Callable[[], float] = time.monotonic
) -> AsyncIterator[TelegramServer]:
    """A started server; at the end it stops, and fails the test if an unknown method was called."""
    server = TelegramServer(token, clock)
    await server.start()
    try:
        yield server
    finally:
        await server.stop()
    server.check()


async def _params(request: web.Request, files: Files) -> dict[str, str]:
    """The parameters of a call; a file that comes along counts as the id that it gets."""
    values = dict(request.query)
    if request.content_type == "application/json":
        values |= as_form(await request.json())
    else:
        for name, value in (await request.post()).items():
            if isinstance(value, str):
                values[name] = value
            elif isinstance(value, web.FileField):
                with value.file as file:
                    values[name] = files.keep(file.read(), value.filename).file_id
    return values


def _answer(body: Mapping[str, Json]) -> web.Response:
    code = body.get("error_code", 200)
    assert isinstance(code, int)
    return web.json_response(body, status=code)
