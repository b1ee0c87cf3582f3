"""Reads OpenDocument: text (.odt) and spreadsheets (.ods)."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from knowledge.documents.archive import Archive
from knowledge.documents.blocks import CERTAINLY_TEXT, Block, clean, table_blocks
from knowledge.documents.errors import Refusal, Trouble
from knowledge.documents.grids import MOST_COLUMNS, MOST_ROWS, Grid

_NAMES = "{urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _OFFICE = f"{_NAMES}text:1.0}}", f"{_NAMES}table:1.0}}", f"{_NAMES}office:1.0}}"
_CONTENT = "content.xml"
_SKIPPED = {
    f"{_TEXT}tracked-changes",
    f"{_TEXT}table-of-content",
    f"{_TEXT}alphabetical-index",
    f"{_TEXT}note",
    f"{_OFFICE}annotation",
    f"{_OFFICE}forms",
}
_SPACES = {f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"}
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")


def read_odt(path: Path) -> Iterator[Block]:
    """The headings, paragraphs and table rows of a text. Raises `Refusal` when damaged or unsafe."""
    return _blocks(_body(path, f"{_OFFICE}text"), listed=False)


def read_ods(path: Path) -> list[Grid]:
    """The sheets of a spreadsheet, formulas as their values. Raises `Refusal` when damaged or unsafe."""
    body = _body(path, f"{_OFFICE}spreadsheet")
    return [Grid(table.get(f"{_TABLE}name", ""), _rows(table)) for table in body.iter(f"{_TABLE}table")]


def _body(path: Path, name: str) -> ET.Element:
    body = Archive(path).xml(_CONTENT).find(f"{_OFFICE}body/{name}")
    if body is None:
        raise Refusal(Trouble.DAMAGED)
    return body


def _blocks(parent: ET.Element, *, listed: bool) -> Iterator[Block]:
    for element in parent:
        if element.tag == f"{_TEXT}h":
            level = element.get(f"{_TEXT}outline-level", "1")
            yield Block(_text(element), int(level) if level.isdigit() and int(level) else 1)
        elif element.tag == f"{_TEXT}p":
            yield Block(_text(element), CERTAINLY_TEXT if listed else None)
        elif element.tag == f"{_TABLE}table":
            yield from table_blocks(_rows(element))
        elif element.tag not in _SKIPPED:
            yield from _blocks(element, listed=listed or element.tag == f"{_TEXT}list")


def _text(element: ET.Element) -> str:
    return clean("".join(_texts(element)))


def _texts(element: ET.Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag in _SPACES:
            yield " "
        elif child.tag not in _SKIPPED:
            yield from _texts(child)
        yield child.tail or ""


def _rows(table: ET.Element) -> list[list[str]]:
    """The rows with merged cells filled. Empty rows at the end, which may be a million, are left out."""
    rows: list[list[str]] = []
    empty = 0
    spans: dict[int, tuple[int, str]] = {}  # column -> rows still covered, and their text
    for row in table.iter(f"{_TABLE}table-row"):
        times = _number(row, "number-rows-repeated")
        cells = _cells(row, spans)
        if not any(cells):
            empty += times
            continue
        if len(rows) + empty + times > MOST_ROWS:
            raise Refusal(Trouble.TOO_COMPLEX)
        rows += [[] for _ in range(empty)] + [list(cells) for _ in range(times)]
        empty = 0
    return rows


def _cells(row: ET.Element, spans: dict[int, tuple[int, str]]) -> list[str]:
    cells: list[str] = []
    covered_by = ""  # the text of a merged cell to the left
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        times = min(_number(cell, "number-columns-repeated"), MOST_COLUMNS - len(cells))
        if cell.tag == _CELLS[0]:
            text = clean(" ".join(_text(p) for p in cell.iter(f"{_TEXT}p")))
            wide, high = _number(cell, "number-columns-spanned"), _number(cell, "number-rows-spanned")
            covered_by = text if wide > 1 else ""
            if high > 1:
                for column in range(len(cells), min(len(cells) + wide, MOST_COLUMNS)):
                    spans[column] = (high, text)
            cells += [text] * times
        else:
            cells += [spans.get(len(cells) + step, (0, covered_by))[1] for step in range(times)]
    for column, (left, text) in list(spans.items()):
        spans[column] = (left - 1, text)
        if left <= 1:
            del spans[column]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _number(element: ET.Element, name: str) -> int:
    text = element.get(f"{_TABLE}{name}", "1")
    return int(text) if text.isdigit() else 1
