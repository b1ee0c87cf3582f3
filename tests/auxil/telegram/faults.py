"""What goes wrong between a bot and Telegram, on order."""

from collections import defaultdict
from dataclasses import dataclass
from typing import TypeAlias

from tests.auxil.telegram.wire import ApiError


@dataclass(frozen=True)
class TooManyRequests:
    """Refused, with the seconds to wait; nothing happened."""

    retry_after: int

    def error(self) -> ApiError:
        return ApiError(
            429, f"Too Many Requests: retry after {self.retry_after}", retry_after=self.retry_after
        )


@dataclass(frozen=True)
class BadGateway:
    """Telegram itself is out of order; nothing happened."""

    def error(self) -> ApiError:
        return ApiError(502, "Bad Gateway")


@dataclass(frozen=True)
class NoAnswer:
    """Nothing happens and nothing is said, until the client gives up."""


@dataclass(frozen=True)
class Reset:
    """The connection breaks; nothing happened."""


@dataclass(frozen=True)
class DropAfterwards:
    """The call is carried out, and then the connection breaks before the answer."""


@dataclass(frozen=True)
class SilenceAfterwards:
    """The call is carried out, and then nothing is said, until the client gives up."""


Fault: TypeAlias = TooManyRequests | BadGateway | NoAnswer | Reset | DropAfterwards | SilenceAfterwards
Place: TypeAlias = tuple[str, int | None]
"""A method, and the chat that it is about; None for all chats together."""


class Faults:
    """Which call will go wrong, and how."""

    def __init__(self) -> None:
        self._planned: defaultdict[Place, dict[int, Fault]] = defaultdict(dict)
        self._counted: defaultdict[Place, int] = defaultdict(int)

    def plan(self, method: str, fault: Fault, nth: int, chat: int | None = None) -> None:
        """The `nth` call of the method from now (1 is the next), of all chats or of one, goes wrong."""
        place = method, chat
        self._planned[place][self._counted[place] + nth] = fault

    def due(self, method: str, chat: int | None = None) -> Fault | None:
        """Count a call; give what goes wrong with it."""
        found = None
        for place in {(method, None), (method, chat)}:
            self._counted[place] += 1
            found = self._planned[place].pop(self._counted[place], None) or found
        return found
