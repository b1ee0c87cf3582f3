"""What the assistant remembers between messages and restarts."""

from bot.store.backup import restore
from bot.store.errors import OvertakenError, StoreError, Trouble
from bot.store.records import (
    Broken,
    Card,
    Decided,
    Decision,
    Erased,
    Gathering,
    Head,
    Member,
    Noted,
    Person,
    Publication,
    Published,
    Reminder,
    Role,
    Stored,
)
from bot.store.store import Store
from bot.store.turn import Turn

__all__ = [
    "Broken",
    "Card",
    "Decided",
    "Decision",
    "Erased",
    "Gathering",
    "Head",
    "Member",
    "Noted",
    "OvertakenError",
    "Person",
    "Publication",
    "Published",
    "Reminder",
    "Role",
    "Store",
    "StoreError",
    "Stored",
    "Trouble",
    "Turn",
    "restore",
]
