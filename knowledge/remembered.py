"""What was worked out of passages, kept in memory until the library changes."""

from collections.abc import Callable, Collection, Iterable
from typing import Generic, TypeVar

MOST = 2000
"""Passages kept: several times the shipped corpus, some tens of megabytes."""

Value = TypeVar("Value")


class Remembered(Generic[Value]):
    """Values by number of passage. Safe to use from several threads: at worst something is done twice."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._known: tuple[int, dict[int, Value]] = (-1, {})

    def of(
        self,
        changes: int,
        numbers: Collection[int],
        work_out: Callable[[Collection[int]], Iterable[tuple[int, Value]]],
    ) -> dict[int, Value]:
        """The value of each of `numbers` in the library after so many `changes`, in that order.

        `work_out` gives those that are not known yet; a number that it does not give is left out.
        """
        seen, known = self._known
        if seen != changes or len(known) > self._most:
            known = {}
            self._known = changes, known
        known.update(work_out(missing) if (missing := [one for one in numbers if one not in known]) else ())
        return {number: known[number] for number in numbers if number in known}
