"""Reads the sheets of Excel and csv as grids of text."""

import csv
import datetime as dt
import io
from pathlib import Path
from typing import NamedTuple

from knowledge.documents.archive import Archive
from knowledge.documents.blocks import clean
from knowledge.documents.errors import Refusal, Trouble
from knowledge.documents.words import words

MOST_COLUMNS = 500
MOST_ROWS = 100_000
_DELIMITERS = ";\t,|"
_SAMPLE = 20  # lines from which the delimiter is told
_OLD_EXCEL = b"\xd0\xcf"


class Grid(NamedTuple):
    """A sheet: its name and its rows from the first, merged cells filled with their value."""

    name: str
    rows: list[list[str]]


def read_excel(path: Path) -> list[Grid]:
    """The visible sheets of a workbook (.xlsx, .xlsb, .xls); formulas as the value last computed.

    Raises:
        Refusal: damaged, unsafe or too large unpacked.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

    with path.open("rb") as file:
        zipped = file.read(2) != _OLD_EXCEL
    if zipped:
        Archive(path)  # for its limits
    grids: list[Grid] = []
    try:
        book = CalamineWorkbook.from_path(path)
        for about in book.sheets_metadata:
            if about.visible is not SheetVisibleEnum.Visible:
                continue
            sheet = book.get_sheet_by_name(about.name)
            values = sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS + 1)
            if len(values) > MOST_ROWS:
                raise Refusal(Trouble.TOO_COMPLEX)
            rows = [[_shown(value) for value in row[:MOST_COLUMNS]] for row in values]
            _fill(rows, sheet.merged_cell_ranges or [])
            grids.append(Grid(about.name, rows))
    except PasswordError as error:
        raise Refusal(Trouble.ENCRYPTED) from error
    except (CalamineError, OSError, ValueError) as error:
        raise Refusal(Trouble.DAMAGED) from error
    return grids


def _fill(rows: list[list[str]], merged: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    for (top, left), (bottom, right) in merged:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        value = rows[top][left]
        for row in rows[top : bottom + 1]:
            row[left : right + 1] = [value] * len(row[left : right + 1])


def read_csv(text: str) -> list[Grid]:
    """The one sheet of a file with values separated by semicolon, tab, comma or bar."""
    delimiter = _delimiter(text.splitlines()[:_SAMPLE])
    try:
        rows = [
            [clean(cell) for cell in row]
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        ]
    except csv.Error as error:
        raise Refusal(Trouble.DAMAGED) from error
    if len(rows) > MOST_ROWS:
        raise Refusal(Trouble.TOO_COMPLEX)
    return [Grid("", rows)]


def _delimiter(lines: list[str]) -> str:
    """The sign that splits the most lines into the same number of parts; a Dutch Excel writes semicolons."""

    def regular(sign: str) -> tuple[int, int]:
        counts = [len(row) for row in csv.reader(lines, delimiter=sign) if row]
        usual = max(set(counts), key=counts.count) if counts else 1
        return (counts.count(usual) if usual > 1 else 0, usual)

    return max(_DELIMITERS, key=regular)


Value = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def _shown(value: Value) -> str:
    """A value as people read it: 12 and not 12.0, dates as yyyy-mm-dd."""
    if isinstance(value, bool):
        return words().true_value if value else words().false_value
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(round(value, 10)).replace(".", ",")
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
    return clean(str(value))
