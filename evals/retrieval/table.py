"""The figures as a table to read."""

from collections.abc import Iterator, Sequence

from evals.retrieval.measuring import METRICS, NDCG
from evals.retrieval.metrics.bootstrap import Interval
from evals.retrieval.metrics.detection import Detection
from evals.retrieval.report import ALL, LOW, Failures, Report
from evals.retrieval.texts import texts

_FIRST, _CELL = 24, 20


def table(report: Report) -> str:
    """The report in lines of text, with a table for each question one may have."""
    return "\n".join(_lines(report))


def _lines(report: Report) -> Iterator[str]:
    words = texts()
    yield words.title.format(**report.model_dump(include={"split", "questions", "answered", "resamples"}))
    yield ""
    yield _row(words.columns["system"], [words.metric[metric] for metric in METRICS])
    for name, figures in report.systems.items():
        yield _row(words.system[name], [_shown(figures.scores[ALL][metric]) for metric in METRICS])
    yield from ("", words.styles_title)
    yield _row(words.columns["style"], [words.system[name] for name in report.systems])
    for style in next(iter(report.systems.values())).scores:
        cells = [_shown(figures.scores[style][NDCG]) for figures in report.systems.values()]
        yield _row(words.style[style], cells)
    yield from ("", words.difference_title)
    for name, found in report.differences.items():
        yield _row(words.system[name], [_shown(found)])
    yield from ("", words.detection_title)
    yield _row("", [words.columns[field] for field in Detection._fields])
    for figures in report.systems.values():
        for side, scores in (figures.detection or {}).items():
            yield _row(words.detection[side], [_shown(scores[field]) for field in Detection._fields])
    if report.failures is not None:
        yield from _failures(report.failures)


def _failures(failures: Failures) -> Iterator[str]:
    words = texts()
    yield from ("", words.failures_title)
    for title, ids in (
        (words.low.format(limit=LOW), failures.low),
        (words.missed, failures.missed),
        (words.invented, failures.invented),
    ):
        yield f"{title}: {len(ids)}"
        if ids:
            yield "  " + ", ".join(ids)


def _row(first: str, cells: Sequence[str]) -> str:
    return f"{first:<{_FIRST}}" + "".join(f"{cell:>{_CELL}}" for cell in cells)


def _shown(figure: Interval) -> str:
    return f"{figure.value:.3f} [{figure.low:.2f}; {figure.high:.2f}]"
