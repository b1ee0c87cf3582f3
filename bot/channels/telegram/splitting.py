"""Cuts long HTML into parts that fit a Telegram message, at the end of a block, line or sentence."""

import re
from html import unescape

LIMIT = 4096
"""Telegram's limit: UTF-16 units of text after the markup is taken out."""

_TAG = re.compile(r"<(/?)([a-z-]+)([^>]*)>")
_BREAKS = (re.compile(r"\n\n"), re.compile(r"\n"), re.compile(r"(?<=[.!?]) "), re.compile(r" "))


def length(html: str) -> int:
    """How long Telegram finds a text: UTF-16 units without markup."""
    return len(unescape(_TAG.sub("", html)).encode("utf-16-le")) // 2


def split(html: str, limit: int = LIMIT) -> tuple[str, ...]:
    """`html` in parts of at most `limit`; a tag that is open at a cut is closed and opened again."""
    parts: list[str] = []
    rest = html
    while length(rest) > limit:
        cut = _cut(rest, limit)
        head, tail = rest[:cut].rstrip(), rest[cut:].lstrip()
        still_open = _open_tags(head)
        closing = "".join(f"</{name}>" for name, _ in reversed(still_open))
        parts.append(head + closing)
        rest = "".join(f"<{name}{attributes}>" for name, attributes in still_open) + tail
    return (*parts, rest)


def _cut(html: str, limit: int) -> int:
    """The furthest place to cut: the end of a block if that is not too early, else a line, sentence, word."""
    most = _furthest(html, limit)
    for pattern in _BREAKS:
        places = [
            match.end() for match in pattern.finditer(html, 0, most) if not _inside_tag(html, match.end())
        ]
        if places and places[-1] > most // 2:
            return places[-1]
    while _inside_tag(html, most) or _inside_entity(html, most):
        most -= 1
    return most


def _furthest(html: str, limit: int) -> int:
    low, high = 1, len(html)
    while low < high:
        middle = (low + high + 1) // 2
        if length(html[:middle]) <= limit:
            low = middle
        else:
            high = middle - 1
    return low


def _inside_tag(html: str, place: int) -> bool:
    return html.rfind("<", 0, place) > html.rfind(">", 0, place)


def _inside_entity(html: str, place: int) -> bool:
    start = html.rfind("&", max(0, place - 8), place)
    return start != -1 and ";" not in html[start:place]


def _open_tags(html: str) -> list[tuple[str, str]]:
    opened: list[tuple[str, str]] = []
    for match in _TAG.finditer(html):
        if match[1]:
            opened.pop()
        else:
            opened.append((match[2], match[3]))
    return opened
