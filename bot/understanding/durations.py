"""How long something takes: minutes, read from "een kwartiertje", "anderhalf uur", "1 uur en 15 minuten"."""

import re

from bot.understanding.found import Found
from bot.understanding.measure_words import WORDS, either, just_before
from bot.understanding.numbers import NUMBER, is_single, number_value

_MINUTES = {word: kind.minutes for kind in WORDS.durations for word in kind.words}
_SPANS = {word: kind.minutes for kind in WORDS.spans for word in kind.words}
_UNIT = either(_MINUTES)
_COUNTED = re.compile(rf"(?:een\s+)?(?P<number>{NUMBER})\s*(?P<unit>{_UNIT})(?!\w)")
_ABOUT = re.compile(rf"(?<!\w)een\s+(?P<unit>{_UNIT})\s+of\s+(?P<number>{NUMBER})")
_SPAN = re.compile(rf"(?<!\w)(?:een\s+)?(?P<unit>{either(_SPANS)})(?!\w)")
_NOT_AFTER = just_before(WORDS.duration_not_after)
_NOT_BEFORE = re.compile(rf"\s*(?:{either(WORDS.duration_not_before)})(?!\w)")
_OR_ANOTHER = re.compile(rf"\s+of\s+(?:{NUMBER}|wat|meer|langer)(?!\w)")
_AND = re.compile(r"\s*(?:,|en)?\s*(?:een\s*)?")


def durations(text: str) -> list[Found]:
    """Every duration in folded `text`, in minutes and in order; terms, clock times and care hours left out.

    A margin ("10 à 15 minuten") and anything longer than a working day give nothing.
    """
    every = sorted(_every(text), key=lambda found: found.start)
    return [found for found in _joined(text, every) if _is_work(text, found)]


def _every(text: str) -> list[Found]:
    taken: list[Found] = []
    result: list[Found] = []
    for pattern in (_ABOUT, _COUNTED, _SPAN):
        for match in pattern.finditer(text):
            place = Found(0, *match.span())
            if any(place.overlaps(other) for other in taken):
                continue
            taken.append(place)
            minutes = _minutes(text, match)
            if minutes is not None:
                result.append(place._replace(value=minutes))
    return result


def _minutes(text: str, match: re.Match[str]) -> float | None:
    unit = match.group("unit")
    if match.re is _SPAN:
        return _SPANS[unit]
    single = match.re is _ABOUT or is_single(text, *match.span("number"))
    number = number_value(match.group("number")) if single else None
    return None if number is None else round(number * _MINUTES[unit], 4)


def _joined(text: str, found: list[Found]) -> list[Found]:
    """Hours and the minutes right after them as one duration."""
    result: list[Found] = []
    for item in found:
        previous = result[-1] if result else None
        if previous and _hours_then_minutes(text, previous, item):
            result[-1] = Found(float(previous.value) + float(item.value), previous.start, item.end)
        else:
            result.append(item)
    return result


def _hours_then_minutes(text: str, first: Found, second: Found) -> bool:
    linked = _AND.fullmatch(text, first.end, second.start) is not None
    return linked and float(first.value) % 60 == 0 and float(second.value) < 60


def _is_work(text: str, found: Found) -> bool:
    return (
        0 < float(found.value) <= WORDS.longest_minutes
        and not _NOT_AFTER.search(text, max(0, found.start - 25), found.start)
        and not _NOT_BEFORE.match(text, found.end)
        and not _OR_ANOTHER.match(text, found.end)
    )
