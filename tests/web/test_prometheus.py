import logging

from bot.metrics import ErrorCount
from bot.web.prometheus import PrometheusMetrics


def told(metrics: PrometheusMetrics) -> dict[str, float]:
    lines = metrics.exposition().decode().splitlines()
    return {name: float(value) for name, value in (x.rsplit(" ", 1) for x in lines if x[0] != "#")}


def test_everything_starts_at_nothing() -> None:
    counts = told(PrometheusMetrics())
    ours = {name: value for name, value in counts.items() if name.startswith("drievragen")}
    assert ours
    assert not any(value for name, value in ours.items() if not name.endswith("_created"))


def test_turns_and_what_waits() -> None:
    metrics = PrometheusMetrics()
    for _ in range(3):
        metrics.arrived()
    metrics.handled(0.02)
    metrics.handled(0.7)
    metrics.waiting(1)
    metrics.waiting(-1)
    counts = told(metrics)
    assert counts["drievragen_updates_waiting"] == 1
    assert counts["drievragen_turn_seconds_count"] == 2
    assert counts['drievragen_turn_seconds_bucket{le="0.025"}'] == 1
    assert counts['drievragen_turn_seconds_bucket{le="1.0"}'] == 2
    assert counts["drievragen_outbox_waiting"] == 0


def test_what_the_language_model_kept_too_much_is_taken_back() -> None:
    metrics = PrometheusMetrics()
    metrics.language_model(3000, 0.03)
    metrics.language_model(-500, -0.01)
    counts = told(metrics)
    assert counts["drievragen_language_model_tokens"] == 2500
    assert round(counts["drievragen_language_model_euros"], 9) == 0.02


def test_two_bots_in_one_process_count_apart() -> None:
    one, other = PrometheusMetrics(), PrometheusMetrics()
    one.called("sendMessage")
    assert 'drievragen_telegram_calls_total{method="sendMessage"}' not in told(other)


def test_only_errors_are_counted() -> None:
    metrics = PrometheusMetrics()
    handler = ErrorCount(metrics)
    log = logging.getLogger("tests.web.errors")
    log.propagate = False
    log.addHandler(handler)
    log.warning("geen fout")
    log.error("%s", KeyError("met een naam: Jansen"))
    log.error("iets van mevrouw Jansen")
    log.removeHandler(handler)
    told_now = metrics.exposition().decode()
    assert 'drievragen_errors_total{kind="KeyError"} 1.0' in told_now
    assert 'drievragen_errors_total{kind="tests.web.errors"} 1.0' in told_now
    assert "Jansen" not in told_now
    assert metrics.errors == 2
