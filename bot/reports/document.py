"""A document as a value: its title and its blocks, whatever it is written to."""

import re
from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict

LANGUAGE = "nl-NL"
PAGE_NUMBER, PAGE_TOTAL = "{number}", "{total}"
"""What stands in a footer for the number of the page and of all pages."""

_UNPRINTABLE = re.compile(r"[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0, and so Word, does not take."""


def _printable(text: object) -> object:
    return _UNPRINTABLE.sub(" ", text) if isinstance(text, str) else text


Text = Annotated[str, BeforeValidator(_printable)]


def _same_width(rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    if len({len(row) for row in rows}) > 1:
        raise ValueError("rijen van een tabel zijn even lang")
    return rows


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Heading(_Value):
    """A heading; level 1 is right under the title, `new_page` starts a page with it."""

    kind: Literal["heading"] = "heading"
    level: Literal[1, 2]
    text: Text
    new_page: bool = False


class Paragraph(_Value):
    """Running text."""

    kind: Literal["paragraph"] = "paragraph"
    text: Text


class Bullets(_Value):
    """A list."""

    kind: Literal["bullets"] = "bullets"
    items: tuple[Text, ...]


class Table(_Value):
    """A table: `rows` start with the header; `widths` are parts of the page width."""

    kind: Literal["table"] = "table"
    title: Text
    rows: Annotated[tuple[tuple[Text, ...], ...], AfterValidator(_same_width)]
    widths: tuple[int, ...]


class Bar(_Value):
    """One bar with its value, also written out."""

    label: Text
    value: float
    text: Text


class Chart(_Value):
    """Bars on one scale; `alt` says the same for who cannot see them."""

    kind: Literal["chart"] = "chart"
    bars: tuple[Bar, ...]
    caption: Text
    alt: Text


class Contents(_Value):
    """The headings of level 1, each leading to its place."""

    kind: Literal["contents"] = "contents"


class Stack(_Value):
    """One bar in parts: how often each answer was given. `group` and `label` stand before it."""

    group: Text
    label: Text
    counts: tuple[int, ...]


class Stacks(_Value):
    """Bars of the same length in parts, one part an answer; `alt` says the same for who cannot see them."""

    kind: Literal["stacks"] = "stacks"
    answers: tuple[Text, ...]
    stacks: tuple[Stack, ...]
    caption: Text
    alt: Text


Picture = Chart | Stacks
Block = Heading | Paragraph | Bullets | Table | Contents | Picture


class Document(_Value):
    """Title, what it is about, who made it and when, and the footer of every page.

    `mark` is a warning at the top of every page; empty: none.
    """

    title: Text
    subject: Text
    author: Text
    created: datetime
    page: Text
    mark: Text = ""
    blocks: tuple[Block, ...]
