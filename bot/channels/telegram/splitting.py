"""Cuts long HTML into parts that fit a Telegram message, at the end of a block, line or sentence."""

import re
from collections.abc import Sequence
from html import unescape
from itertools import accumulate

LIMIT = 4096
"""Telegram's limit: UTF-16 units of text after the markup is taken out."""

_TOKEN = re.compile(r"<[^<>]*>|&(?:amp|lt|gt|quot|#\d+|#x[0-9a-fA-F]+);|.", re.DOTALL)
_NAME = re.compile(r"</?([a-z-]+)")


def length(html: str) -> int:
    """How long Telegram finds a text: UTF-16 units without markup."""
    return sum(map(_length, _TOKEN.findall(html)))


def split(html: str, limit: int = LIMIT) -> tuple[str, ...]:
    """`html` in parts of at most `limit` units (2 or more), none of them empty.

    A tag that is open at a cut is closed there and opened again in the next part.
    """
    tokens: list[str] = _TOKEN.findall(html)
    units = [0, *accumulate(map(_length, tokens))]
    if units[-1] <= limit:
        return (html,)
    parts: list[str] = []
    opened: tuple[str, ...] = ()
    start = 0
    while start < len(tokens):
        end = next((place for place in range(start, len(units)) if units[place] - units[start] > limit), None)
        cut = len(tokens) if end is None else _best_cut(tokens, start, end - 1)
        piece = tokens[start:cut]
        still_open = _open_after(opened, piece)
        if any(not token.isspace() and _length(token) for token in piece):
            closing = "".join(f"</{_name(tag)}>" for tag in reversed(still_open))
            parts.append("".join(opened) + "".join(piece).strip() + closing)
        opened, start = still_open, cut
    return tuple(parts)


def _best_cut(tokens: Sequence[str], start: int, end: int) -> int:
    """Where to cut, in the second half: after a block, else a line, sentence or word, else at the end."""

    def badness(place: int) -> int:
        before, earlier = tokens[place - 1], tokens[max(place - 2, start)]
        match before:
            case "\n":
                return 0 if earlier == "\n" else 1
            case " ":
                return 2 if earlier in (".", "!", "?") else 3
            case _:
                return 4

    return min(range(end, (start + end) // 2, -1), key=badness)


def _length(token: str) -> int:
    if token.startswith("<") and len(token) > 1:
        return 0
    return len(unescape(token).encode("utf-16-le", "surrogatepass")) // 2


def _open_after(opened: tuple[str, ...], tokens: Sequence[str]) -> tuple[str, ...]:
    """The tags that are open after `tokens`, given those that were before."""
    stack = list(opened)
    for token in tokens:
        if token.startswith("</"):
            stack.pop()
        elif token.startswith("<") and len(token) > 1:
            stack.append(token)
    return tuple(stack)


def _name(tag: str) -> str:
    found = _NAME.match(tag)
    return found[1] if found else ""
