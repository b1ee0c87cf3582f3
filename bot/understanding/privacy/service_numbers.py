"""Citizen service numbers: nine digits that pass the eleven-test, or that are called one."""

import re

from bot.understanding.folding import Folded
from bot.understanding.privacy.words import WORDS, either

_SEPARATOR = r"[ .\-/]{0,3}"
_NINE = re.compile(rf"(?<![0-9])(?<![0-9],)(?=([0-9](?:{_SEPARATOR}[0-9]){{8}})(?![0-9]))")
_EIGHT = re.compile(
    r"(?<![0-9])(?<![0-9],)(?=([0-9]{8}|[0-9]{3}[ .\-][0-9]{2}[ .\-][0-9]{3}|[0-9]{2}[ .][0-9]{3}[ .][0-9]{3}"
    r"|(?:[0-9] ){7}[0-9])(?![0-9]))"
)
_DATE = re.compile(r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])$")
_BEFORE = re.compile(
    rf"(?<!\w)(?:{either((*WORDS.amount_before, *WORDS.label_before))})[\s:.#=(-]{{0,3}}(?:nr\.? )?$"
)
_AFTER = re.compile(rf"\s{{0,2}}(?:(?:{either(WORDS.amount_after)})(?!\w)|,-|,[0-9]{{2}}(?![0-9]))")
_ALWAYS = re.compile(rf"(?<!\w)(?:{either(WORDS.always_near)})(?![a-z])")
_CALLED = re.compile(
    rf"(?:{either(WORDS.always_near)})[\s:.#=(-]{{1,3}}(?:(?:nr\.?|is) )?"
    rf"[0-9](?:{_SEPARATOR}[0-9]){{7,8}}(?![0-9])"
)


def has_service_number(folded: Folded) -> bool:
    """Whether there is a citizen service number.

    It has 9 digits (or 8, without its leading zero), passes the eleven-test and is not plainly an amount, a
    date or the number of an organisation. So many digits right behind the word are one, mistyped or not.
    """
    text = folded.text
    if _CALLED.search(text):
        return True
    failed: set[str] = set()
    for pattern in (_NINE, _EIGHT):
        for match in pattern.finditer(text):
            written = match.group(1)
            if written in failed:
                continue
            digits = "".join(filter(str.isdigit, written))
            if not passes_eleven_test(digits) or not _one_grouping(written):
                failed.add(written)
            elif not _something_else(text, match, digits):
                return True
    return False


def passes_eleven_test(digits: str) -> bool:
    """Whether the sum of 8 or 9 `digits`, weighted 9, 8, … 2, -1, is divisible by 11; not all zeros."""
    number = digits.zfill(9)
    total = sum((9 - index) * int(digit) for index, digit in enumerate(number[:8])) - int(number[8])
    return total % 11 == 0 and any(digit != "0" for digit in number)


def _one_grouping(written: str) -> bool:
    """Whether one sign separates the groups: "1.200 - 35 400" is a row of numbers, not one number."""
    return len({gap.strip() for gap in re.findall(r"[^0-9]+", written)}) <= 1


def _something_else(text: str, match: re.Match[str], digits: str) -> bool:
    start, end = match.span(1)
    if _ALWAYS.search(text, max(0, start - 40), start):
        return False
    if len(digits) == 8 and _DATE.match(digits):
        return True
    before = text[max(0, start - 30) : start]
    return bool(_BEFORE.search(before) or _AFTER.match(text, end))
