"""Starts and stops the bot: the connection, the menu of commands, cards that were never shown."""

import asyncio
import logging
import os
import shutil
import signal
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NoReturn

from telegram import BotCommand
from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.assistant import Assistant
from bot.channels.telegram.access import Rules
from bot.channels.telegram.administering import Office
from bot.channels.telegram.application import App, build_app
from bot.channels.telegram.arriving import Arrivals
from bot.channels.telegram.documents import Documents
from bot.channels.telegram.expiring import expire_forever
from bot.channels.telegram.front import Address, Front
from bot.channels.telegram.gate import Gate
from bot.channels.telegram.handling import Handler
from bot.channels.telegram.house import House
from bot.channels.telegram.leftovers import show_leftovers
from bot.channels.telegram.outbox import Outbox
from bot.channels.telegram.pacing import Limits
from bot.channels.telegram.parcels import Administration
from bot.channels.telegram.patience import pauses, requested
from bot.channels.telegram.polling import poll
from bot.channels.telegram.presenting import present_forever
from bot.channels.telegram.reminding import remind_forever
from bot.channels.telegram.status import Status
from bot.channels.telegram.trouble import TelegramTroubleError
from bot.channels.telegram.webhook import Webhook, announce, take
from bot.channels.telegram.workshops import Pages, link_to, may_lead, place_of
from bot.content import Content, Texts
from bot.facilitation import Hall
from bot.facilitation.participation import Participation
from bot.metrics import ErrorCount, Metrics
from bot.session import Session
from bot.session.rooms import WORKSHOP
from bot.session.stored_register import StoredRegister
from bot.store import Store

log = logging.getLogger(__name__)

PATIENCE_AT_STOP = 15.0
"""Seconds for turns in hand: a little more than the longest, one with a language model."""

OLD = 3600.0
"""Seconds after which no process reads a document any more."""


def run_bot(
    assistant: Assistant,
    store_url: str,
    token: str,
    api_url: str,
    administration: Administration,
    *,
    house: House | None = None,
    limits: Limits | None = None,
    address: Address | None = None,
    webhook: Webhook | None = None,
) -> None:
    """Runs the bot until it is told to stop; see `serve`.

    Raises:
        TelegramTroubleError: Telegram does not accept the token, or refuses the bot; or `address` is taken.
        StoreError: the database cannot be opened.
        CorpusError: a passage does not fit.
        IndexUnavailable: the data folder cannot be written.
    """
    os.environ.setdefault("PTB_TIMEDELTA", "true")

    async def bot(store: Store) -> None:
        await serve(
            assistant,
            store,
            token,
            api_url,
            administration,
            house=house,
            limits=limits,
            address=address,
            webhook=webhook,
        )

    with suppress(asyncio.CancelledError):
        asyncio.run(_until_told(store_url, bot))


async def _until_told(store_url: str, bot: Callable[[Store], Awaitable[None]]) -> None:
    task = asyncio.current_task()
    assert task is not None  # noqa: S101 - asyncio.run made it
    for name in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows has no handlers in the loop
            asyncio.get_running_loop().add_signal_handler(name, task.cancel)
    store = await Store.open(store_url)
    try:
        await bot(store)
    finally:
        await store.close()


