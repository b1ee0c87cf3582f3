"""What the model may use: tokens and money, a day and a conversation."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from threading import Lock
from typing import NamedTuple, Protocol

from bot.language_model.trouble import ModelTrouble, Trouble
from bot.metrics import Metrics


class Use(NamedTuple):
    """An amount of use; negative to take back what was counted too much."""

    tokens: int = 0
    euros: float = 0.0


class Limits(NamedTuple):
    """The most that may be used a day by all together, and in one conversation; None is no limit."""

    day_tokens: int | None = None
    day_euros: float | None = None
    chat_tokens: int | None = None
    chat_euros: float | None = None


NO_LIMITS = Limits()


class Ledger(Protocol):
    """Keeps what was used, for several threads and processes at once."""

    def book(self, day: date, chat: str, use: Use, limits: Limits = NO_LIMITS) -> bool:
        """Adds `use` to the day and to the conversation, in one step; may raise when it cannot.

        False, and nothing is added, when either would come above its limit.
        """
        ...


class MemoryLedger:
    """A ledger for one process, gone when it ends."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._today = (date.min, Use())
        self._chats: defaultdict[str, Use] = defaultdict(Use)

    def book(self, day: date, chat: str, use: Use, limits: Limits = NO_LIMITS) -> bool:
        """See `Ledger.book`. What is settled after midnight no longer counts for the day."""
        with self._lock:
            latest, used = self._today
            everybody = used if day < latest else _sum(used if day == latest else Use(), use)
            one = _sum(self._chats[chat], use)
            if not within(everybody, one, limits):
                return False
            self._today = (max(day, latest), everybody)
            self._chats[chat] = one
            return True


def within(everybody: Use, one: Use, limits: Limits) -> bool:
    """Whether a day's use and a conversation's use stay within `limits`."""
    return all(
        limit is None or used <= limit
        for used, limit in (
            (everybody.tokens, limits.day_tokens),
            (everybody.euros, limits.day_euros),
            (one.tokens, limits.chat_tokens),
            (one.euros, limits.chat_euros),
        )
    )


class MeasuredLedger:
    """A ledger that also tells `metrics` what it added; see `Ledger`."""

    def __init__(self, ledger: Ledger, metrics: Metrics) -> None:
        self._ledger = ledger
        self._metrics = metrics

    def book(self, day: date, chat: str, use: Use, limits: Limits = NO_LIMITS) -> bool:
        """See `Ledger.book`."""
        booked = self._ledger.book(day, chat, use, limits)
        if booked:
            self._metrics.language_model(*use)
        return booked


class _Account(NamedTuple):
    """For which conversation the model is used, and who keeps count; None is the budget's own ledger."""

    chat: str = ""
    ledger: Ledger | None = None


_ACCOUNT: ContextVar[_Account] = ContextVar("account", default=_Account())  # noqa: B039 - it cannot change


@contextmanager
def charged_to(chat: str, ledger: Ledger | None = None) -> Iterator[None]:
    """What the model uses in this block is for the conversation `chat`; so too in `asyncio.to_thread`.

    It is counted in `ledger`, when there is one, instead of in that of the budget.
    """
    token = _ACCOUNT.set(_Account(chat, ledger))
    try:
        yield
    finally:
        _ACCOUNT.reset(token)


class Prices(NamedTuple):
    """Euro for a million tokens that go in, and that come out."""

    into: float = 0.0
    out: float = 0.0

    def of(self, into: int, out: int) -> Use:
        """The use of so many tokens in and out."""
        return Use(into + out, (into * self.into + out * self.out) / 1_000_000)


class Booking:
    """Room kept for one call, before it is known what the call uses."""

    def __init__(self, kept: Use, prices: Prices, book: Callable[[Use], object]) -> None:
        self._kept = kept
        self._prices = prices
        self._book = book

    def settle(self, into: int, out: int) -> None:
        """Counts what was used instead of what was kept."""
        used = self._prices.of(into, out)
        self._book(Use(used.tokens - self._kept.tokens, used.euros - self._kept.euros))


def _today() -> date:
    return datetime.now(UTC).date()


class Budget:
    """Room within the limits, asked for before every call. Days are those of UTC."""

    def __init__(
        self, limits: Limits, prices: Prices, ledger: Ledger, today: Callable[[], date] = _today
    ) -> None:
        self._limits = limits
        self._prices = prices
        self._ledger = ledger
        self._today = today

    def keep(self, into: int, out: int) -> Booking:
        """Room for a call of about `into` tokens in and at most `out` tokens out.

        A call that is never settled keeps its room: it may have been used.

        Raises:
            ModelTrouble: there is not so much left, or it cannot be kept count of; so does `settle`.
        """
        day, (chat, elsewhere) = self._today(), _ACCOUNT.get()
        ledger = elsewhere or self._ledger

        def book(use: Use, limits: Limits = NO_LIMITS) -> bool:
            try:
                return ledger.book(day, chat, use, limits)
            except Exception:  # whatever a ledger is made of: what cannot be counted is not used
                raise ModelTrouble(Trouble.UNCOUNTED) from None

        room = self._prices.of(into, out)
        if not book(room, self._limits):
            raise ModelTrouble(Trouble.BUDGET)
        return Booking(room, self._prices, book)


def _sum(one: Use, other: Use) -> Use:
    return Use(one.tokens + other.tokens, one.euros + other.euros)
