"""Reads plain text."""

from collections.abc import Iterator

from knowledge.documents.blocks import Block
from knowledge.documents.lines import Line, paragraphs

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_PAGE_BREAK = "\f"


def decode(data: bytes) -> str | None:
    """`data` in UTF-8, UTF-16 with its mark, or the encoding of old Windows; None if it is no text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if b"\x00" in data:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    odd = sum((sign < " " and sign not in "\t\r\n\f") or sign == "\ufffd" for sign in text)
    return text if odd <= len(text) // 100 else None


def read_text(text: str) -> Iterator[Block]:
    """The paragraphs of `text`; page numbers where it has page breaks."""
    return paragraphs(_lines(text))


def _lines(text: str) -> Iterator[Line]:
    paged = _PAGE_BREAK in text
    for page, part in enumerate(text.split(_PAGE_BREAK), start=1):
        rows = [row.strip() for row in part.splitlines()]
        for index, row in enumerate(rows):
            gap = index == 0 or not rows[index - 1]
            # A line with white above and below it is a heading if it looks like one.
            alone = gap and (index + 1 == len(rows) or not rows[index + 1])
            yield Line(row, gap and not (paged and index == 0), None, alone, page if paged else None)
