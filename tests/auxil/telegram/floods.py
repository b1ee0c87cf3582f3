"""How many messages Telegram takes: https://core.telegram.org/bots/faq#broadcasting-to-users."""

import math
from collections import defaultdict, deque
from collections.abc import Callable

from tests.auxil.telegram.faults import TooManyRequests

BURST = 3
"""So many messages at once to one chat, after that one a second."""

OVERALL = 30
"""A second, to all chats together."""

IN_GROUP = 20
"""A minute, to one group."""


def counts(method: str) -> bool:
    """Whether the limits are about this method: what puts or changes a message."""
    return method.startswith(("send", "edit")) and method != "sendChatAction"


class Floods:
    """Counts what was taken, and refuses what is too much."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._free_at: dict[str, float] = {}
        self._overall: deque[float] = deque(maxlen=OVERALL)
        self._groups: defaultdict[str, deque[float]] = defaultdict(lambda: deque(maxlen=IN_GROUP))

    def count(self, chat: str) -> None:
        """Take one message for a chat.

        Raises:
            ApiError: it is too much, with the seconds to wait; it does not count.
        """
        now = self._clock()
        free = max(self._free_at.get(chat, 0.0), now)
        late = max(free - now - BURST + 1, _late(self._overall, 1.0, now))
        if chat.startswith("-"):
            late = max(late, _late(self._groups[chat], 60.0, now))
        if late > 0:
            raise TooManyRequests(math.ceil(late)).error()
        self._free_at[chat] = free + 1
        self._overall.append(now)
        self._groups[chat].append(now)


def _late(taken: deque[float], seconds: float, now: float) -> float:
    """The seconds until one more may be taken."""
    return taken[0] + seconds - now if len(taken) == taken.maxlen else 0.0
