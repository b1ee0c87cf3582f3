"""Joins the lines of a page or a text file into paragraphs."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from knowledge.documents.blocks import Block, clean
from knowledge.documents.headings import heading_of
from knowledge.documents.words import words


class Line(NamedTuple):
    """One line as printed. `gap`: there is white above it; `level` and `stands_out` as for a `Block`."""

    text: str
    gap: bool = False
    level: int | None = None
    stands_out: bool = False
    page: int | None = None


_ITEM = re.compile(r"(?:[-–−•▪◦*o]|\d{1,2}[.)]|\d{1,2}°\.?|[a-z][.)]|\([a-z\d]{1,2}\)|[ivx]{1,4}[.)])\s+\S")
_BROKEN = re.compile(r"[^\W\d_][-\ufffe\u00ad]$")
_ENDS_PARAGRAPH = (".", ":", ";", "?", "!")
_CONTENTS = re.compile(r"(?:\.\s?){4,}\s*\d+$|…{2,}\s*\d+$")
"""A line of a table of contents: dots up to a page number."""


def paragraphs(lines: Iterable[Line]) -> Iterator[Block]:
    """The lines joined into blocks; words broken at the end of a line are whole again."""
    current: Block | None = None
    for line in lines:
        text = clean(line.text)
        if not text or _CONTENTS.search(text):
            continue
        line = line._replace(text=text)
        if current is not None and _goes_on(current, line):
            current = current._replace(text=join(current.text, text))
            continue
        if current is not None:
            yield _finished(current)
        current = Block(text, line.level, line.stands_out, line.page)
    if current is not None:
        yield _finished(current)


def join(before: str, after: str) -> str:
    """Two lines as one: a hyphen at the break goes, except before a capital or in "jeugd- en gezin"."""
    if not _BROKEN.search(before):
        return f"{before} {after}"
    first = after.split(maxsplit=1)[0]
    if first in words().joining:
        return f"{before[:-1]}- {after}"
    return before[:-1] + after if after[0].islower() else f"{before[:-1]}-{after}"


def _goes_on(current: Block, line: Line) -> bool:
    same_look = (current.level, current.stands_out) == (line.level, line.stands_out)
    turned = line.page != current.page and current.page is not None
    if turned or line.gap:
        # The bottom of a page looks like the end of a paragraph: only an unfinished sentence goes on.
        unfinished = not current.text.endswith(_ENDS_PARAGRAPH) and line.text[0].islower()
        return turned and same_look and unfinished and heading_of(current) is None
    if _ITEM.match(line.text) or not same_look:
        return False
    if heading_of(Block(line.text, line.level, line.stands_out)) and not _wraps(current, line):
        return False
    return heading_of(current) is None or _wraps(current, line)


def _wraps(current: Block, line: Line) -> bool:
    """Whether `line` is the second line of a heading, or of a sentence that only looks like one."""
    if line.level is not None or line.stands_out:
        return line.text[0].islower()
    return heading_of(current) is None and not current.text.endswith(_ENDS_PARAGRAPH)


def _finished(block: Block) -> Block:
    return block._replace(text=block.text.replace("\ufffe", "-"))
