"""Puts the parts of the bot together: the client library with our handler and our order of updates."""

from typing import TypeAlias

from telegram import Update
from telegram.constants import UpdateType
from telegram.ext import Application, ApplicationBuilder, ContextTypes, ExtBot, TypeHandler

from bot.channels.telegram.handling import Handler
from bot.channels.telegram.pacing import Limits, Pacer
from bot.channels.telegram.processing import PerChat
from bot.metrics import Metrics

Kept: TypeAlias = dict[object, object]
"""What the library can keep in memory for a user, a chat or the bot; the store does that here."""

App: TypeAlias = Application[ExtBot[None], ContextTypes.DEFAULT_TYPE, Kept, Kept, Kept, None]

KINDS = (UpdateType.MESSAGE, UpdateType.EDITED_MESSAGE, UpdateType.CALLBACK_QUERY)
"""The updates we want; Telegram keeps the others to itself."""

POOL = 16
"""Connections: a small pool measured faster than a large one with this client."""

POOL_PATIENCE = 60.0
"""Seconds to wait for a free connection: standing in line is no trouble of the network."""


def build_app(
    handler: Handler, token: str, api_url: str, limits: Limits | None = None, metrics: Metrics | None = None
) -> App:
    """The application for one bot; `api_url` is the root of a Bot API server. Not yet connected.

    It keeps to `limits`, or else to Telegram's, and counts in `metrics` if anybody looks at those.
    """
    counted = metrics or Metrics()
    app: App = (
        ApplicationBuilder()
        .token(token)
        .base_url(f"{api_url.rstrip('/')}/bot")
        .base_file_url(f"{api_url.rstrip('/')}/file/bot")
        .updater(None)
        .job_queue(None)
        .concurrent_updates(PerChat(counted))
        .rate_limiter(Pacer(limits or Limits(), counted))
        .connection_pool_size(POOL)
        .pool_timeout(POOL_PATIENCE)
        .build()
    )
    app.add_handler(TypeHandler(Update, handler.handle))
    app.add_error_handler(handler.trouble)
    return app
