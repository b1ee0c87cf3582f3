"""The rules of the house: for whom the bot is, how much one may send, what is kept, and where pages are."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from bot.channels.telegram.access import Access


class Keep(NamedTuple):
    """Days that an untouched conversation is kept, without and with a decision; None: for ever."""

    days: int | None = None
    decided_days: int | None = None

    def before(self, now: datetime) -> tuple[datetime, datetime | None] | None:
        """Until when what is untouched may go, without and with a decision; None when nothing may."""
        if self == (None, None):
            return None
        never = datetime.min.replace(tzinfo=UTC)
        without = never if self.days is None else now - timedelta(days=self.days)
        return without, None if self.decided_days is None else now - timedelta(days=self.decided_days)


class House(NamedTuple):
    """What the administrator of the server chose; administrators themselves are in `Administration`."""

    access: Access = Access.OPEN
    allowed: frozenset[int] = frozenset()
    turns_per_minute: int | None = None
    keep: Keep = Keep()
    public_url: str | None = None
