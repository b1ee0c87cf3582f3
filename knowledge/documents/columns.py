"""Finds in a sheet which column holds the requirement, how often, why, by whom and by which law."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from knowledge.documents.blocks import table_row
from knowledge.documents.errors import Refusal, Trouble
from knowledge.documents.grids import Grid
from knowledge.documents.words import words


class Columns(NamedTuple):
    """Per meaning the names of the columns that have it; sheets may each use a name of their own."""

    requirement: tuple[str, ...] = ()
    number: tuple[str, ...] = ()
    frequency: tuple[str, ...] = ()
    purpose: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    law: tuple[str, ...] = ()


class Row(NamedTuple):
    """A requirement: `number` is its row in the sheet, from 1; `section` the line above its group.

    `fields` holds the values by the field names of `Columns`; `text` all cells as "kop: waarde; …".
    """

    sheet: str
    number: int
    section: str
    fields: dict[str, str]
    text: str


class Table(NamedTuple):
    """The requirements of a spreadsheet, the columns they were read from, and all names of columns."""

    columns: Columns
    headers: tuple[str, ...]
    rows: tuple[Row, ...]


class _Layout(NamedTuple):
    """The first row of data (from 0), the names of the columns, and the column of each field."""

    start: int
    header: list[str]
    places: dict[str, int]


_HEADER_WITHIN = 30  # rows from the top
_LONGEST_HEADER = 8  # words
_LONGEST_SECTION = 12
_FEWEST_WORDS = 3  # on average, for a column without a known name to be the requirement
_SIGNS = re.compile(r"[^\w#]+")


def read_table(grids: list[Grid], columns: Columns | None = None) -> Table:
    """The requirements in `grids`; `columns` tells which column is what, instead of their names.

    Raises:
        Refusal: no requirements, or it is not clear in which column they are.
    """
    layouts = [(grid, layout_of(grid, columns)) for grid in grids if any(map(any, grid.rows))]
    found = [(grid, layout) for grid, layout in layouts if layout is not None]
    if not layouts:
        raise Refusal(Trouble.EMPTY)
    rows = tuple(row for grid, layout in found for row in rows_of(grid, layout))
    headers = tuple(dict.fromkeys(name for _, layout in found for name in layout.header if name))
    if not found:
        shown = dict.fromkeys(cell for grid, _ in layouts for cell in _first(grid) if cell)
        raise Refusal(Trouble.NO_COLUMN, columns=", ".join(shown))
    if not rows:
        raise Refusal(Trouble.NO_ROWS)
    return Table(_merged([layout for _, layout in found]), headers, rows)


def layout_of(grid: Grid, columns: Columns | None = None) -> _Layout | None:
    """Where the header of `grid` is and what its columns mean; None without a column of requirements."""
    best: tuple[int, _Layout] | None = None
    for start, header in _headers(grid):
        places = _places(header, columns)
        known = len(places)
        if "requirement" not in places and columns is None and known:
            longest = _longest_column(grid, start, set(places.values()))
            places |= {} if longest is None else {"requirement": longest}
        if "requirement" in places and (best is None or known > best[0]):
            best = known, _Layout(start, _told_apart(grid, start, header), places)
    if best is not None or columns is not None:
        return best[1] if best else None
    return _guess(grid)


def rows_of(grid: Grid, layout: _Layout) -> Iterator[Row]:
    """The requirements below the header; empty rows, repeated headers and rows without one are left out."""
    section = ""
    place = layout.places["requirement"]
    names = {_key(layout.header[place]), _key(grid.rows[layout.start - 1][place])} if layout.start else set()
    for index, cells in enumerate(grid.rows[layout.start :], start=layout.start):
        filled = [column for column, cell in enumerate(cells) if cell]
        if not filled:
            continue
        text = cells[place] if place < len(cells) else ""
        alone = len({cells[column] for column in filled}) == 1
        if alone and (filled != [place]) and len(cells[filled[0]].split()) <= _LONGEST_SECTION:
            section = cells[filled[0]]
        elif text and _key(text) not in names:
            fields = {
                name: cells[column]
                for name, column in layout.places.items()
                if column < len(cells) and cells[column]
            }
            yield Row(grid.name, index + 1, section, fields, table_row(layout.header, cells))


def _first(grid: Grid) -> list[str]:
    return next((row for row in grid.rows if sum(map(bool, row)) > 1), next(filter(any, grid.rows), []))


def _headers(grid: Grid) -> Iterator[tuple[int, list[str]]]:
    """What may be a header, with the row after it: one row, or two that fill each other's gaps."""
    before: list[str] | None = None
    for index, row in enumerate(grid.rows[:_HEADER_WITHIN]):
        if not any(row) or any(len(cell.split()) > _LONGEST_HEADER for cell in row):
            before = None
            continue
        yield index + 1, row
        if before is not None:
            width = max(len(row), len(before))
            above, below = (line + [""] * (width - len(line)) for line in (before, row))
            both = [lower or upper for upper, lower in zip(above, below, strict=True)]
            if len(_places(both, None)) > max(len(_places(row, None)), len(_places(before, None))):
                yield index + 1, both
        before = row


