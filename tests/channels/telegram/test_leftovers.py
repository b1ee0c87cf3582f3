"""What a killed process stored and never showed, another one shows; once, and nothing that is on its way."""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from bot.channels.telegram.application import build_app
from bot.channels.telegram.documents import Documents
from bot.channels.telegram.handling import Handler
from bot.channels.telegram.leftovers import show_leftovers
from bot.channels.telegram.outbox import Outbox
from bot.channels.telegram.parcels import Administration
from bot.session import Session
from bot.store import Store
from tests.auxil.assistant import make_assistant
from tests.auxil.pace import FREELY
from tests.auxil.telegram import TelegramServer, User
from tests.channels.telegram.conftest import root
from tests.channels.telegram.talking import by_bot

SCREEN = '{"parts": ["Van een ander proces."], "buttons": []}'
LATER = datetime.now(UTC) + timedelta(minutes=5)


async def looks(
    server: TelegramServer, store: Store, nobody: Administration, now: datetime, outbox: Outbox
) -> None:
    """One look by a process that just started."""
    assistant = make_assistant()
    documents = Documents(nobody, store, assistant.content.texts, assistant.places, outbox)
    handler = Handler(Session(assistant), store, assistant.content, outbox, documents)
    app = build_app(server.token, root(server), FREELY)
    await app.initialize()
    looking = asyncio.create_task(show_leftovers(handler, app.bot, store, outbox, lambda: now))
    await asyncio.sleep(0.6)
    looking.cancel()
    with suppress(asyncio.CancelledError):
        await looking
    await outbox.close()
    await app.shutdown()


async def wants(store: Store, user: User, owner: str) -> None:
    async with store.turn(owner) as turn:
        await turn.want_card(user.id, SCREEN, fresh=True)


async def test_a_card_of_a_killed_process_is_shown_once(
    telegram_server: TelegramServer, store: Store, nobody: Administration, user: User
) -> None:
    await user.sends("hoi")
    await wants(store, user, f"telegram:{user.id}")
    await looks(telegram_server, store, nobody, datetime.now(UTC), Outbox())
    assert by_bot(user) == []  # a process that runs is showing it
    for _ in range(2):
        await looks(telegram_server, store, nobody, LATER, Outbox())
    assert by_bot(user) == ["Van een ander proces."]


async def test_what_is_of_another_channel_or_on_its_way_is_left(
    telegram_server: TelegramServer, store: Store, nobody: Administration, user: User
) -> None:
    await user.sends("hoi")
    await wants(store, user, "terminal")
    await looks(telegram_server, store, nobody, LATER, Outbox())
    await wants(store, user, f"telegram:{user.id}")
    outbox, gate = Outbox(), asyncio.Event()

    async def busy() -> None:
        await gate.wait()

    outbox.put(user.id, busy)
    await looks(telegram_server, store, nobody, LATER, outbox)
    assert by_bot(user) == []
