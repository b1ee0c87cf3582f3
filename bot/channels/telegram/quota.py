"""So much in so much time for each of many: people who type, sentences that should not become a stream.

In memory of this process. Two processes together allow twice as much, which harms nobody: it keeps one user
from holding up the others of a process, and no database is asked for it.
"""

import time
from collections.abc import Callable
from typing import NamedTuple

FORGET_FROM = 10_000
"""Keys. With so many known, those whose time is over are forgotten."""


class _Used(NamedTuple):
    since: float
    times: int


class Quota:
    """At most `most` times in `seconds`, counted from the first time; then it begins again."""

    def __init__(self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._used: dict[int, _Used] = {}

    def take(self, key: int) -> int:
        """0 when this time fits; else how many are too many now, this one too."""
        now, used = self._clock(), self._used.get(key)
        if used is None or self._is_over(used, now):
            if len(self._used) >= FORGET_FROM:
                self._used = {one: at for one, at in self._used.items() if not self._is_over(at, now)}
            used = _Used(now, 0)
        self._used[key] = used = used._replace(times=used.times + 1)
        return max(0, used.times - self._most)

    def is_used_up(self, key: int) -> bool:
        """Whether a next time would be too many."""
        used = self._used.get(key)
        return used is not None and used.times >= self._most and not self._is_over(used, self._clock())

    def left(self, key: int) -> int:
        """Whole seconds until it begins again; at least 1."""
        used = self._used.get(key)
        return 1 if used is None else max(1, round(used.since + self._seconds - self._clock()))

    def _is_over(self, used: _Used, now: float) -> bool:
        return now - used.since >= self._seconds
