"""Reads one file, whatever its format, into pieces or a table. Runs in the reading process."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from knowledge.documents.blocks import Block, Piece, table_row
from knowledge.documents.columns import Columns, Table, layout_of, read_table, rows_of
from knowledge.documents.cutting import cut, split_text
from knowledge.documents.errors import Refusal, Trouble
from knowledge.documents.formats import Format, format_of
from knowledge.documents.grids import Grid, read_csv, read_excel
from knowledge.documents.opendocument import read_ods, read_odt
from knowledge.documents.plain import decode, read_text
from knowledge.documents.word import read_word

Progress = Callable[[int, int], None]
"""Called with the pages done and their total."""

Unread = Callable[[int], None]
"""Called with the number of a page that is only a picture."""

_SHEETS = (Format.EXCEL, Format.ODS, Format.CSV)


def pieces_of(path: Path, columns: Columns | None, progress: Progress, unread: Unread) -> Iterator[Piece]:
    """The pieces of the file at `path`, in reading order; `columns` tells what a spreadsheet's mean.

    Raises:
        Refusal: the file cannot be read, or has no text.
    """
    kind = format_of(path)
    sheets = kind in _SHEETS
    pieces = _rows(_grids(path, kind), columns) if sheets else cut(_blocks(path, kind, progress, unread))
    first = next(pieces, None)
    if first is None:
        raise Refusal(Trouble.EMPTY)
    yield first
    yield from pieces


def table_of(path: Path, columns: Columns | None) -> Table:
    """The requirements of the spreadsheet at `path`. Raises `Refusal` when it is none or has none."""
    kind = format_of(path)
    if kind not in _SHEETS:
        raise Refusal(Trouble.NOT_A_TABLE)
    return read_table(_grids(path, kind), columns)


def _blocks(path: Path, kind: Format, progress: Progress, unread: Unread) -> Iterable[Block]:
    if kind is Format.PDF:
        from knowledge.documents.pdf import read_pdf  # the reader is loaded only when it is needed

        return read_pdf(path, progress, unread)
    if kind is Format.WORD:
        return read_word(path)
    if kind is Format.ODT:
        return read_odt(path)
    text = decode(path.read_bytes()) or ""
    if kind is Format.TEXT:
        return read_text(text)
    from knowledge.documents.web import read_html, read_markdown

    return read_html(text) if kind is Format.HTML else read_markdown(text)


def _grids(path: Path, kind: Format) -> list[Grid]:
    if kind is Format.EXCEL:
        return read_excel(path)
    if kind is Format.ODS:
        return read_ods(path)
    return read_csv(decode(path.read_bytes()) or "")


def _rows(grids: list[Grid], columns: Columns | None) -> Iterator[Piece]:
    if columns is not None:
        read_table(grids, columns)  # refuses when a column that was pointed at does not exist
    for grid in grids:
        yield from _sheet(grid, columns)


def _sheet(grid: Grid, columns: Columns | None) -> Iterator[Piece]:
    """A piece a row; a sheet without a column of requirements gives its rows as they are."""
    layout = layout_of(grid, columns)
    if layout is not None:
        for row in rows_of(grid, layout):
            heading = " › ".join(filter(None, (row.sheet, row.section))) or None
            yield from (Piece(text, heading, row=row.number) for text in split_text(row.text))
        return
    for number, cells in enumerate(grid.rows, start=1):
        if any(cells):
            yield from (Piece(t, grid.name or None, row=number) for t in split_text(table_row([], cells)))
