"""A card that Telegram held up in one process, while another showed a newer one of the same owner."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from telegram import Bot

from bot.channels.telegram.application import build_app
from bot.channels.telegram.cards import LATE, show
from bot.channels.telegram.pressing import replaced
from bot.channels.telegram.screen import Screen
from bot.dialogue import Option
from bot.store import Card, Store
from tests.auxil.pace import FREELY
from tests.auxil.telegram import TelegramServer, TooManyRequests, User
from tests.channels.telegram.conftest import root
from tests.channels.telegram.talking import by_bot, card

WAIT = int(LATE) + 1


@pytest.fixture
async def bots(telegram_server: TelegramServer, user: User) -> AsyncIterator[tuple[Bot, Bot]]:
    """Those of two processes, and a user who wrote to them."""
    await user.sends("hoi")
    where = telegram_server.token, root(telegram_server), FREELY
    async with build_app(*where) as one, build_app(*where) as other:
        yield one.bot, other.bot


async def wants(store: Store, text: str, *, fresh: bool = False) -> Card:
    """What a turn of either process wants to show."""
    screen = Screen(parts=(text,), buttons=(Option(id="ja", label="Ja"),), conversation="c", turn=1)
    async with store.turn("telegram:44") as turn:
        before = await turn.card()
        screen = screen.model_copy(
            update={"replaces": replaced(before, before.message_id if before else None, fresh)}
        )
        return await turn.want_card(44, screen.model_dump_json(), fresh=fresh)


@pytest.mark.parametrize(("first", "second"), [(False, False), (False, True), (True, False), (True, True)])
async def test_the_newer_card_stays(
    first: bool,
    second: bool,
    bots: tuple[Bot, Bot],
    telegram_server: TelegramServer,
    store: Store,
    user: User,
) -> None:
    slow, quick = bots
    await show(quick, store, await wants(store, "een"))
    telegram_server.fails("sendMessage" if first else "editMessageText", TooManyRequests(WAIT))
    held = asyncio.create_task(show(slow, store, await wants(store, "twee", fresh=first)))
    calls = len(telegram_server.calls)
    await telegram_server.waits_for("sendMessage" if first else "editMessageText", 2 if first else 1)
    newer = await wants(store, "drie", fresh=second)
    await show(quick, store, newer)
    await held
    assert card(user).text == "drie"
    assert by_bot(user)[-1] == "drie"
    assert not await store.unshown_cards()
    assert len(telegram_server.calls) > calls


async def test_a_card_that_is_late_but_still_wanted_is_shown(
    bots: tuple[Bot, Bot], telegram_server: TelegramServer, store: Store, user: User
) -> None:
    await show(bots[0], store, await wants(store, "een"))
    telegram_server.fails("editMessageText", TooManyRequests(WAIT))
    await show(bots[0], store, await wants(store, "twee"))
    assert by_bot(user) == ["twee"]
    assert not await store.unshown_cards()
