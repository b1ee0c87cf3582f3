"""Starts and stops the bot: long polling, commands with descriptions, cards that were never shown."""

import asyncio
import logging
import signal
import sys
from contextlib import suppress
from typing import Any

from telegram import BotCommand, Update
from telegram.error import InvalidToken, NetworkError, TelegramError
from telegram.ext import Application, ApplicationBuilder, TypeHandler

from bot.assistant import Assistant
from bot.channels.telegram.cards import show
from bot.channels.telegram.handling import Handler
from bot.channels.telegram.processing import PerChat
from bot.channels.telegram.trouble import TelegramTroubleError
from bot.session import Session
from bot.store import Store

log = logging.getLogger(__name__)

App = Application[Any, Any, Any, Any, Any, Any]
POOL = 16
"""Connections: a small pool measured faster than a large one with this client."""

LONGEST_PAUSE = 30.0


def run_bot(assistant: Assistant, store_url: str, token: str, api_url: str) -> None:
    """Runs the bot until it is told to stop.

    Raises:
        TelegramTroubleError: Telegram does not accept the token.
        StoreError: the database cannot be opened.
    """
    asyncio.run(_serve(assistant, store_url, token, api_url))


async def _serve(assistant: Assistant, store_url: str, token: str, api_url: str) -> None:
    store = await Store.open(store_url)
    try:
        handler = Handler(Session(assistant), store, assistant.content)
        app: App = (
            ApplicationBuilder()
            .token(token)
            .base_url(f"{api_url.rstrip('/')}/bot")
            .concurrent_updates(PerChat())
            .connection_pool_size(POOL)
            .build()
        )
        app.add_handler(TypeHandler(Update, handler.handle))
        app.add_error_handler(handler.trouble)
        stopped = asyncio.Event()
        for name in (signal.SIGINT, signal.SIGTERM):
            with suppress(NotImplementedError):  # Windows has no handlers in the loop
                asyncio.get_running_loop().add_signal_handler(name, stopped.set)
        await _connect(app, assistant)
        await asyncio.to_thread(assistant.searcher)  # the first user should not wait for the index
        await app.start()
        for card in await store.unshown_cards():
            if card.owner.startswith("telegram:"):
                await show(app.bot, store, card)
        if app.updater is not None:
            await app.updater.start_polling(allowed_updates=Update.ALL_TYPES)
        print(assistant.content.texts.say("bot_started", name=app.bot.username), file=sys.stderr, flush=True)
        await stopped.wait()
        if app.updater is not None:
            await app.updater.stop()
        await app.stop()
        await app.shutdown()
    finally:
        await store.close()


async def _connect(app: App, assistant: Assistant) -> None:
    """Reaches Telegram, however long that takes, and tells it the commands."""
    texts, pause = assistant.content.texts, 1.0
    commands = [BotCommand(name, about) for name, about in assistant.content.commands.items()]
    while True:
        try:
            await app.initialize()
            await app.bot.set_my_commands(commands)
        except InvalidToken as error:
            raise TelegramTroubleError(texts.say("bot_wrong_token")) from error
        except NetworkError:
            print(texts.say("bot_no_network", seconds=f"{pause:g}"), file=sys.stderr, flush=True)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        except TelegramError as error:
            raise TelegramTroubleError(texts.say("bot_refused", problem=error.message)) from error
        else:
            return
