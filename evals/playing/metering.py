"""Counts what a language model uses, so that each conversation can be told apart."""

from datetime import date

from bot.language_model import Limits, MemoryLedger, Use
from bot.language_model.budget import NO_LIMITS


class Meter:
    """A ledger (see `Ledger`) that also adds everything up; within one process."""

    def __init__(self) -> None:
        self._ledger = MemoryLedger()
        self._used = Use()

    @property
    def used(self) -> Use:
        """All tokens and euros so far."""
        return self._used

    def book(self, day: date, chat: str, use: Use, limits: Limits = NO_LIMITS) -> bool:
        """See `Ledger.book`."""
        if not self._ledger.book(day, chat, use, limits):
            return False
        self._used = Use(self._used.tokens + use.tokens, self._used.euros + use.euros)
        return True
