"""Starts and stops the bot: the connection, the menu of commands, cards that were never shown."""

import asyncio
import os
import shutil
import signal
import sys
from contextlib import suppress
from typing import NoReturn

from telegram import BotCommand
from telegram.error import InvalidToken, NetworkError, TelegramError

from bot.assistant import Assistant
from bot.channels.telegram.application import App, build_app
from bot.channels.telegram.documents import Documents
from bot.channels.telegram.handling import Handler
from bot.channels.telegram.outbox import Outbox
from bot.channels.telegram.parcels import Administration
from bot.channels.telegram.patience import pauses
from bot.channels.telegram.polling import poll
from bot.channels.telegram.trouble import TelegramTroubleError
from bot.content import Content
from bot.session import Session
from bot.store import Store


def run_bot(
    assistant: Assistant, store_url: str, token: str, api_url: str, administration: Administration
) -> None:
    """Runs the bot until it is told to stop.

    Raises:
        TelegramTroubleError: Telegram does not accept the token, or refuses the bot.
        StoreError: the database cannot be opened.
        CorpusError: a passage does not fit.
        IndexUnavailable: the data folder cannot be written.
    """
    os.environ.setdefault("PTB_TIMEDELTA", "true")
    with suppress(asyncio.CancelledError):
        asyncio.run(_until_told(assistant, store_url, token, api_url, administration))


async def _until_told(
    assistant: Assistant, store_url: str, token: str, api_url: str, administration: Administration
) -> None:
    task = asyncio.current_task()
    assert task is not None  # noqa: S101 - asyncio.run made it
    for name in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows has no handlers in the loop
            asyncio.get_running_loop().add_signal_handler(name, task.cancel)
    store = await Store.open(store_url)
    try:
        await serve(assistant, store, token, api_url, administration)
    finally:
        await store.close()


async def serve(
    assistant: Assistant, store: Store, token: str, api_url: str, administration: Administration
) -> NoReturn:
    """Serves until cancelled; what is on its way then is finished or left for the next start.

    Raises:
        TelegramTroubleError: Telegram does not accept the token, or refuses the bot.
    """
    texts = assistant.content.texts
    outbox = Outbox()
    shutil.rmtree(administration.folder, ignore_errors=True)  # what a kill left there
    documents = Documents(administration, store, texts, assistant.places, outbox)
    handler = Handler(Session(assistant), store, assistant.content, outbox, documents)
    app = build_app(handler, token, api_url)
    try:
        await _connect(app, assistant.content)
        print(texts.say("bot_preparing"), file=sys.stderr, flush=True)
        await asyncio.to_thread(assistant.searcher)  # the first user should not wait for the index
        await app.start()
        for card in await store.unshown_cards():
            if card.owner.startswith("telegram:"):
                handler.show_later(app.bot, card)
        print(texts.say("bot_started", name=app.bot.username), file=sys.stderr, flush=True)
        await poll(app)
    except InvalidToken as error:
        raise TelegramTroubleError(texts.say("bot_wrong_token")) from error
    finally:
        if app.running:
            await app.stop()
        await outbox.close()
        await documents.close()
        await app.shutdown()
        await app.bot.shutdown()  # which the line above skips when the connection was never made


async def _connect(app: App, content: Content) -> None:
    """Reaches Telegram, however long that takes, and tells it the commands."""
    commands = [BotCommand(name, about) for name, about in content.commands.items()]
    for pause in pauses():
        try:
            await app.initialize()
            await app.bot.delete_webhook()  # with one, Telegram gives no updates to who asks
            await app.bot.set_my_commands(commands)
            return
        except InvalidToken:
            raise
        except NetworkError:
            sentence = content.texts.say("bot_no_network", seconds=f"{pause:g}")
            print(sentence, file=sys.stderr, flush=True)
            await asyncio.sleep(pause)
        except TelegramError as error:
            raise TelegramTroubleError(content.texts.say("bot_refused", problem=error.message)) from error
