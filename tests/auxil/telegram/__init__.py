"""A strict Telegram Bot API on loopback, with users who type and press buttons."""

from tests.auxil.telegram.faults import BadGateway, DropAfterwards, NoAnswer, TooManyRequests
from tests.auxil.telegram.keyboards import Button
from tests.auxil.telegram.server import DOWNLOAD, TOKEN, Call, TelegramServer, running
from tests.auxil.telegram.users import User
from tests.auxil.telegram.webhook import DELIVERY
from tests.auxil.telegram.world import Message, Notice

__all__ = [
    "DELIVERY",
    "DOWNLOAD",
    "TOKEN",
    "BadGateway",
    "Button",
    "Call",
    "DropAfterwards",
    "Message",
    "NoAnswer",
    "Notice",
    "TelegramServer",
    "TooManyRequests",
    "User",
    "running",
]
