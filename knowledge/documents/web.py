"""Reads HTML, and Markdown by way of HTML."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from markdown_it import MarkdownIt

from knowledge.documents.blocks import CERTAINLY_TEXT, Block, clean, table_blocks

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
# Within a line of text; every other tag ends a line.
_INLINE = frozenset(
    re.findall(r"\w+", "a abbr b cite code em font i img input ins label mark s small span strong u")
)
_SKIPPED = frozenset(re.findall(r"\w+", "head iframe nav noscript object script select style svg template"))
_LISTS = frozenset(("ol", "ul", "dl"))
_BOLD = frozenset(("b", "strong"))
_BOLD_LINE = re.compile(r"^(\*\*[^*\n]+\*\*)[ \t]*$", re.MULTILINE)  # a heading, also without white around it
_FRONT_MATTER = re.compile(r"\A---\r?\n.*?\r?\n---\r?\n", re.DOTALL)


class _Reader(HTMLParser):
    """Collects blocks; nothing is run or fetched."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._text: list[str] = []
        self._plain = ""  # what of the text is not bold
        self._level: int | None = None
        self._bold = self._lists = 0
        self._skipping = ""
        self._depth = 0
        self._tables: list[list[list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if self._skipping:
            self._depth += tag == self._skipping
        elif tag in _SKIPPED:
            self._skipping, self._depth = tag, 1
        elif tag in _BOLD:
            self._bold += 1
        elif tag == "table":
            self._flush()
            self._tables.append([])
        elif tag == "tr" and self._tables:
            self._flush()
            self._tables[-1].append([])
        elif tag in ("td", "th") and self._tables:
            self._flush()
            self._open_cell()
        elif tag in _HEADINGS:
            self._flush()
            self._level = _HEADINGS[tag]
        elif tag not in _INLINE:
            self._flush()
            self._lists += tag in _LISTS

    def handle_endtag(self, tag: str) -> None:
        if self._skipping:
            self._depth -= tag == self._skipping
            self._skipping = self._skipping if self._depth else ""
        elif tag in _BOLD:
            self._bold = max(0, self._bold - 1)
        elif tag == "table" and self._tables:
            self._flush()
            self._close_table()
        elif tag not in _INLINE:
            self._flush()
            self._lists = max(0, self._lists - (tag in _LISTS))

    def handle_data(self, data: str) -> None:
        if not self._skipping:
            self._text.append(data)
            if not self._bold:
                self._plain += data.strip()

    def close(self) -> None:
        super().close()
        self._flush()
        while self._tables:
            self._close_table()

    def _open_cell(self) -> None:
        if not self._tables[-1]:
            self._tables[-1].append([])
        self._tables[-1][-1].append("")

    def _close_table(self) -> None:
        rows = self._tables.pop()
        if not self._tables:
            self.blocks += table_blocks(rows)
        else:  # a table within a cell is part of its text
            for row in table_blocks(rows):
                self._add(row.text)

    def _add(self, text: str) -> None:
        if not self._tables[-1] or not self._tables[-1][-1]:
            self._open_cell()
        cells = self._tables[-1][-1]
        cells[-1] = f"{cells[-1]} {text}".strip()

    def _flush(self) -> None:
        text = clean("".join(self._text))
        bold, level = bool(text) and not self._plain, self._level
        self._text, self._plain, self._level = [], "", None
        if not text:
            return
        if self._tables:
            self._add(text)
        else:
            self.blocks.append(Block(text, CERTAINLY_TEXT if self._lists and not bold else level, bold))


def read_html(text: str) -> Iterator[Block]:
    """The headings, paragraphs and table rows of a web page."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    yield from reader.blocks


def read_markdown(text: str) -> Iterator[Block]:
    """The headings, paragraphs and table rows of Markdown; a head of YAML is left out."""
    body = _BOLD_LINE.sub(r"\n\1\n", _FRONT_MATTER.sub("", text, count=1))
    yield from read_html(MarkdownIt("commonmark").enable("table").render(body))
