"""A chart as a picture. Typst draws it, with its own fonts, so that nothing else has to be installed."""

import json
from pathlib import Path
from typing import Literal

import typst

from bot.reports.document import Chart
from bot.reports.drawable import drawable

TEMPLATE = Path(__file__).parent / "chart.typ"
PIXELS_PER_INCH = 200


def svg(chart: Chart) -> str:
    """The chart as SVG, 16 cm wide."""
    return _drawn(chart, "svg").decode()


def png(chart: Chart) -> bytes:
    """The chart as PNG, 16 cm wide."""
    return _drawn(chart, "png")


def _drawn(chart: Chart, form: Literal["svg", "png"]) -> bytes:
    bars = [bar.model_dump() for bar in chart.bars]
    compiler = typst.Compiler(
        TEMPLATE,
        ignore_system_fonts=True,
        sys_inputs={"bars": drawable(json.dumps(bars, ensure_ascii=False))},
    )
    drawn = compiler.compile(format=form, ppi=PIXELS_PER_INCH)
    assert isinstance(drawn, bytes)  # noqa: S101 - one page gives one picture
    return drawn
