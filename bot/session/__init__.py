"""What one owner does: the open conversation, and the commands that go beyond one conversation."""

from bot.session.incoming import Incoming
from bot.session.session import Session

__all__ = ["Incoming", "Session"]
