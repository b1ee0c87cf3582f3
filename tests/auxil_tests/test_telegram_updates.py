"""What users do, as the real python-telegram-bot client gets it."""

import asyncio

import pytest
from telegram import (
    Bot,
)
from telegram.error import (
    BadRequest,
    Conflict,
    InvalidToken,
)

from tests.auxil.telegram import (
    TelegramServer,
    User,
    running,
)
from tests.auxil_tests.conftest import client, confirmed, markup


async def test_get_me_and_a_wrong_token(telegram_server: TelegramServer, bot: Bot) -> None:
    assert (await bot.get_me()).username == "drievragen_bot"
    stranger = client(telegram_server, "110201543:wrong")
    with pytest.raises(InvalidToken):
        await stranger.initialize()
    await stranger.shutdown()
    await bot.delete_webhook()


async def test_a_message_of_a_user_arrives_with_its_commands(bot: Bot, user: User) -> None:
    await user.sends("Zie 😀 /hulp@drievragen_bot nu")
    start, message = await confirmed(bot)
    assert start.message is not None
    assert start.message.chat_id == user.id
    assert [*start.message.parse_entities(["bot_command"]).values()] == ["/start"]
    assert message.message is not None
    assert [*message.message.parse_entities(["bot_command"]).values()] == ["/hulp@drievragen_bot"]
    assert message.effective_user is not None
    assert message.effective_user.first_name == "Sanne"


async def test_updates_stay_until_they_are_confirmed(
    telegram_server: TelegramServer, bot: Bot, user: User
) -> None:
    second = await user.sends("twee")
    first, again = [(await bot.get_updates(timeout=0))[0] for _ in range(2)]
    assert first == again
    (only,) = await bot.get_updates(offset=first.update_id + 1, limit=1, timeout=0)
    assert only.update_id == second
    assert list(telegram_server.waiting_updates) == [second]
    assert await bot.get_updates(offset=second + 1, timeout=0) == ()
    assert list(telegram_server.waiting_updates) == []


async def test_a_long_poll_waits_for_news(telegram_server: TelegramServer, bot: Bot, user: User) -> None:
    await confirmed(bot)
    poll = asyncio.create_task(bot.get_updates(timeout=20))
    await telegram_server.waits_for("getUpdates", 3)
    assert not poll.done()
    sent = await user.sends("nieuws")
    assert [update.update_id for update in await poll] == [sent]


async def test_a_second_poller_ends_the_first(telegram_server: TelegramServer, bot: Bot, user: User) -> None:
    await confirmed(bot)
    first = asyncio.create_task(bot.get_updates(timeout=20))
    await telegram_server.waits_for("getUpdates", 3)
    second = asyncio.create_task(bot.get_updates(timeout=20))
    with pytest.raises(Conflict, match="other getUpdates"):
        await first
    await user.sends("voor de tweede")
    assert len(await second) == 1


async def test_only_allowed_kinds_of_updates_come(bot: Bot, user: User) -> None:
    await bot.send_message(user.id, "vraag", reply_markup=markup(["ja"]))
    await confirmed(bot)
    await bot.get_updates(timeout=0, allowed_updates=["callback_query"])
    await user.sends("komt niet")
    await user.presses("ja")
    (update,) = await confirmed(bot)
    assert update.callback_query is not None


async def test_a_replayed_update_comes_again_after_it_was_confirmed(
    telegram_server: TelegramServer, bot: Bot, user: User
) -> None:
    sent = await user.sends("een keer")
    original = (await confirmed(bot))[-1]
    telegram_server.replay(sent)
    assert await confirmed(bot) == (original,)
    assert await confirmed(bot) == ()


async def test_pending_updates_can_be_dropped(bot: Bot, user: User) -> None:
    await bot.delete_webhook(drop_pending_updates=True)
    assert await confirmed(bot) == ()


async def test_a_pressed_button_arrives_and_is_answered_once(bot: Bot, user: User) -> None:
    await bot.send_message(user.id, "vraag", reply_markup=markup(["ja"]))
    await user.presses("ja")
    query = (await confirmed(bot))[-1].callback_query
    assert query is not None
    assert query.data == "d:ja"
    assert query.message is not None
    assert query.message.message_id == user.chat[-1].message_id
    assert user.unanswered == 1
    with pytest.raises(BadRequest, match=r"(?i)too_long"):
        await bot.answer_callback_query(query.id, "x" * 201)
    await bot.answer_callback_query(query.id, "x" * 200, show_alert=True)
    assert [(len(notice.text), notice.alert) for notice in user.notices] == [(200, True)]
    assert user.unanswered == 0
    for unknown in (query.id, "123"):
        with pytest.raises(BadRequest, match="Query is too old"):
            await bot.answer_callback_query(unknown)


async def test_an_answer_that_comes_too_late_is_refused() -> None:
    now = [0.0]
    async with running(clock=lambda: now[0]) as server, client(server) as bot:
        user = server.user(44)
        await user.sends("hoi")
        await bot.send_message(user.id, "vraag", reply_markup=markup(["ja", "nee"]))
        for label in ("d:ja", "d:nee"):
            await user.presses(label)
        *_, first, second = await confirmed(bot)
        assert first.callback_query is not None
        assert second.callback_query is not None
        now[0] = 15.0
        await bot.answer_callback_query(first.callback_query.id)
        now[0] = 15.1
        with pytest.raises(BadRequest, match="Query is too old"):
            await bot.answer_callback_query(second.callback_query.id)


async def test_an_old_button_can_be_pressed_and_a_missing_one_cannot(bot: Bot, user: User) -> None:
    sent = await bot.send_message(user.id, "vraag", reply_markup=markup(["ja"]))
    seen = user.chat[-1]
    await bot.edit_message_text("klaar", user.id, sent.message_id)
    with pytest.raises(AssertionError, match="no button 'ja'"):
        await user.presses("ja")
    await user.presses("ja", seen)
    query = (await confirmed(bot))[-1].callback_query
    assert query is not None
    assert query.data == "d:ja"
    await bot.delete_message(user.id, sent.message_id)
    with pytest.raises(AssertionError, match="gone"):
        await user.presses("ja", seen)
