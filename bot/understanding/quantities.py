"""How many of what: "120 jeugdigen", "vijf aanbieders", "aantal cliënten: 35", "per cliënt"."""

import re
from typing import NamedTuple

from bot.understanding.folding import Folded
from bot.understanding.found import Found
from bot.understanding.measure_words import WORDS, either, just_before
from bot.understanding.numbers import NUMBER, is_single, number_value


class Quantities(NamedTuple):
    """Counted units with their number, and units named as the one a duration is for."""

    counts: list[tuple[Found, str]]
    per: list[Found]


_UNITS = {
    "client": WORDS.units.client,
    "professional": WORDS.units.professional,
    "provider": WORDS.units.provider,
}
_COUNTED = {
    unit: re.compile(rf"(?P<number>{NUMBER})\s+(?:[a-z]{{3,}}e\s+)?(?:\w+-)?(?:{either(words)})(?!\w)")
    for unit, words in _UNITS.items()
}
_LABELLED = {
    unit: re.compile(
        rf"(?<!\w)(?:(?:{either(WORDS.count_labels)})\s+)?(?:{either(words)})\s*(?::|=|is)\s*(?:ongeveer\s+|circa\s+)?(?P<number>{NUMBER})"
    )
    for unit, words in _UNITS.items()
}
_PER = {
    unit: re.compile(
        rf"(?<!\w)(?:(?:{either(WORDS.for_each)})\s+)?(?:{either(WORDS.every)})\s+(?:{either(words)})(?!\w)"
    )
    for unit, words in _UNITS.items()
}
_NOT_AFTER = just_before(WORDS.count_not_after)


def quantities(folded: Folded) -> Quantities:
    """What a text counts, in order. The article "een" counts nothing, "één" does."""
    text = folded.text
    counts: list[tuple[Found, str]] = []
    for patterns in (_COUNTED, _LABELLED):
        for unit, pattern in patterns.items():
            counts += [(found, unit) for match in pattern.finditer(text) if (found := _count(folded, match))]
    per = [Found(unit, *match.span()) for unit, pattern in _PER.items() for match in pattern.finditer(text)]
    return Quantities(
        sorted(counts, key=lambda count: count[0].start), sorted(per, key=lambda found: found.start)
    )


def _count(folded: Folded, match: re.Match[str]) -> Found | None:
    text = folded.text
    start, end = match.span("number")
    written = match.group("number")
    number = number_value(written)
    if number is None or number != int(number) or number < 1:
        return None
    if written == "een" and folded.quote(start, end).isascii():
        return None
    if not is_single(text, start, end) or _NOT_AFTER.search(text, max(0, start - 30), start):
        return None
    return Found(int(number), *match.span())
