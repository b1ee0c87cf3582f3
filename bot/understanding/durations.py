"""How long something takes: minutes, read from "een kwartiertje", "anderhalf uur", "1 uur en 15 minuten"."""

import re
from typing import NamedTuple

from bot.understanding.found import Found
from bot.understanding.measure_words import WORDS, either, just_before
from bot.understanding.numbers import NUMBER, is_single, number_value

_MINUTES = {word: kind.minutes for kind in WORDS.durations for word in kind.words}
_SPANS = {word: kind.minutes for kind in WORDS.spans for word in kind.words}
_UNIT = either(_MINUTES)
_COUNTED = re.compile(rf"(?:een\s+)?(?P<number>{NUMBER})\s*(?P<unit>{_UNIT})(?!\w)")
_SMALL = either(word for word in _MINUTES if word.endswith("je"))
_ABOUT = re.compile(
    rf"(?<!\w)(?:een\s+(?P<unit>{_UNIT})|(?P<small>{_SMALL}))\s+of\s+(?P<number>{NUMBER})(?!\s*(?:{_UNIT})(?!\w))"
)
_SPAN = re.compile(rf"(?<!\w)(?:een\s+)?(?P<unit>{either(_SPANS)})(?!\w)")
_NOT_AFTER = just_before(WORDS.duration_not_after)
# "elk half uur" is how often, "elk 30 minuten" how long for each.
_INTERVAL_BEFORE = just_before(WORDS.interval_before)
_ONE = re.compile(rf"(?:(?:{either(WORDS.halves)})\s*)?(?:{either(_SPANS)}|{_UNIT})(?!\w)")
_NOT_BEFORE = re.compile(rf"\s*(?:{either(WORDS.duration_not_before)})(?!\w)")
_BOUND_AFTER = re.compile(rf"[^.!?;\n]{{0,25}}?(?<!\w)(?:{either(WORDS.bound_after)})(?!\w)")
_OR_ANOTHER = re.compile(rf"\s+of\s+(?:{NUMBER}|wat|meer|langer)(?!\w)")
_BACK = 40
_AND = re.compile(r"\s*(?:,|en)?\s*(?:een\s*)?")


class Durations(NamedTuple):
    """How long the work takes, in minutes, and the durations that say something else."""

    work: list[Found]
    other: list[Found]


def durations(text: str) -> Durations:
    """Every duration in folded `text`, in order.

    Terms, clock times, care hours, bounds ("minder dan een uur"), margins ("10 à 15 minuten") and anything
    longer than a working day are not how long the work takes.
    """
    found = _joined(text, sorted(_every(text), key=lambda found: found.start))
    work = [item for item in found if _is_work(text, item)]
    return Durations(work, [item for item in found if item not in work])


def _every(text: str) -> list[Found]:
    taken: list[Found] = []
    result: list[Found] = []
    for pattern in (_ABOUT, _COUNTED, _SPAN):
        for match in pattern.finditer(text):
            place = Found(0, *match.span())
            if any(place.overlaps(other) for other in taken):
                continue
            taken.append(place)
            result.append(place._replace(value=_minutes(text, match)))
    return result


def _minutes(text: str, match: re.Match[str]) -> float:
    """The minutes that `match` stands for, 0 when it is no single number."""
    unit = match.groupdict().get("small") or match.group("unit")
    if match.re is _SPAN:
        return _SPANS[unit]
    single = match.re is _ABOUT or is_single(text, *match.span("number"))
    number = number_value(match.group("number")) if single else None
    return round((number or 0) * _MINUTES[unit], 4)


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
    return linked and float(first.value) > 0 == float(first.value) % 60 and 0 < float(second.value) < 60


def _is_work(text: str, found: Found) -> bool:
    return (
        0 < float(found.value) <= WORDS.longest_minutes
        and not _NOT_AFTER.search(text, max(0, found.start - _BACK), found.start)
        and not _is_interval(text, found)
        and not _NOT_BEFORE.match(text, found.end)
        and not _BOUND_AFTER.match(text, found.end)
        and not _OR_ANOTHER.match(text, found.end)
    )


def _is_interval(text: str, found: Found) -> bool:
    before = _INTERVAL_BEFORE.search(text, max(0, found.start - _BACK), found.start)
    return before is not None and _ONE.match(text, found.start) is not None
