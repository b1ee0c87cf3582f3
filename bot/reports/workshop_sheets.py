"""Sheets of rows as one Excel file."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from typing import NamedTuple

Cell = str | float | date | None
RED = "#9c1c1c"
CAPTION, HEADER = 0, 1
"""The rows, from 0, of what the sheet is about and of the names of its columns."""


class Column(NamedTuple):
    """The name of a column and its width in characters."""

    name: str
    width: int


class Sheet(NamedTuple):
    """One sheet; `last` is a row under the others that filters leave alone, such as totals."""

    name: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    last: Sequence[Cell] = ()


class About(NamedTuple):
    """What every sheet says above its rows and on paper; `mark` is a warning, empty: none."""

    title: str
    author: str
    caption: str
    mark: str
    at: datetime


def written(about: About, sheets: Sequence[Sheet]) -> bytes:
    """The workbook: what it is about and the header stay in view, with filters; dates are dates.

    Text is text: what starts with = + - or @ is never a formula, also not after it was edited. The same
    sheets give the same bytes.
    """
    import xlsxwriter

    made = BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        properties = {"title": about.title, "author": about.author, "comments": about.mark}
        book.set_properties({**properties, "created": about.at.astimezone(UTC).replace(tzinfo=None)})
        top = {"valign": "top"}
        text = book.add_format({**top, "text_wrap": True, "quote_prefix": True})
        number = book.add_format({**top, "num_format": "#,##0.##"})
        whole = book.add_format({**top, "num_format": "#,##0"})
        day = book.add_format({**top, "num_format": "d-m-yyyy", "align": "left"})
        bold = book.add_format(
            {**top, "text_wrap": True, "bold": True, "bottom": 1, "bg_color": "#e6e6e6", "quote_prefix": True}
        )
        caption = book.add_format({"bold": True, "quote_prefix": True})
        warning = book.add_format({"bold": True, "quote_prefix": True, "font_color": RED})
        for one in sheets:
            sheet = book.add_worksheet(one.name)
            above = f"{about.mark} {about.caption}" if about.mark else about.caption
            sheet.write_string(CAPTION, 0, above, warning if about.mark else caption)
            for place, column in enumerate(one.columns):
                sheet.write_string(HEADER, place, column.name, bold)
                sheet.set_column(place, place, column.width)
            end = HEADER + len(one.rows)
            for line, row in enumerate((*one.rows, one.last), start=HEADER + 1):
                for place, cell in enumerate(row):
                    if isinstance(cell, str):
                        sheet.write_string(line, place, cell, text)
                    elif isinstance(cell, date):
                        sheet.write_datetime(line, place, cell, day)
                    elif cell is not None:
                        sheet.write_number(line, place, cell, whole if float(cell).is_integer() else number)
            sheet.freeze_panes(HEADER + 1, 0)
            sheet.autofilter(HEADER, 0, end, len(one.columns) - 1)
            sheet.set_landscape()
            sheet.set_paper(9)  # A4
            sheet.fit_to_pages(1, 0)
            sheet.repeat_rows(CAPTION, HEADER)
            if about.mark:
                sheet.set_tab_color(RED)
    return made.getvalue()
