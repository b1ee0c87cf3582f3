"""Puts the parts of the bot together: the client library with our handler and our order of updates."""

from typing import TypeAlias

from telegram import Update
from telegram.ext import Application, ApplicationBuilder, ContextTypes, ExtBot, TypeHandler

from bot.channels.telegram.handling import Handler
from bot.channels.telegram.processing import PerChat

Kept: TypeAlias = dict[object, object]
"""What the library can keep in memory for a user, a chat or the bot; the store does that here."""

App: TypeAlias = Application[ExtBot[None], ContextTypes.DEFAULT_TYPE, Kept, Kept, Kept, None]

POOL = 16
"""Connections: a small pool measured faster than a large one with this client."""

POOL_PATIENCE = 60.0
"""Seconds to wait for a free connection: standing in line is no trouble of the network."""


def build_app(handler: Handler, token: str, api_url: str) -> App:
    """The application for one bot; `api_url` is the root of a Bot API server. Not yet connected."""
    app: App = (
        ApplicationBuilder()
        .token(token)
        .base_url(f"{api_url.rstrip('/')}/bot")
        .base_file_url(f"{api_url.rstrip('/')}/file/bot")
        .updater(None)
        .job_queue(None)
        .concurrent_updates(PerChat())
        .connection_pool_size(POOL)
        .pool_timeout(POOL_PATIENCE)
        .build()
    )
    app.add_handler(TypeHandler(Update, handler.handle))
    app.add_error_handler(handler.trouble)
    return app
