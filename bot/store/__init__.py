"""What the assistant remembers between messages and restarts."""

from bot.store.errors import StoreError
from bot.store.records import Card, Stored
from bot.store.store import Store
from bot.store.turn import Turn

__all__ = ["Card", "Store", "StoreError", "Stored", "Turn"]
