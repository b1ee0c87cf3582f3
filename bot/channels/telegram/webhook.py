"""Takes updates that Telegram brings. Answering is what confirms one, so it is stored first.

Several processes may share the address, on one database. Telegram brings the next update of a chat when the
earlier is answered, and brings again what was not: a process that is killed loses nothing, and what was
stored already is known by its number.
"""

import json
import logging
from typing import NamedTuple
from urllib.parse import urlsplit

from telegram import Update

from bot.channels.telegram.application import KINDS, App
from bot.channels.telegram.arriving import Arrivals
from bot.channels.telegram.reading import read_update

log = logging.getLogger(__name__)


class Webhook(NamedTuple):
    """Where Telegram finds us, and what it says to show that it is Telegram."""

    url: str
    secret: str

    @property
    def path(self) -> str:
        """Where the updates come in on our side; a proxy in between leaves it as it is."""
        return urlsplit(self.url).path or "/"


async def announce(app: App, webhook: Webhook) -> None:
    """Asks Telegram to bring updates from now on; asking again changes nothing.

    Raises:
        TelegramError: Telegram refuses the address, or is out of reach.
    """
    await app.bot.set_webhook(webhook.url, secret_token=webhook.secret, allowed_updates=KINDS)


async def take(arrivals: Arrivals, app: App, body: bytes) -> int:
    """The HTTP status to answer `body` with: 200 once it is stored, 503 to have it brought again."""
    try:
        update = Update.de_json(read_update(json.loads(body)), app.bot)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        log.error("not an update: %s", type(error).__name__)
        return 400
    return 200 if await arrivals.take(app, update) else 503
