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
class DropAfterwards:
    """The call is carried out, and then the connection breaks before the answer."""


Fault: TypeAlias = TooManyRequests | BadGateway | NoAnswer | DropAfterwards


class Faults:
    """Which call will go wrong, and how."""

    def __init__(self) -> None:
        self._planned: defaultdict[str, dict[int, Fault]] = defaultdict(dict)
        self._counted: defaultdict[str, int] = defaultdict(int)

    def plan(self, method: str, fault: Fault, nth: int) -> None:
        """The `nth` call of the method from now goes wrong (1 is the next)."""
        self._planned[method][self._counted[method] + nth] = fault

    def due(self, method: str) -> Fault | None:
        """Count a call; give what goes wrong with it."""
        self._counted[method] += 1
        return self._planned[method].pop(self._counted[method], None)
