"""Reads PDF page by page, with the look of each line, so that headings and page furniture can be told."""

import ctypes
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from knowledge.documents.blocks import Block, clean
from knowledge.documents.errors import Refusal, Trouble
from knowledge.documents.headings import heading_of
from knowledge.documents.lines import Line, paragraphs

MOST_PAGES = 2000
_FEWEST_SIGNS = 20  # a page with fewer is a picture of a page, or blank
_MARGIN = 0.12  # of the height of a page, at the top and bottom, where headers and footers are
_FEWEST_REPEATS = 3
_REPEATS_ON = 0.4  # of the pages: left and right pages may differ
_MOST_WORDS = 10  # in a footer with the number of the page
_MOST_WORDS_EDGE = 12  # in a line of a header or footer
_LARGER = 1.08  # times the size of the text
_WHITE = 1.35  # times the usual distance between lines
_LEVELS = 6
_NUMBERS = re.compile(r"\d+")
_BOLD = re.compile(rb"bold|black|heavy|semibold|demi", re.IGNORECASE)


class _Printed(NamedTuple):
    """A line of a page: `top` in points from the bottom of the page, `size` of its letters.

    `edge` is "top" or "bottom" when the line is near that edge of the page, else empty.
    """

    text: str
    page: int
    top: float
    size: float
    bold: bool
    edge: str


class _Place(NamedTuple):
    """What a line looks like and the edge of the page it is near."""

    shape: str
    edge: str


def read_pdf(
    path: Path, progress: Callable[[int, int], None], unread: Callable[[int], None]
) -> Iterator[Block]:
    """The paragraphs of a PDF with their page, without page headers and footers.

    `progress` is called after each page with the pages done and their total, `unread` with the number of
    each page that is only a picture.

    Raises:
        Refusal: encrypted, damaged, too many pages, or no text but pictures.
    """
    pages = list(_pages(path, progress, unread))
    if sum(len(line.text) for page in pages for line in page) < _FEWEST_SIGNS * max(1, len(pages) // 4):
        raise Refusal(Trouble.SCANNED)
    return paragraphs(_lines(_without_furniture(pages)))


def _pages(
    path: Path, progress: Callable[[int, int], None], unread: Callable[[int], None]
) -> Iterator[list[_Printed]]:
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        locked = pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD
        raise Refusal(Trouble.ENCRYPTED if locked else Trouble.DAMAGED) from error
    total = len(document)
    if total > MOST_PAGES:
        raise Refusal(Trouble.TOO_MANY_PAGES, pages=total, limit=MOST_PAGES)
    if not total:
        raise Refusal(Trouble.DAMAGED)
    for index in range(total):
        try:
            page = document[index]
            text = page.get_textpage()
        except pypdfium2.PdfiumError as error:
            raise Refusal(Trouble.DAMAGED) from error
        printed = list(_printed(text, index + 1, page.get_height()))
        if not printed and next(page.get_objects((pdfium.FPDF_PAGEOBJ_IMAGE,)), None) is not None:
            unread(index + 1)
        yield printed
        text.close()
        page.close()
        progress(index + 1, total)


def _printed(page: pypdfium2.PdfTextPage, number: int, height: float) -> Iterator[_Printed]:
    start = 0
    for row in page.get_text_range().split("\n"):
        first = start + len(row) - len(row.lstrip())
        start += len(row) + 1
        if row.strip():
            size = float(pdfium.FPDFText_GetFontSize(page, first))
            top = _top(page, first)
            edge = "top" if top > height * (1 - _MARGIN) else "bottom" if top < height * _MARGIN else ""
            yield _Printed(row.strip(), number, top, round(size, 1), _is_bold(page, first), edge)


def _top(page: pypdfium2.PdfTextPage, index: int) -> float:
    """The top of the box of a character, the same for all characters of a line."""
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(page, index, ctypes.byref(box))
    return float(box.top)


def _is_bold(page: pypdfium2.PdfTextPage, index: int) -> bool:
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(page, index, name, len(name), ctypes.byref(flags))
    return _BOLD.search(name.value) is not None


def _place(line: _Printed, body: float) -> _Place:
    """What is the same on every page: the text, with the numbers made alike in short lines of small print."""
    text = clean(line.text).lower()
    small = line.size <= body and not line.bold and len(text.split()) <= _MOST_WORDS
    return _Place(_NUMBERS.sub("#", text) if small else text, line.edge)


def _body_size(pages: list[list[_Printed]]) -> float:
    letters = _letters(pages)
    return letters.most_common(1)[0][0] if letters else 0.0


def _letters(pages: list[list[_Printed]]) -> Counter[float]:
    """How many letters there are of each size."""
    letters: Counter[float] = Counter()
    for page in pages:
        for line in page:
            letters[line.size] += len(line.text)
    return letters


def _without_furniture(pages: list[list[_Printed]]) -> list[list[_Printed]]:
    """The pages without the short lines that come back at the top or bottom of many of them.

    A line in a paragraph with one that does not come back, or is long, belongs to the text.
    """
    body = _body_size(pages)
    seen = Counter(place for page in pages for place in {_place(line, body) for line in page if line.edge})
    enough = max(_FEWEST_REPEATS, _REPEATS_ON * len(pages))

    def is_furniture(line: _Printed) -> bool:
        comes_back = seen[_place(line, body)] >= enough
        return comes_back and len(line.text.split()) <= _MOST_WORDS_EDGE and not _is_article(line)

    return [
        [line for group in _together(page) if not all(map(is_furniture, group)) for line in group]
        for page in pages
    ]


def _together(page: list[_Printed]) -> Iterator[list[_Printed]]:
    """The lines of a page that stand together: of one size, without white between them."""
    group: list[_Printed] = []
    for line in page:
        alike = bool(group) and (line.size, line.bold) == (group[-1].size, group[-1].bold)
        if group and not (alike and 0 <= group[-1].top - line.top <= _WHITE * line.size):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _is_article(line: _Printed) -> bool:
    """An article at the top of every page has the shape of a header, but is none."""
    heading = heading_of(Block(line.text))
    return heading is not None and heading.article is not None


def _lines(pages: list[list[_Printed]]) -> Iterator[Line]:
    letters, body = _letters(pages), _body_size(pages)
    mostly_bold = 2 * sum(len(li.text) for p in pages for li in p if li.bold) > letters.total()
    larger = sorted((size for size in letters if size > body * _LARGER), reverse=True)
    levels = {size: min(index, _LEVELS) for index, size in enumerate(larger, start=1)}
    steps = Counter(round(a.top - b.top, 1) for page in pages for a, b in pairwise(page) if a.top > b.top)
    usual = steps.most_common(1)[0][0] if steps else 0.0
    for page in pages:
        before: _Printed | None = None
        for line in page:
            step = before.top - line.top if before else 0.0
            # Going up again is a next column.
            gap = before is not None and (step > _WHITE * max(usual, line.size) or step < -usual)
            level = levels.get(line.size) if _short(line.text) else None
            yield Line(line.text, gap, level, line.bold and not mostly_bold, line.page)
            before = line


def _short(text: str) -> bool:
    """Large print is a heading only when it is short: some leaflets print whole pages large."""
    return len(text.split()) <= 20 and not text.endswith((".", ";", ","))