def _places(header: list[str], columns: Columns | None) -> dict[str, int]:
    """The column of each field; each column has one meaning, and the surest name comes first."""
    keys = [_key(cell) for cell in header]
    found: dict[str, int] = {}
    for sure in (True, False):
        for field in Columns._fields:
            names = (
                words().columns[field]
                if columns is None
                else [_key(name) for name in getattr(columns, field)]
            )
            matches = [
                index
                for name in names
                for index, key in enumerate(keys)
                if index not in found.values() and (key == name if sure else key.startswith(f"{name} "))
            ]
            if field not in found and matches and (sure or columns is None):
                found[field] = matches[0]
    return found


def _key(name: str) -> str:
    return _SIGNS.sub(" ", name.lower()).strip()


def _longest_column(grid: Grid, start: int, taken: set[int]) -> int | None:
    """The column with the longest texts below row `start`, if they are more than a word or two."""
    lengths: dict[int, list[int]] = {}
    for row in grid.rows[start:]:
        for column, cell in enumerate(row):
            if cell and column not in taken:
                lengths.setdefault(column, []).append(len(cell.split()))
    means = {column: sum(counts) / len(counts) for column, counts in lengths.items()}
    best = max(means, key=means.__getitem__, default=None)
    return best if best is not None and means[best] >= _FEWEST_WORDS else None


def _guess(grid: Grid) -> _Layout | None:
    """A sheet with unknown names: the first full row is the header, the longest texts the requirement."""
    for index, row in enumerate(grid.rows[:_HEADER_WITHIN]):
        if len(set(filter(None, row))) > 1:
            longest = _longest_column(grid, index + 1, set())
            if longest is None or longest >= len(row) or len(row[longest].split()) > _LONGEST_HEADER:
                return None
            return _Layout(index + 1, _told_apart(grid, index + 1, row), {"requirement": longest})
    return None


def _told_apart(grid: Grid, start: int, header: list[str]) -> list[str]:
    """The names of the columns: the group above is added to a name that occurs twice."""
    above = grid.rows[start - 2] if start > 1 else []
    names: list[str] = []
    for column, name in enumerate(header):
        group = above[column] if column < len(above) else ""
        twice = bool(name) and header.count(name) > 1 and group not in ("", name)
        names.append(f"{group} {name}" if twice else name)
    return [name or words().column.format(letter=_letter(column)) for column, name in enumerate(names)]


def _letter(column: int) -> str:
    before, last = divmod(column, 26)
    return (_letter(before - 1) if before else "") + chr(ord("A") + last)


def _merged(layouts: list[_Layout]) -> Columns:
    names = {
        field: tuple(
            dict.fromkeys(each.header[each.places[field]] for each in layouts if field in each.places)
        )
        for field in Columns._fields
    }
    return Columns(**names)