async def serve(
    assistant: Assistant,
    store: Store,
    token: str,
    api_url: str,
    administration: Administration,
    *,
    house: House | None = None,
    limits: Limits | None = None,
    address: Address | None = None,
    webhook: Webhook | None = None,
) -> NoReturn:
    """Serves until cancelled; what is on its way then is finished or left for the next start.

    Without rules of the `house` everybody may, and all is kept. Keeps to Telegram's limits, or to `limits`.
    Health and metrics are on `address`, and so is the `webhook`: with one, other processes may serve the same
    bot; without, updates are fetched, which only one can do.

    Raises:
        TelegramTroubleError: Telegram does not accept the token, or refuses the bot; or `address` is taken.
    """
    house, content, texts = house or House(), assistant.content, assistant.content.texts
    front = None if address is None else Front(address, store)
    metrics = Metrics() if front is None else front.metrics
    outbox = Outbox(metrics)
    _clean(administration.folder, OLD if webhook else 0.0)
    documents = Documents(administration, store, texts, assistant.places, outbox)
    rules = Rules(house.access, house.allowed, administration.admins)
    assistant = assistant.with_register(StoredRegister(store)).with_ledger(store.ledger(), metrics)
    app = build_app(token, api_url, limits, metrics)
    hall = Hall(assistant, store, lambda code: link_to(app.bot, f"{WORKSHOP}_{code}"))
    pages = Pages(house.public_url if front else None)
    rooms = Participation(hall, pages, partial(may_lead, rules), place_of)
    session = Session(assistant, rooms=rooms, link=partial(link_to, app.bot))
    handler = Handler(session, store, content, outbox, documents)
    gate = Gate(rules, store, texts, outbox)
    status = Status(store, metrics, texts, administration.library, hooked=webhook is not None)
    office = Office(gate, store, content, outbox, status)
    arrivals = Arrivals(gate, office, handler, texts, outbox, house.turns_per_minute)
    errors = ErrorCount(metrics)
    logging.getLogger().addHandler(errors)

    def now() -> datetime:
        return assistant.now().astimezone()

    try:
        if front is not None:
            await front.open(webhook, partial(take, arrivals, app), content, hall)
        await _insist(partial(_connect, app, content, webhook), texts)
        print(texts.say("bot_preparing"), file=sys.stderr, flush=True)
        await asyncio.to_thread(assistant.searcher)  # the first user should not wait for the index
        await app.start()
        await office.show_menus(app.bot)
        if front is not None:
            front.start()
        async with (
            _beside(remind_forever(handler, app.bot, store, now)),
            _beside(expire_forever(house.keep, store, now)),
            _beside(present_forever(handler, rooms, app.bot, store)),
        ):
            if webhook is not None:
                await _insist(partial(announce, app, webhook), texts)
                print(texts.say("bot_started", name=app.bot.username), file=sys.stderr, flush=True)
                await show_leftovers(handler, app.bot, store, outbox)
            for card in await store.unshown_cards():
                if card.owner.startswith("telegram:"):
                    handler.show_later(app.bot, card)
            print(texts.say("bot_started", name=app.bot.username), file=sys.stderr, flush=True)
            await poll(arrivals, app)
    except InvalidToken as error:
        raise TelegramTroubleError(texts.say("bot_wrong_token")) from error
    finally:
        logging.getLogger().removeHandler(errors)
        if front is not None:
            await front.close()
        if app.running:
            await _finish(app)
        await hall.close()
        await outbox.close()
        await documents.close()
        await app.shutdown()
        await app.bot.shutdown()  # which the line above skips when the connection was never made


@asynccontextmanager
async def _beside(work: Coroutine[None, None, NoReturn]) -> AsyncIterator[None]:
    """Does `work` as long as the block lasts."""
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _connect(app: App, content: Content, webhook: Webhook | None) -> None:
    """Reaches Telegram and tells it the commands."""
    await app.initialize()
    if webhook is None:
        await app.bot.delete_webhook()  # with one, Telegram gives no updates to who asks
    await app.bot.set_my_commands([BotCommand(name, about) for name, about in content.commands.items()])


async def _insist(call: Callable[[], Awaitable[None]], texts: Texts) -> None:
    """Makes a call without which the bot cannot start, however long Telegram is out of reach."""
    for pause in pauses():
        try:
            await call()
            return
        except InvalidToken:
            raise
        except RetryAfter as error:
            await asyncio.sleep(requested(error))
        except TelegramError as error:
            if isinstance(error, BadRequest) or not isinstance(error, NetworkError):
                raise TelegramTroubleError(texts.say("bot_refused", problem=error.message)) from error
            print(texts.say("bot_no_network", seconds=f"{pause:g}"), file=sys.stderr, flush=True)
            await asyncio.sleep(pause)


async def _finish(app: App) -> None:
    """Finishes the turns in hand, within a bounded time; Telegram brings again what was not stored."""
    try:
        async with asyncio.timeout(PATIENCE_AT_STOP):
            await app.stop()
    except TimeoutError:
        log.warning("turns in hand were given up")


def _clean(folder: Path, age: float) -> None:
    """Removes what a kill left in the folder for documents; a process that runs may use what is younger."""
    for left in folder.glob("*"):
        with suppress(FileNotFoundError):  # that process was done with it
            if time.time() - left.stat().st_mtime >= age:
                shutil.rmtree(left, ignore_errors=True)
