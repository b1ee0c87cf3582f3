"""A strict Telegram Bot API on loopback, with users who type and press buttons."""

from tests.auxil.telegram.faults import (
    BadGateway,
    DropAfterwards,
    Fault,
    NoAnswer,
    Reset,
    SilenceAfterwards,
    TooManyRequests,
)
from tests.auxil.telegram.groups import Group
from tests.auxil.telegram.keyboards import Button
from tests.auxil.telegram.messages import Message, Notice
from tests.auxil.telegram.server import DOWNLOAD, TOKEN, Call, TelegramServer, running
from tests.auxil.telegram.users import User
from tests.auxil.telegram.webhook import DELIVERY

__all__ = [
    "DELIVERY",
    "DOWNLOAD",
    "TOKEN",
    "BadGateway",
    "Button",
    "Call",
    "DropAfterwards",
    "Fault",
    "Group",
    "Message",
    "NoAnswer",
    "Notice",
    "Reset",
    "SilenceAfterwards",
    "TelegramServer",
    "TooManyRequests",
    "User",
    "running",
]
