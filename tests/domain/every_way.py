"""Every combination of all nineteen slots, without going through billions of them.

A function of the facts is run on a mapping that knows nothing yet. Each time it looks at an open slot, it
is run again for every value of that slot. What it does not look at cannot matter, so the ways that come out
cover every combination exactly once.
"""

from collections.abc import Callable, Iterator
from typing import Generic, NamedTuple, NoReturn, TypeVar

from bot.domain import VALUES, Slot

Result = TypeVar("Result")


class _OpenSlotError(Exception):
    def __init__(self, slot: Slot) -> None:
        self.slot = slot


class Facts(dict[Slot, str]):
    """Facts that say so when an open slot is looked at."""

    def __missing__(self, slot: Slot) -> NoReturn:
        raise _OpenSlotError(slot)

    def having(self, slot: Slot, value: str) -> "Facts":
        """The same facts with one set."""
        return Facts({**self, slot: value})


class Way(NamedTuple, Generic[Result]):
    """The facts that were looked at, and what came out."""

    facts: dict[Slot, str]
    result: Result


def every_way(function: Callable[[Facts], Result]) -> Iterator[Way[Result]]:
    """Each way through `function`, with what it gives."""
    waiting: list[dict[Slot, str]] = [{}]
    while waiting:
        facts = waiting.pop()
        try:
            result = function(Facts(facts))
        except _OpenSlotError as asked:
            waiting += [{**facts, asked.slot: value} for value in VALUES[asked.slot]]
        else:
            yield Way(facts, result)
