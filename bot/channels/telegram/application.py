"""The client library, set up for one bot: our order of updates and our pace."""

from typing import TypeAlias

from telegram.constants import UpdateType
from telegram.ext import Application, ApplicationBuilder, ContextTypes, ExtBot

from bot.channels.telegram.pacing import Limits, Pacer
from bot.channels.telegram.processing import PerChat
from bot.channels.telegram.wire import Wire
from bot.metrics import Metrics

Kept: TypeAlias = dict[object, object]
"""What the library can keep in memory for a user, a chat or the bot; the store does that here."""

App: TypeAlias = Application[ExtBot[None], ContextTypes.DEFAULT_TYPE, Kept, Kept, Kept, None]

KINDS = (
    UpdateType.MESSAGE,
    UpdateType.EDITED_MESSAGE,
    UpdateType.CALLBACK_QUERY,
    UpdateType.MY_CHAT_MEMBER,
)
"""The updates we want; Telegram keeps the others to itself."""

POOL = 16
"""Connections for calls; besides, there is one for updates."""


def build_app(token: str, api_url: str, limits: Limits | None = None, metrics: Metrics | None = None) -> App:
    """The application for one bot; `api_url` is the root of a Bot API server. Not yet connected.

    It makes calls and runs tasks; updates go to `Arrivals`, which knows of each whether it is stored. It
    keeps to `limits`, or else to Telegram's, and counts in `metrics` if anybody looks at those.
    """
    counted = metrics or Metrics()
    return (
        ApplicationBuilder()
        .token(token)
        .base_url(f"{api_url.rstrip('/')}/bot")
        .base_file_url(f"{api_url.rstrip('/')}/file/bot")
        .updater(None)
        .job_queue(None)
        .concurrent_updates(PerChat(counted))
        .rate_limiter(Pacer(limits or Limits(), counted))
        .request(Wire(api_url, POOL))
        .get_updates_request(Wire(api_url, 1))
        .build()
    )
