"""The database goes away for a while: nothing is lost, nothing is done twice, and it is said once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy.ext.asyncio import create_async_engine

from bot.channels.telegram.application import build_app
from bot.channels.telegram.arriving import PATIENCE
from bot.channels.telegram.house import House
from bot.channels.telegram.outbox import Outbox
from bot.channels.telegram.parcels import Administration
from bot.store import Store
from tests.auxil.assistant import make_assistant
from tests.auxil.telegram import DELIVERY, TelegramServer, User
from tests.channels.telegram.arrivals import make_arrivals
from tests.channels.telegram.conftest import Serving, root
from tests.channels.telegram.hooked import hooked
from tests.channels.telegram.talking import FIRST, WAITING, buttoned, by_bot, card, presses, says, until

BUSY = "Ik kan dit even niet bewaren"


@pytest.fixture
async def hasty(store_url: str) -> AsyncIterator[Store]:
    """The store, that does not wait long for a database that is away."""
    store = await Store.open(f"{store_url}?timeout=0.2")
    yield store
    await store.close()


@asynccontextmanager
async def away(store_url: str) -> AsyncIterator[None]:
    """Nobody else reaches the database for as long as the block lasts."""
    engine = create_async_engine(store_url, connect_args={"isolation_level": None})
    async with engine.connect() as connection:
        await connection.exec_driver_sql("BEGIN EXCLUSIVE")
        yield
        await connection.exec_driver_sql("ROLLBACK")
    await engine.dispose()


async def test_away_for_ten_seconds_with_polling(
    serving: Serving, user: User, telegram_server: TelegramServer, hasty: Store, store_url: str
) -> None:
    other = telegram_server.user(55, "Joost")
    async with serving(make_assistant(), another=hasty, house=House(turns_per_minute=6)):
        await says(user, FIRST)
        async with away(store_url):
            first = await user.sends("nee")
            second = await user.sends("kwaliteit van de hulp")
            third = await other.sends(WAITING)
            await user.waits(lambda chat: BUSY in chat[-1].text)
            await asyncio.sleep(10)
            assert {first, second, third} <= set(telegram_server.waiting_updates)
        await until(lambda: not telegram_server.waiting_updates)
        await user.waits(lambda chat: len(buttoned(chat)) == 1 and "Wat wilt u" not in chat[-1].text)
        await other.waits(lambda chat: len(buttoned(chat)) == 1)
        await says(user, "/terug")
        assert "Wat wilt u vooral weten" in card(user).text
    assert [sum(BUSY in text for text in by_bot(one)) for one in (user, other)] == [1, 1]


async def test_away_for_a_while_with_a_webhook(
    user: User, telegram_server: TelegramServer, hasty: Store, store_url: str, nobody: Administration
) -> None:
    async with hooked(telegram_server, hasty, make_assistant(), nobody):
        await says(user, FIRST)
        async with away(store_url):
            await user.presses("Nee, geen wet")
            await user.waits(lambda _: len(user.notices) == 1)
            await asyncio.sleep(2)
            assert telegram_server.waiting_updates
        await until(lambda: not telegram_server.waiting_updates)
        await user.waits(lambda _: "Wat wilt u vooral weten" in card(user).text)
        assert "Kwaliteit" in card(user).labels[0]
        await presses(user, card(user).labels[0])
    assert [BUSY in notice.text for notice in user.notices] == [True]
    assert len(by_bot(user)) == 1
    refused = [call for call in telegram_server.calls if call.method == DELIVERY and call.response]
    assert [one.response for one in refused].count({"status": 503}) >= 2


async def test_what_was_stored_before_is_not_stored_again(
    serving: Serving, user: User, telegram_server: TelegramServer, store_url: str
) -> None:
    """Of one batch, one chat cannot be stored; the others come again and are known."""
    others = [telegram_server.user(number) for number in range(50, 55)]
    engine = create_async_engine(store_url)
    for one in (user, *others):
        await one.sends(FIRST)
    async with engine.begin() as connection:
        await connection.exec_driver_sql(
            "CREATE TRIGGER stop BEFORE INSERT ON conversations WHEN NEW.owner = 'telegram:44' "
            "BEGIN SELECT RAISE(ABORT, 'not now'); END"
        )
    async with serving(make_assistant()):
        for one in others:
            await one.waits(lambda chat: bool(buttoned(chat)))
        await user.waits(lambda chat: BUSY in chat[-1].text)
        fetched = telegram_server.requests_per_method["getUpdates"]
        await telegram_server.waits_for("getUpdates", fetched + 2)
        async with engine.begin() as connection:
            await connection.exec_driver_sql("DROP TRIGGER stop")
        await user.waits(lambda chat: bool(buttoned(chat)))
        await until(lambda: not telegram_server.waiting_updates)
    await engine.dispose()
    assert [len(by_bot(one)) for one in others] == [1] * len(others)


async def test_what_cannot_be_stored_for_long_is_said_and_given_up(
    user: User, telegram_server: TelegramServer, store: Store, store_url: str, nobody: Administration
) -> None:
    now = 0.0
    engine = create_async_engine(store_url)
    async with engine.begin() as connection:
        await connection.exec_driver_sql("DROP TABLE conversations")
    await engine.dispose()
    outbox = Outbox()
    arrivals = make_arrivals(store, outbox, nobody, lambda: now)
    await user.sends(FIRST)
    async with build_app(telegram_server.token, root(telegram_server)) as app:
        (update,) = await app.bot.get_updates()
        assert [await arrivals.take(app, update) for _ in range(3)] == [False] * 3
        now = PATIENCE
        assert await arrivals.take(app, update)
        await user.waits(lambda chat: "Probeer het later opnieuw" in chat[-1].text)
        await outbox.close()
    assert len(by_bot(user)) == 2
