"""Reads Word (.docx).

Read from its XML: python-docx leaves out insertions that were tracked and not yet accepted, all that stands
in a content control (municipal templates are full of them) and automatic numbers ("Artikel 3").
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

from knowledge.documents.archive import Archive
from knowledge.documents.blocks import CERTAINLY_TEXT, Block, clean, table_blocks
from knowledge.documents.errors import Refusal, Trouble
from knowledge.documents.numbering import Numbering
from knowledge.documents.words import words

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCUMENT, _STYLES, _NUMBERING = "word/document.xml", "word/styles.xml", "word/numbering.xml"
_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOT_TEXT = {f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}pPr", f"{W}rPr", f"{W}sdtPr", _ALTERNATIVE}
_SPACES = {f"{W}tab", f"{W}br", f"{W}cr"}
_BODY_LEVEL = 9
_MOST_PARENTS = 20  # styles built on styles; a circle would never end


class _Style(NamedTuple):
    """`level` is 0 for the title, 1 for the first headings; `skipped`: a table of contents or a header."""

    level: int | None
    skipped: bool
    bold: bool
    number: tuple[str, int] | None


def read_word(path: Path) -> Iterator[Block]:
    """The headings, paragraphs and table rows of a Word document, with automatic numbers.

    Raises:
        Refusal: damaged or unsafe.
    """
    archive = Archive(path)
    body = archive.xml(_DOCUMENT).find(f"{W}body")
    if body is None:
        raise Refusal(Trouble.DAMAGED)
    styles = _styles(archive.xml(_STYLES)) if _STYLES in archive.names else {}
    numbering = Numbering(archive.xml(_NUMBERING) if _NUMBERING in archive.names else None)
    return _blocks(body, styles, numbering)


def _blocks(parent: ET.Element, styles: dict[str, _Style], numbering: Numbering) -> Iterator[Block]:
    for element in parent:
        if element.tag == f"{W}p":
            block = _paragraph(element, styles, numbering)
            if block is not None:
                yield block
        elif element.tag == f"{W}tbl":
            yield from table_blocks(_rows(element))
        elif element.tag not in _NOT_TEXT:
            yield from _blocks(element, styles, numbering)


def _paragraph(element: ET.Element, styles: dict[str, _Style], numbering: Numbering) -> Block | None:
    name = _value(element.find(f"{W}pPr/{W}pStyle")) or ""
    style = styles.get(name, _Style(None, False, False, None))
    number = _numbered(element, style, numbering)
    text = clean("".join(_texts(element)))
    if not text or style.skipped:
        return None
    level = style.level
    outline = _value(element.find(f"{W}pPr/{W}outlineLvl"))
    if outline is not None and outline.isdigit() and int(outline) < _BODY_LEVEL:
        level = int(outline) + 1
    bold = style.bold or _all_bold(element)
    if level is not None:
        return Block(f"{number} {text}".strip(), level + 1, bold)
    listed = bool(number) and not bold and not number[0].isupper()
    return Block(f"{number} {text}".strip(), CERTAINLY_TEXT if listed else None, bold)


def _numbered(element: ET.Element, style: _Style, numbering: Numbering) -> str:
    own = element.find(f"{W}pPr/{W}numPr")
    if own is None:
        return numbering.next(*style.number) if style.number else ""
    list_id = _value(own.find(f"{W}numId")) or (style.number[0] if style.number else "0")
    level = _value(own.find(f"{W}ilvl")) or "0"
    return numbering.next(list_id, int(level)) if level.isdigit() else ""


def _texts(element: ET.Element) -> Iterator[str]:
    """The text as it would be with all changes accepted."""
    for child in element:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in _SPACES:
            yield " "
        elif child.tag == f"{W}noBreakHyphen":
            yield "-"
        elif child.tag == f"{W}p":  # a paragraph of a text box
            yield " "
            yield from _texts(child)
        elif child.tag not in _NOT_TEXT:
            yield from _texts(child)


def _rows(table: ET.Element) -> list[list[str]]:
    rows: list[list[str]] = []
    for row in _inside(table, f"{W}tr"):
        cells: list[str] = []
        for cell in _inside(row, f"{W}tc"):
            text = clean(" ".join("".join(_texts(p)) for p in cell.iter(f"{W}p")))
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            if merge is not None and _value(merge) != "restart" and rows and len(cells) < len(rows[-1]):
                text = rows[-1][len(cells)]
            span = _value(cell.find(f"{W}tcPr/{W}gridSpan")) or "1"
            cells += [text] * min(int(span) if span.isdigit() else 1, 63)  # Word has no more columns
        rows.append(cells)
    return rows


def _inside(parent: ET.Element, tag: str) -> Iterator[ET.Element]:
    """The children called `tag`, also those in a content control or a tracked change."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _inside(child, tag)


def _all_bold(element: ET.Element) -> bool:
    runs = [run for run in element.iter(f"{W}r") if "".join(t.text or "" for t in run.iter(f"{W}t")).strip()]
    return bool(runs) and all(_on(run.find(f"{W}rPr/{W}b")) for run in runs)


def _on(element: ET.Element | None) -> bool:
    return element is not None and _value(element) not in ("0", "false", "none")


def _value(element: ET.Element | None) -> str | None:
    return None if element is None else element.get(f"{W}val")


def _styles(root: ET.Element) -> dict[str, _Style]:
    found = {style.get(f"{W}styleId", ""): style for style in root.iter(f"{W}style")}
    return {name: _style(style, found) for name, style in found.items()}


def _style(style: ET.Element, known: dict[str, ET.Element]) -> _Style:
    line = [style]
    while (
        len(line) < _MOST_PARENTS
        and (parent := known.get(_value(line[-1].find(f"{W}basedOn")) or "")) is not None
    ):
        line.append(parent)
    names = [(_value(each.find(f"{W}name")) or "").lower() for each in line]
    return _Style(
        level=_level(line, names),
        skipped=names[0].startswith(tuple(words().skipped_styles)),
        bold=any(_on(each.find(f"{W}rPr/{W}b")) for each in line),
        number=_style_number(line),
    )


def _level(line: list[ET.Element], names: list[str]) -> int | None:
    for each, name in zip(line, names, strict=True):
        outline = _value(each.find(f"{W}pPr/{W}outlineLvl"))
        if outline is not None and outline.isdigit():
            return int(outline) + 1 if int(outline) < _BODY_LEVEL else None
        if name in words().title_styles:
            return 0
        start, _, number = name.rpartition(" ")
        if start in words().heading_styles and number.isdigit():
            return int(number)
    return None


def _style_number(line: list[ET.Element]) -> tuple[str, int] | None:
    for each in line:
        number = each.find(f"{W}pPr/{W}numPr")
        list_id = None if number is None else _value(number.find(f"{W}numId"))
        if number is not None and list_id is not None:
            level = _value(number.find(f"{W}ilvl")) or "0"
            return list_id, int(level) if level.isdigit() else 0
    return None
