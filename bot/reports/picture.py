"""A chart as a picture. Typst draws it, with its own fonts, so that nothing else has to be installed."""

import json
from pathlib import Path
from typing import Literal

import typst

from bot.reports.document import Picture
from bot.reports.drawable import drawable

TEMPLATES = Path(__file__).parent
PIXELS_PER_INCH = 200


def svg(chart: Picture) -> str:
    """The chart as SVG, 16 cm wide."""
    return _drawn(chart, "svg").decode()


def png(chart: Picture) -> bytes:
    """The chart as PNG, 16 cm wide."""
    return _drawn(chart, "png")


def _drawn(chart: Picture, form: Literal["svg", "png"]) -> bytes:
    data = json.dumps(chart.model_dump(), ensure_ascii=False)
    compiler = typst.Compiler(
        TEMPLATES / f"{chart.kind}.typ",
        ignore_system_fonts=True,
        sys_inputs={"chart": drawable(data)},
    )
    drawn = compiler.compile(format=form, ppi=PIXELS_PER_INCH)
    assert isinstance(drawn, bytes)  # noqa: S101 - one page gives one picture
    return drawn
