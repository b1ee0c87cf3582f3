"""Birth dates: a date that is called one, or that stands beside a name and lies far back."""

import re

from bot.understanding.folding import Folded
from bot.understanding.privacy.names import Name, names_in
from bot.understanding.privacy.words import WORDS, either

_CENTURY = "(?:19|20)[0-9]{2}"
_DAY, _MONTH, _SHORT = "(?:0?[1-9]|[12][0-9]|3[01])", "(?:0?[1-9]|1[0-2])", "'?[0-9]{2}"
_DATE = (
    rf"(?:{_DAY}(?P<sign>[-/. ])\s?{_MONTH}(?P=sign)\s?(?:(?P<year>{_CENTURY})|{_SHORT})"
    rf"|{_DAY}\s(?:{either(WORDS.months)})\.?\s(?:(?P<spelled>{_CENTURY})|{_SHORT})"
    rf"|(?P<iso>{_CENTURY})[-/]{_MONTH}[-/]{_DAY})(?![0-9])"
)
_CALLED = re.compile(
    r"g(?<![a-z].)(?:eboren|eboortedatum|eboortedag|eb\.?\s?-?dat(?:um)?|eb)(?![a-z])\.?"
    rf"[\s:=,(]{{0,4}}(?:(?:te|in)\s[\w'-]{{2,30}}\s)?(?:(?:is|was|op|dd\.?)\s){{0,2}}{_DATE}"
    r"(?!\s(?:of|en)\s(?:later|eerder|daarna|daarvoor|ouder|jonger))"
)
_BESIDE = re.compile(rf"[\s,;|(:-]{{1,5}}(?:datum[\s:]{{1,3}})?{_DATE}")
_BORN_IN = re.compile(
    rf"[\s,(]{{1,3}}(?:(?:is|was)\s)?(?:(?:geboren|geb\.?|bouwjaar)[^.;\n]{{0,20}}?\s{_CENTURY}"
    r"|(?:van|uit)\s19[0-9]{2})(?![0-9])"
)
_HINT = re.compile(rf"{_CENTURY}|geb(?:oren|\.|\s)|bouwjaar")
_LOOK_BACK = 80
_FIRST_CONTRACTS = 2015
"""Municipalities have bought youth care since then: an older date beside a name is hardly of a contract."""


def has_birth(folded: Folded) -> bool:
    """Whether there is a birth date, or a year of birth with a name."""
    text = folded.text
    if _CALLED.search(text):
        return True
    return any(
        _is_born(text, name)
        for hint in _HINT.finditer(text)
        for name in names_in(folded, max(0, hint.start() - _LOOK_BACK), hint.start())
    )


def _is_born(text: str, name: Name) -> bool:
    beside = _BESIDE.match(text, name.end)
    if beside is not None and name.full:
        year = beside["year"] or beside["spelled"] or beside["iso"]
        return year is not None and int(year) < _FIRST_CONTRACTS
    return _BORN_IN.match(text, name.end) is not None
