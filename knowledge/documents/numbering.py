"""The automatic numbers of Word, which are not in its text: "Artikel 3", "2.1", "a."."""

import re
from typing import NamedTuple
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_SMALL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST = 100_000  # a number from a damaged file must not make a numeral of millions of letters


class _Level(NamedTuple):
    """One level of a list: `text` has %1 to %9 for the numbers of the levels."""

    start: int
    format: str
    text: str


class Numbering:
    """Counts along while a document is read in order."""

    def __init__(self, root: ET.Element | None) -> None:
        """`root` is the part word/numbering.xml, None when the document has none."""
        self._lists: dict[str, str] = {}
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counts: dict[str, list[int | None]] = {}
        if root is None:
            return
        for each in root.iter(f"{W}abstractNum"):
            levels = {_whole(level.get(f"{W}ilvl"), 0): _level(level) for level in each.iter(f"{W}lvl")}
            self._levels[each.get(f"{W}abstractNumId", "")] = levels
        for each in root.iter(f"{W}num"):
            of = each.find(f"{W}abstractNumId")
            self._lists[each.get(f"{W}numId", "")] = "" if of is None else of.get(f"{W}val", "")

    def next(self, list_id: str, level: int) -> str:
        """The number of the next paragraph at `level` (from 0) of a list; empty for bullets or no list."""
        kind = self._lists.get(list_id, "")
        levels = self._levels.get(kind, {})
        if level not in levels or not 0 <= level < _LEVELS:
            return ""
        # Lists of one kind count on together, as in Word, so that articles go on after a heading.
        counts = self._counts.setdefault(kind, [None] * _LEVELS)
        before = counts[level]
        counts[level] = levels[level].start if before is None else before + 1
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        if levels[level].format in ("bullet", "none"):
            return ""
        return _PLACE.sub(
            lambda match: self._shown(levels, counts, int(match.group(1)) - 1), levels[level].text
        )

    def _shown(self, levels: dict[int, _Level], counts: list[int | None], level: int) -> str:
        if level not in levels:
            return ""
        count = counts[level]
        return numeral(levels[level].start if count is None else count, levels[level].format)


def numeral(number: int, form: str) -> str:
    """`number` in a form that Word calls decimal, lowerLetter, upperLetter, lowerRoman or upperRoman."""
    if not 0 < number < _MOST:
        return str(number)
    if form.endswith("Letter"):
        text = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    elif form.endswith("Roman"):
        text = ""
        for value, sign in (*_ROMAN, *_ROMAN_SMALL):
            text += sign * (number // value)
            number %= value
    else:
        text = str(number)
    return text.upper() if form.startswith("upper") else text


def _level(element: ET.Element) -> _Level:
    def value(name: str, default: str) -> str:
        found = element.find(f"{W}{name}")
        return default if found is None else found.get(f"{W}val", default)

    return _Level(_whole(value("start", "1"), 1), value("numFmt", "decimal"), value("lvlText", ""))


def _whole(text: str | None, default: int) -> int:
    return int(text) if text is not None and text.isdigit() else default
