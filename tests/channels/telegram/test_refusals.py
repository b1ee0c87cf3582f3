"""Messages that the bot does not read: they get a sentence, and nothing of them is kept."""

import logging
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from telegram import Chat, Message, Update
from telegram import User as TelegramUser

from bot.channels.telegram.application import App, build_app
from bot.channels.telegram.outbox import Outbox
from bot.channels.telegram.parcels import Administration
from bot.store import Store
from tests.auxil.assistant import make_assistant
from tests.auxil.telegram import TelegramServer, User
from tests.channels.telegram.arrivals import make_arrivals
from tests.channels.telegram.conftest import Serving, root
from tests.channels.telegram.talking import FIRST, by_bot, card, says

BSN = "111222333"


async def test_a_citizen_service_number_is_refused_and_kept_nowhere(
    serving: Serving, user: User, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with serving(make_assistant()):
        first = await says(user, f"We willen minuten van mevrouw met BSN {BSN} bijhouden")
        assert "burgerservicenummer" in first.text
        await says(user, FIRST)
        assert "burgerservicenummer" in (await says(user, f"ja, voor {BSN}")).text
        assert card(user).text.count(BSN) == 0
    kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())  # noqa: ASYNC240 - nothing else runs
    assert FIRST.encode() in kept
    assert BSN.encode() not in kept
    assert BSN not in caplog.text


async def test_neither_the_token_nor_a_message_is_in_the_log(
    serving: Serving, user: User, caplog: pytest.LogCaptureFixture, telegram_server: TelegramServer
) -> None:
    caplog.set_level(logging.INFO)
    logging.getLogger("httpx").setLevel(logging.WARNING)  # as the command does
    async with serving(make_assistant()):
        await says(user, FIRST)
    assert telegram_server.token not in caplog.text
    assert not re.search("begeleiders", caplog.text)


def _update(
    number: int, app: App, *, kind: str = "message", chat: str = "private", text: str | None
) -> Update:
    message = Message(
        message_id=number,
        date=datetime.now(UTC),
        chat=Chat(44, chat),
        from_user=TelegramUser(44, "Sanne", is_bot=False),
        text=text,
    )
    message.set_bot(app.bot)
    return Update(number, message=message) if kind == "message" else Update(number, edited_message=message)


async def test_a_message_without_text_an_edited_one_and_a_group(
    user: User, telegram_server: TelegramServer, store: Store, nobody: Administration
) -> None:
    await user.sends("/start")
    outbox = Outbox()
    arrivals = make_arrivals(store, outbox, nobody)
    async with build_app(telegram_server.token, root(telegram_server)) as app:
        assert await arrivals.take(app, _update(1, app, text=FIRST))
        await user.waits(lambda chat: bool(chat[-1].buttons))
        assert await arrivals.take(app, _update(2, app, text=None))
        await user.waits(lambda chat: "Ik kan alleen tekst lezen" in chat[-1].text)
        assert "Schrijft een wet" in card(user).text
        edited = _update(3, app, kind="edited_message", text="iets anders")
        assert await arrivals.take(app, edited)
        assert await arrivals.take(app, edited)
        await user.waits(lambda chat: "Ik lees alleen nieuwe berichten" in chat[-1].text)
        seen = user.screen()
        for chat in ("group", "supergroup", "channel"):
            assert await arrivals.take(app, _update(4, app, chat=chat, text="/start"))
        await outbox.close()
    assert user.screen() == seen
    assert sum("alleen nieuwe" in text for text in by_bot(user)) == 1
