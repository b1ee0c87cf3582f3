"""Numbers in digits or Dutch words: "1.200", "1,5", "anderhalf", "honderdtwintig", "twaalfhonderd"."""

import re

from bot.understanding.folding import fold
from bot.understanding.language_data import Data, Phrases, read_data


class NumberWords(Data):
    """Number words without accents, and the words that make a number a range or a bound."""

    units: dict[str, int]
    teens: dict[str, int]
    tens: dict[str, int]
    multipliers: dict[str, int]
    whole: dict[str, float]
    joiner: str
    and_half: Phrases
    range_words: Phrases
    range_signs: Phrases
    bound_words: Phrases


_WORDS = read_data("numbers.yaml", NumberWords)
_SMALL = {**_WORDS.units, **_WORDS.teens, **_WORDS.tens}
_PARTS = "|".join(
    re.escape(word) for word in sorted((*_SMALL, *_WORDS.multipliers, _WORDS.joiner), key=len, reverse=True)
)
_WHOLE = "|".join(re.escape(word) for word in sorted(_WORDS.whole, key=len, reverse=True))
_HALF = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in _WORDS.and_half)
_DIGITS = r"[0-9]{1,3}(?:\.[0-9]{3})+(?![0-9])|[0-9]{1,9}(?:[.,][0-9]{1,2})?(?![0-9])"

NUMBER = (
    rf"(?<![\w.,])(?:(?:{_DIGITS})(?:\s*(?:{_HALF})(?!\w))?"
    rf"|(?!{_WORDS.joiner}(?!\w))(?:{_PARTS}){{1,8}}(?:\s*(?:{_HALF}))?(?!\w)|(?:{_WHOLE})(?!\w))"
)
"""The source of a pattern for one number in folded text; `number_value` reads what it matched."""

_RANGE = "|".join(re.escape(word) for word in sorted(_WORDS.range_words, key=len, reverse=True))
# A sign makes a margin only between bare numbers: "50 cliënten / 20 minuten" are two things.
_SIGN = "|".join(map(re.escape, _WORDS.range_signs))
_RANGE_BEFORE = re.compile(rf"{NUMBER}\s{{0,2}}(?:{_WORDS.joiner}|{_SIGN}|(?:\w+\s)?(?:{_RANGE}))\s{{0,2}}$")
_RANGE_AFTER = re.compile(rf"\s{{0,2}}(?:{_SIGN}|(?:\w+\s)?(?:{_RANGE}))\s{{0,2}}{NUMBER}")
# "45 min één keer": after a number "min" is minutes, not a lower bound.
_BOUND_BEFORE = re.compile(
    rf"(?P<counted>{NUMBER}\s{{0,2}})?(?<!\w)(?:{'|'.join(map(re.escape, _WORDS.bound_words))})"
    r"\s(?:de\s|het\s)?$"
)
_HALF_END = re.compile(rf"\s*(?:{_HALF})$")


def number_value(written: str) -> float | None:
    """The value of one number as written, or None when it is none. Works on folded and on plain text."""
    text = fold(written).text.strip()
    if text in _WORDS.whole:
        return _WORDS.whole[text]
    half = _HALF_END.search(text)
    if half:
        base = number_value(text[: half.start()])
        return None if base is None else base + 0.5
    if re.fullmatch(_DIGITS, text):
        if re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{3})+", text):
            text = text.replace(".", "")
        return float(text.replace(",", "."))
    return _word_value(text)


def is_single(text: str, start: int, end: int) -> bool:
    """Whether the number at `text[start:end]` stands alone: no margin ("10 à 15") and no lower bound."""
    before = text[max(0, start - 40) : start]
    bound = _BOUND_BEFORE.search(before)
    return not (
        _RANGE_BEFORE.search(before)
        or (bound and bound["counted"] is None)
        or _RANGE_AFTER.match(text, end, end + 40)
    )


def _word_value(word: str) -> float | None:
    for multiplier, size in _WORDS.multipliers.items():
        left, found, right = word.partition(multiplier)
        if found:
            times = _word_value(left) if left else 1.0
            rest = _word_value(right.removeprefix(_WORDS.joiner)) if right else 0.0
            return None if times is None or rest is None else times * size + rest
    if word in _SMALL:
        return float(_SMALL[word])
    for unit, value in _WORDS.units.items():
        ten = word.removeprefix(unit + _WORDS.joiner)
        if ten != word and ten in _WORDS.tens:
            return float(value + _WORDS.tens[ten])
    return None
