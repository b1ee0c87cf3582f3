"""What the bot counts about itself while it works: how much and how long, never who or what."""

import logging

from bot.logs import kind_of


class Metrics:
    """Counts in memory, for the process it is in; `bot.web.prometheus` also tells it to who asks."""

    def __init__(self) -> None:
        self.turns = 0
        self.errors = 0
        self.updates_waiting = 0
        self.outbox_waiting = 0
        self.tokens = 0
        self.euros = 0.0

    def arrived(self) -> None:
        """An update came in, and waits or is being handled."""
        self.updates_waiting += 1

    def handled(self, seconds: float) -> None:  # noqa: ARG002 - who keeps more than a sum wants it
        """An update that came in was handled; its turn took so long, without the waiting for earlier ones."""
        self.updates_waiting -= 1
        self.turns += 1

    def called(self, method: str) -> None:
        """Telegram did what a method of the Bot API asks, such as `sendMessage`."""

    def retried(self, reason: str) -> None:
        """A call must be made again: `flood` when Telegram asked to wait, `network` when it was away."""

    def waiting(self, change: int) -> None:
        """So many more things to show wait for their turn; fewer when negative."""
        self.outbox_waiting += change

    def language_model(self, tokens: int, euros: float) -> None:
        """The language model used so much; negative takes back what was kept too much."""
        self.tokens += tokens
        self.euros += euros

    def failed(self, kind: str) -> None:  # noqa: ARG002 - as above
        """An error of this kind was logged."""
        self.errors += 1


class ErrorCount(logging.Handler):
    """Counts what is logged as an error, wherever that is."""

    def __init__(self, metrics: Metrics) -> None:
        super().__init__(logging.ERROR)
        self._metrics = metrics

    def emit(self, record: logging.LogRecord) -> None:
        """Counts one error by its kind; its words are not looked at."""
        self._metrics.failed(kind_of(record))
