"""The server itself: its log, what goes wrong on order, and a whole application against it."""

import asyncio
import re
from datetime import timedelta

import pytest
from aiohttp import ClientSession
from telegram import (
    Bot,
    Update,
)
from telegram.error import (
    BadRequest,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.ext import ApplicationBuilder, CallbackQueryHandler, CommandHandler, ContextTypes

from tests.auxil.telegram import (
    BadGateway,
    DropAfterwards,
    NoAnswer,
    Reset,
    SilenceAfterwards,
    TelegramServer,
    TooManyRequests,
    User,
    running,
)
from tests.auxil_tests.conftest import client, markup


async def test_an_unknown_method_fails_the_test_that_called_it() -> None:
    async def scenario() -> None:
        async with running() as server, client(server) as bot:
            with pytest.raises(TelegramError):
                await bot.get_chat(1)

    with pytest.raises(AssertionError, match="getChat"):
        await scenario()


async def test_every_call_is_logged_with_its_answer(
    telegram_server: TelegramServer, bot: Bot, user: User
) -> None:
    await bot.send_message(user.id, "een")
    with pytest.raises(BadRequest):
        await bot.send_message(user.id, "")
    good, bad = telegram_server.calls[-2:]
    assert (good.method, good.params) == ("sendMessage", {"chat_id": "44", "text": "een"})
    assert good.response is not None
    assert good.response["ok"] is True
    assert bad.response is not None
    assert bad.response["description"] == "Bad Request: message text is empty"
    assert telegram_server.requests_per_method == {"getMe": 1, "sendMessage": 2}


async def test_refusals_on_order(telegram_server: TelegramServer, bot: Bot, user: User) -> None:
    telegram_server.fails("sendMessage", TooManyRequests(3), nth=2)
    telegram_server.fails("sendMessage", BadGateway(), nth=3)
    await bot.send_message(user.id, "een")
    with pytest.raises(RetryAfter) as caught:
        await bot.send_message(user.id, "twee")
    assert caught.value.retry_after == timedelta(seconds=3)
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await bot.send_message(user.id, "drie")
    await bot.send_message(user.id, "vier")
    assert [message.text for message in user.chat] == ["/start", "een", "vier"]


async def test_no_answer_is_a_timeout_and_nothing_happens(
    telegram_server: TelegramServer, user: User
) -> None:
    telegram_server.fails("sendMessage", NoAnswer())
    async with client(telegram_server, seconds=0.2) as bot:
        with pytest.raises(TimedOut):
            await bot.send_message(user.id, "stil")
        await bot.send_message(user.id, "wel")
    assert [message.text for message in user.chat] == ["/start", "wel"]
    assert telegram_server.calls[-2].response is None


async def test_a_dropped_connection_comes_after_the_message(
    telegram_server: TelegramServer, bot: Bot, user: User
) -> None:
    telegram_server.fails("sendMessage", DropAfterwards())
    with pytest.raises(NetworkError):
        await bot.send_message(user.id, "toch gekomen")
    assert user.chat[-1].text == "toch gekomen"


async def test_real_flood_limits_when_asked() -> None:
    now = [0.0]
    async with running(clock=lambda: now[0]) as server, client(server) as bot:
        server.flood = True
        one, other = server.user(44), server.user(45)
        await one.sends("hoi")
        await other.sends("hoi")
        for _ in range(3):
            await bot.send_message(one.id, "snel")
        with pytest.raises(RetryAfter):
            await bot.send_message(one.id, "te snel")
        await bot.send_message(other.id, "een ander")
        now[0] = 1.0
        await bot.send_message(one.id, "weer")
        with pytest.raises(RetryAfter):
            await bot.send_message(one.id, "te snel")


async def test_a_user_waits_until_the_chat_is_as_described(bot: Bot, user: User) -> None:
    async def later() -> None:
        await asyncio.sleep(0.05)
        await bot.send_message(user.id, "eindelijk")

    task = asyncio.create_task(later())
    chat = await user.waits(lambda chat: chat[-1].from_bot)
    assert chat[-1].text == "eindelijk"
    await task
    with pytest.raises(AssertionError, match=re.escape("bot: eindelijk")):
        await user.waits(lambda chat: len(chat) > 2, timeout=0.05)


async def test_waiting_for_calls_ends_in_a_clear_failure(telegram_server: TelegramServer) -> None:
    with pytest.raises(AssertionError, match="no 1 calls of sendMessage"):
        await telegram_server.waits_for("sendMessage", timeout=0.05)


async def test_a_stopped_server_comes_back_with_the_same_world(
    telegram_server: TelegramServer, bot: Bot, user: User
) -> None:
    poll = asyncio.create_task(bot.get_updates(offset=telegram_server.waiting_updates[-1] + 1, timeout=20))
    await telegram_server.waits_for("getUpdates")
    await telegram_server.stop()
    with pytest.raises(NetworkError):
        await poll
    with pytest.raises(NetworkError):
        await bot.send_message(user.id, "niemand thuis")
    await telegram_server.start()
    await bot.send_message(user.id, "weer terug")
    assert [message.text for message in user.chat] == ["/start", "weer terug"]


async def test_a_whole_application_runs_against_it(telegram_server: TelegramServer) -> None:
    """Polling, handlers, buttons, a replayed update and a clean stop, as the client itself does it."""

    async def answer(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if update.callback_query:
            await update.callback_query.answer("Genoteerd")
            await update.callback_query.edit_message_text("Klaar")
        elif update.effective_message:
            await update.effective_message.reply_text("Ja of nee?", reply_markup=markup(["ja", "nee"]))

    app = ApplicationBuilder().bot(client(telegram_server)).build()
    app.add_handler(CommandHandler("start", answer))
    app.add_handler(CallbackQueryHandler(answer))
    user = telegram_server.user(44)
    sent = await user.sends("/start")
    async with app:
        assert app.updater is not None
        await app.updater.start_polling()
        await app.start()
        await user.waits(lambda chat: chat[-1].labels == ["ja", "nee"])
        await user.presses("ja")
        await user.waits(lambda chat: chat[-1].text == "Klaar")
        telegram_server.replay(sent)
        await user.waits(lambda chat: chat[-1].text == "Ja of nee?")
        await app.updater.stop()
        await app.stop()
    assert [notice.text for notice in user.notices] == ["Genoteerd"]
    assert telegram_server.waiting_updates == ()
    assert telegram_server.requests_per_method["sendMessage"] == 2


async def test_calls_as_json_and_as_query_work_too(telegram_server: TelegramServer, user: User) -> None:
    url = f"{telegram_server.base_url}{telegram_server.token}/sendMessage"
    rows = {"inline_keyboard": [[{"text": "ja", "callback_data": "j"}]]}
    async with ClientSession() as session:
        async with session.post(url, json={"chat_id": 44, "text": "a", "reply_markup": rows}) as answer:
            assert answer.status == 200
        async with session.get(url, params={"chat_id": "44", "text": "b"}) as answer:
            assert answer.status == 200
        async with session.get(url, params={"text": "b"}) as answer:
            assert answer.status == 400
    assert [message.labels for message in user.chat[1:]] == [["ja"], []]


async def test_a_broken_connection_comes_before_the_message(
    telegram_server: TelegramServer, bot: Bot, user: User
) -> None:
    telegram_server.fails("sendMessage", Reset())
    with pytest.raises(NetworkError):
        await bot.send_message(user.id, "niet gekomen")
    assert [message.text for message in user.chat] == ["/start"]


async def test_silence_afterwards_is_a_timeout_of_what_happened(
    telegram_server: TelegramServer, user: User
) -> None:
    telegram_server.fails("sendMessage", SilenceAfterwards())
    async with client(telegram_server, seconds=0.2) as bot:
        with pytest.raises(TimedOut):
            await bot.send_message(user.id, "toch gekomen")
    assert user.chat[-1].text == "toch gekomen"


async def test_trouble_in_one_chat_only(telegram_server: TelegramServer, bot: Bot, user: User) -> None:
    other = telegram_server.user(45)
    await other.sends("hoi")
    telegram_server.fails("sendMessage", BadGateway(), nth=2, chat=user.id)
    telegram_server.fails("answerCallbackQuery", BadGateway(), chat=other.id)
    for chat in (user.id, other.id, other.id):
        await bot.send_message(chat, "vraag", reply_markup=markup(["ja"]))
    with pytest.raises(NetworkError):
        await bot.send_message(user.id, "nog een")
    for one in (user, other):
        await one.presses("ja")
    mine, theirs = [one.callback_query for one in (await bot.get_updates())[-2:]]
    assert mine is not None
    assert theirs is not None
    await mine.answer()
    with pytest.raises(NetworkError):
        await theirs.answer()
