"""The bot's counts as Prometheus wants them: https://prometheus.io/docs/practices/naming/."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

from bot.metrics import Metrics

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0)
"""Upper bounds: from a button to the longest a language model may take."""


class PrometheusMetrics(Metrics):
    """Counts, for the process it is in. Labels are names from the code, so there are few of them."""

    def __init__(self) -> None:
        super().__init__()
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._turns = Histogram(
            "drievragen_turn_seconds",
            "Van het begin van een beurt tot hij bewaard is.",
            buckets=SECONDS,
            registry=self.registry,
        )
        self._updates = Gauge(
            "drievragen_updates_waiting", "Updates die wachten of bezig zijn.", registry=self.registry
        )
        self._outbox = Gauge(
            "drievragen_outbox_waiting", "Wat nog getoond moet worden.", registry=self.registry
        )
        self._calls = Counter(
            "drievragen_telegram_calls", "Gelukte aanroepen van Telegram.", ["method"], registry=self.registry
        )
        self._retries = Counter(
            "drievragen_telegram_retries", "Aanroepen die opnieuw moeten.", ["reason"], registry=self.registry
        )
        self._errors = Counter(
            "drievragen_errors", "Fouten in het logboek, per soort.", ["kind"], registry=self.registry
        )
        self._tokens = Gauge(
            "drievragen_language_model_tokens",
            "Tokens sinds de start, met wat voor lopende vragen is vastgehouden.",
            registry=self.registry,
        )
        self._euros = Gauge(
            "drievragen_language_model_euros",
            "Euro's sinds de start, met wat voor lopende vragen is vastgehouden.",
            registry=self.registry,
        )

    def arrived(self) -> None:
        """See `Metrics.arrived`."""
        super().arrived()
        self._updates.inc()

    def handled(self, seconds: float) -> None:
        """See `Metrics.handled`."""
        super().handled(seconds)
        self._updates.dec()
        self._turns.observe(seconds)

    def called(self, method: str) -> None:
        """See `Metrics.called`."""
        self._calls.labels(method).inc()

    def retried(self, reason: str) -> None:
        """See `Metrics.retried`."""
        self._retries.labels(reason).inc()

    def waiting(self, change: int) -> None:
        """See `Metrics.waiting`."""
        super().waiting(change)
        self._outbox.inc(change)

    def language_model(self, tokens: int, euros: float) -> None:
        """See `Metrics.language_model`."""
        super().language_model(tokens, euros)
        self._tokens.inc(tokens)
        self._euros.inc(euros)

    def failed(self, kind: str) -> None:
        """See `Metrics.failed`."""
        super().failed(kind)
        self._errors.labels(kind).inc()

    def exposition(self) -> bytes:
        """All counts as they are now, in `CONTENT_TYPE`."""
        return generate_latest(self.registry)
