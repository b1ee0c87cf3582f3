"""The reminder at the end of a decision."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, date, datetime, timedelta

from bot.channels.telegram.application import build_app
from bot.channels.telegram.documents import Documents
from bot.channels.telegram.handling import Handler
from bot.channels.telegram.outbox import Outbox
from bot.channels.telegram.parcels import Administration
from bot.channels.telegram.reminding import remind_forever
from bot.session import Session
from bot.store import Decided, Store, Stored
from tests.auxil.assistant import make_assistant
from tests.auxil.telegram import TelegramServer, User
from tests.channels.telegram.conftest import Serving, root
from tests.channels.telegram.talking import FIRST, presses, says, to_the_advice

MORNING = datetime(2027, 11, 1, 9, tzinfo=UTC)


@asynccontextmanager
async def reminding(
    server: TelegramServer, store: Store, nobody: Administration, now: datetime
) -> AsyncIterator[None]:
    """Only the reminders, twice, as two processes would."""
    assistant, outbox = make_assistant(), Outbox()
    documents = Documents(nobody, store, assistant.content.texts, assistant.places, outbox)
    handler = Handler(Session(assistant), store, assistant.content, outbox, documents)
    async with build_app(server.token, root(server)) as app:
        tasks = [
            asyncio.create_task(remind_forever(handler, app.bot, store, lambda: now, pause=0.01))
            for _ in range(2)
        ]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
            await outbox.close()


async def decided(user: User) -> None:
    """To a decision that ends on 1 November 2027."""
    await says(user, FIRST)
    await to_the_advice(user)
    question = await presses(user, "Besluit vastleggen")
    await presses(user, question.labels[0])
    await presses(user, "Inkoper")
    await presses(user, "Zoals in het advies")
    await says(user, "1 november 2027")


async def test_it_comes_once_and_begins_again_when_nothing_was_used(
    serving: Serving, user: User, telegram_server: TelegramServer, store: Store, nobody: Administration
) -> None:
    async with serving(make_assistant()):
        await decided(user)
    async with reminding(telegram_server, store, nobody, MORNING):
        await user.waits(lambda chat: "Zijn de cijfers gebruikt?" in chat[-1].text)
        await asyncio.sleep(0.1)
    assert sum("Zijn de cijfers gebruikt?" in message.text for message in user.chat) == 1
    async with serving(make_assistant()):
        again = await presses(user, "Nee, niet gebruikt")
    assert "opnieuw naar te kijken" in again.text


async def test_nobody_is_reminded_at_night_or_of_somebody_elses(
    telegram_server: TelegramServer, store: Store, nobody: Administration
) -> None:
    async with store.turn("local") as turn:
        await turn.save(Stored("c1", "local", "t", "decided", "{}", MORNING))
        await turn.record("c1", Decided("schrappen", "Inkoper", None, date(2027, 11, 1), MORNING))
    async with reminding(telegram_server, store, nobody, MORNING.replace(hour=3)):
        await asyncio.sleep(0.05)
    async with reminding(telegram_server, store, nobody, MORNING):
        await asyncio.sleep(0.05)
    (left,) = await store.reminders.claim(MORNING + timedelta(minutes=6))  # also when it was stopped half-way
    assert left.owner == "local"
    assert telegram_server.requests_per_method["sendMessage"] == 0
