"""The plots: a measure on each axis with its interval, as SVG."""

from collections.abc import Mapping, Sequence
from math import floor
from typing import NamedTuple

from evals.axes.variant import Manner
from evals.consistency.figures import Figures, Place
from evals.consistency.gating import Thresholds, load_thresholds
from evals.consistency.words import words as axis_words
from evals.report.page import Chart
from evals.report.words import number, words
from evals.retrieval.metrics.bootstrap import Interval

MEASURES = ("consistency", "accuracy")

INK, GRID, MARK, TARGET = "#1b1b1b", "#d0d5dd", "#1f5a8a", "#b42318"
"""The style sheet of the page gives these others in the dark: it knows them by name."""

_WIDTH, _ROW = 190, 19
_FONT = 12
_ROOM = {"left": 16, "right": 8, "top": 4, "bottom": 4}  # readers' fonts are wider than the one measured


class Row(NamedTuple):
    """What a plot shows of one axis; `threshold` where there is one."""

    axis: str
    figure: Interval
    threshold: float | None


def charts(figures: Sequence[Figures]) -> tuple[Chart, ...]:
    """A plot for each measure and way of answering that was played on more than one axis."""
    found = []
    thresholds = load_thresholds()
    for measure in MEASURES:
        for manner in dict.fromkeys(one.manner for one in figures):
            rows = _rows([one for one in figures if one.manner == manner], measure, thresholds)
            if len(rows) > 1:
                found.append(_chart(measure, manner, rows))
    return tuple(found)


def _rows(figures: Sequence[Figures], measure: str, thresholds: Thresholds) -> list[Row]:
    names = axis_words().axes
    ordered = sorted(figures, key=lambda one: list(names).index(one.axis))
    return [
        Row(
            axis=names[one.axis],
            figure=one.measures[measure],
            threshold=thresholds.get(Place(one.manner, one.axis), {}).get(measure),
        )
        for one in ordered
        if measure in one.measures
    ]


def _chart(measure: str, manner: Manner, rows: Sequence[Row]) -> Chart:
    say = words().charts
    title = {"consistency": say.consistency, "accuracy": say.accuracy}[measure].format(
        manner=axis_words().manners[manner]
    )
    lowest = min(rows, key=lambda row: row.figure.value)
    worst = say.one.format(
        axis=lowest.axis,
        value=number(lowest.figure.value),
        low=number(lowest.figure.low),
        high=number(lowest.figure.high),
    )
    full = sum(row.figure.value == 1 for row in rows)
    alt = say.alt.format(title=title, best=say.best.format(count=full, of=len(rows)), worst=worst)
    return Chart(title=title, caption=say.captions[measure], alt=alt, svg=_svg(rows))


def _svg(rows: Sequence[Row]) -> str:
    import altair as alt  # here, because only who asks for a plot needs it
    import vl_convert

    values: list[Mapping[str, str | float]] = [
        {
            "axis": row.axis,
            "value": row.figure.value,
            "low": row.figure.low,
            "high": row.figure.high,
            "said": number(row.figure.value),
            **({} if row.threshold is None else {"threshold": row.threshold}),
        }
        for row in rows
    ]
    least = min(min(row.figure.low, row.threshold or 1.0) for row in rows)
    start = min(floor(least * 10) / 10, 0.8)
    scale = alt.Scale(domain=[start, 1.0], zero=False)
    dutch = alt.Axis(
        labelExpr="replace(datum.label, '.', ',')", tickCount=5, labelFlush=False
    )  # as Dutch writes a decimal
    base = alt.Chart(alt.InlineData(values=values)).encode(
        y=alt.Y("axis:N", sort=[row.axis for row in rows], title=None)
    )

    def x(field: str) -> alt.X:
        return alt.X(f"{field}:Q", scale=scale, axis=dutch, title=None)

    bounds = base.mark_rule(strokeWidth=2, color=MARK).encode(x=x("low"), x2="high:Q")
    points = base.mark_point(filled=True, size=60, opacity=1, color=MARK).encode(x=x("value"))
    target = (
        base.transform_filter("isValid(datum.threshold)")
        .mark_tick(color=TARGET, thickness=2, size=15)
        .encode(x=x("threshold"))
    )
    said = base.mark_text(align="left", color=INK, fontSize=_FONT).encode(
        x=alt.value(_WIDTH + 9), text="said:N"
    )
    drawn = (
        alt.layer(target, bounds, points, said)
        .properties(width=_WIDTH, height=alt.Step(_ROW), background="transparent", padding=_ROOM)
        .configure_axis(
            labelColor=INK,
            labelFontSize=_FONT,
            labelLimit=140,
            gridColor=GRID,
            domainColor=GRID,
            tickColor=GRID,
        )
        .configure_view(stroke=None)
    )
    return str(vl_convert.vegalite_to_svg(drawn.to_dict()))
