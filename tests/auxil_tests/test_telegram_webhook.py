"""The strict server brings updates as the real one does."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import BadRequest, Conflict, RetryAfter

from tests.auxil.telegram import DELIVERY, DropAfterwards, TelegramServer, running
from tests.auxil.telegram.floods import Floods
from tests.auxil.telegram.wire import ApiError
from tests.auxil_tests.conftest import client

SECRET = "geheim-van-de-webhook"


class Receiver:
    """What a bot at the other end got: the ids, and how many were brought at the same time."""

    def __init__(self) -> None:
        self.got: list[tuple[int, int]] = []
        self.secrets: set[str | None] = set()
        self.answers: list[int] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.at_once: defaultdict[str, int] = defaultdict(int)
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"

    async def take(self, request: web.Request) -> web.Response:
        body = await request.json()
        chat = body["message"]["chat"]["id"]
        self.secrets.add(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        self.got.append((chat, body["update_id"]))
        self.at_once["now"] += 1
        self.at_once["most"] = max(self.at_once["most"], self.at_once["now"])
        await self.gate.wait()
        self.at_once["now"] -= 1
        return web.Response(status=self.answers.pop(0) if self.answers else 200)


@asynccontextmanager
async def receiving() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/hook", receiver.take)
    runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.port = runner.addresses[0][1]
    yield receiver
    receiver.gate.set()
    await runner.cleanup()


async def emptied(server: TelegramServer) -> None:
    async with asyncio.timeout(5):
        while server.waiting_updates:  # noqa: ASYNC110 - what is watched has no event
            await asyncio.sleep(0.01)


async def test_updates_are_brought_with_the_secret_and_confirmed(
    telegram_server: TelegramServer, bot: Bot
) -> None:
    user = telegram_server.user(44)
    early = await user.sends("eerder")
    async with receiving() as receiver:
        await bot.set_webhook(receiver.url, secret_token=SECRET)
        later = await user.sends("later")
        await emptied(telegram_server)
        assert receiver.got == [(44, early), (44, later)]
        assert receiver.secrets == {SECRET}
        assert (await bot.get_webhook_info()).url == receiver.url
        await bot.delete_webhook()


async def test_one_at_a_time_for_a_chat_and_so_many_together(
    telegram_server: TelegramServer, bot: Bot
) -> None:
    users = [telegram_server.user(number) for number in range(1, 5)]
    async with receiving() as receiver:
        receiver.gate.clear()
        await bot.set_webhook(receiver.url, max_connections=3)
        for user in users:
            await user.sends("een")
            await user.sends("twee")
        async with asyncio.timeout(5):
            while len(receiver.got) < 3:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        await asyncio.sleep(0.05)
        assert [chat for chat, _ in receiver.got] == [1, 2, 3]
        receiver.gate.set()
        await emptied(telegram_server)
        assert receiver.at_once["most"] == 3
        for user in users:
            ids = [update for chat, update in receiver.got if chat == user.id]
            assert ids == sorted(ids)


async def test_what_is_not_taken_is_brought_again(telegram_server: TelegramServer, bot: Bot) -> None:
    telegram_server.webhook.retry_seconds = 0.01
    user = telegram_server.user(44)
    async with receiving() as receiver:
        receiver.answers = [500, 302]
        await bot.set_webhook(receiver.url)
        telegram_server.fails(DELIVERY, DropAfterwards(), nth=3)
        typed = await user.sends("hoi")
        await emptied(telegram_server)
        assert receiver.got == [(44, typed)] * 4
        told = (await bot.get_webhook_info()).last_error_message
        assert told == "Read timeout expired"
        telegram_server.replay(typed)
        async with asyncio.timeout(5):
            while len(receiver.got) < 5:  # noqa: ASYNC110
                await asyncio.sleep(0.01)


async def test_a_bot_that_is_away_gets_everything_when_it_is_back(
    telegram_server: TelegramServer, bot: Bot
) -> None:
    telegram_server.webhook.retry_seconds = 0.01
    user = telegram_server.user(44)
    async with receiving() as receiver:
        url = receiver.url
    await bot.set_webhook(url)
    typed = await user.sends("hoi")
    await telegram_server.waits_for(DELIVERY, 2)
    assert telegram_server.waiting_updates == (typed,)
    await bot.delete_webhook()
    assert [one.update_id for one in await bot.get_updates()] == [typed]


async def test_fetching_and_bringing_exclude_each_other(telegram_server: TelegramServer, bot: Bot) -> None:
    async with receiving() as receiver:
        await bot.set_webhook(receiver.url)
        with pytest.raises(Conflict, match="webhook is active"):
            await bot.get_updates()
        await bot.set_webhook("")
        assert await bot.get_updates() == ()


async def test_only_the_kinds_that_were_asked_for(telegram_server: TelegramServer, bot: Bot) -> None:
    user = telegram_server.user(44)
    async with receiving() as receiver:
        await bot.set_webhook(receiver.url, allowed_updates=["callback_query"])
        await user.sends("hoi")
        assert telegram_server.waiting_updates == ()
        await bot.delete_webhook()


@pytest.mark.parametrize(
    ("url", "secret", "connections", "says"),
    [
        ("http://bot.example/", "x", 40, "https url"),
        ("https://bot.example/", "é", 40, "unallowed"),
        ("https://bot.example/", "x" * 257, 40, "too long"),
        ("https://bot.example/", "x", 101, "max_connections"),
    ],
)
async def test_what_the_real_server_refuses(
    telegram_server: TelegramServer, bot: Bot, url: str, secret: str, connections: int, says: str
) -> None:
    with pytest.raises(BadRequest, match=rf"(?i){says}"):
        await bot.set_webhook(url, secret_token=secret, max_connections=connections)
    assert telegram_server.webhook.url == ""


async def test_thirty_a_second_together() -> None:
    now = [0.0]
    async with running(clock=lambda: now[0]) as server, client(server) as bot:
        server.flood = True
        users = [server.user(number) for number in range(1, 32)]
        for user in users:
            await user.sends("hoi")
        for user in users[:30]:
            await bot.send_message(user.id, "een")
        with pytest.raises(RetryAfter):
            await bot.send_message(users[30].id, "te veel")
        now[0] = 1.0
        await bot.send_message(users[30].id, "weer")


def test_twenty_a_minute_in_a_group() -> None:
    now = [0.0]
    floods = Floods(lambda: now[0])
    for _ in range(20):
        floods.count("-100")
        now[0] += 2.0
    with pytest.raises(ApiError):
        floods.count("-100")
    floods.count("44")
    now[0] = 60.0
    floods.count("-100")
