"""Phone numbers. Those of an office look no different, so they are refused too; 0800 and 14 0xx are not."""

import re

from bot.understanding.folding import Folded

_NO_DATE = r"(?!\(?[0-9]{2}[ ./-][0-9]{2}[ ./-](?:19|20)[0-9]{2}(?![0-9]))"
_PHONES = (
    re.compile(
        r"(?<![0-9])(?:\+|00) ?31[ .-]{0,2}(?:\(0\)[ .-]{0,2})?[1-9](?:[ ./()-]{0,3}[0-9]){8}(?![0-9])"
    ),
    re.compile(rf"(?<![0-9]){_NO_DATE}\(?06\)?(?:[ ./-]{{0,3}}[0-9]){{8}}(?![0-9])"),
    re.compile(r"(?<![0-9])\(?0[1-9][0-9]\)?(?:[ ./-]{0,3}[0-9]){7}(?![0-9])"),
    re.compile(r"(?<![0-9])\(?0[1-9][0-9]{2}\)?(?:[ ./-]{0,3}[0-9]){6}(?![0-9])"),
    re.compile(r"(?<![0-9])\+[1-9][0-9]{0,2}(?:[ .()-]{0,2}[0-9]){7,12}(?![0-9])"),
)


def has_phone_number(folded: Folded) -> bool:
    """Whether there is a phone number, Dutch or with the code of a country."""
    return any(pattern.search(folded.text) for pattern in _PHONES)
