"""How often: times a year, read from "om de week" (26), "per kwartaal" (4), "eens in de drie maanden" (4).

A day is a working day, 260 in a year, unless all seven are named. What depends on the course of
things ("elk bezoek", "bij wijziging") is no number and gives nothing.
"""

import re

from bot.understanding.found import Found
from bot.understanding.measure_words import WORDS, either, just_before
from bot.understanding.numbers import NUMBER, is_single, number_value

_PERIODS = {word: kind.per_year for kind in WORDS.periods for word in kind.words}
_PERIOD = rf"(?P<period>{either(_PERIODS)})(?!\w)"
_EACH = either(WORDS.each)
_TIMES = (
    rf"(?:(?P<times>{NUMBER})\s*(?:{either(WORDS.times)})"
    rf"|(?P<word>{either(WORDS.times_in_a_word)}))"
)
_SEVERAL = rf"(?P<several>{NUMBER})\s+"

_FIXED = [
    (re.compile(rf"(?<!\w)(?:{either(kind.words)})(?!\w)"), kind.per_year) for kind in WORDS.frequencies
]
_COMPUTED = (
    re.compile(rf"(?<!\w){_TIMES}\s+(?:{_EACH})\s+(?:{_SEVERAL})?{_PERIOD}"),
    re.compile(rf"(?<!\w)(?:{either((*WORDS.each, *WORDS.every_other))})\s+{_SEVERAL}{_PERIOD}"),
)
_OTHER = re.compile(rf"(?<!\w)(?:{either(WORDS.every_other)})\s+{_PERIOD}")
_PLAIN = re.compile(rf"(?<!\w)(?:{either(WORDS.every)})\s+{_PERIOD}")
_FOR_EACH = rf"(?:\s+(?:{_EACH})\s+\w+)?"
_SPREAD = re.compile(rf"(?<!\w)(?:{either(WORDS.spread_over)})\s+{_PERIOD}")
_COUNTED_BEFORE = re.compile(
    rf"(?:(?<!\w)(?:{either(WORDS.counted_before_period)}){_FOR_EACH}|{NUMBER}\s+(?:(?!{_EACH})\w+\s+)?"
    rf"(?!(?:{_EACH}|{either(WORDS.joining)})(?!\w))[a-z]+|{NUMBER})\s*$"
)
_UNITS = either(word for kind in WORDS.durations for word in kind.words)
_SPANS = either(word for kind in WORDS.spans for word in kind.words)
_DURATION_BEFORE = re.compile(
    rf"(?:{NUMBER}\s*(?:{_UNITS})|(?:{_UNITS})\s+of\s+{NUMBER}|(?<!\w)(?:{_SPANS})){_FOR_EACH}\s*$"
)
_WORK_BEFORE = re.compile(rf"(?:{NUMBER}\s*(?:{_UNITS})|(?<!\w)(?:{_SPANS}))(?:\s+[a-z]+)?\s*$")
_BACK = 40
_DENIED = just_before(WORDS.frequency_not_after)


def frequencies(text: str) -> list[Found]:
    """Every frequency in folded `text`, in times a year and in order."""
    taken: list[Found] = []
    result: list[Found] = []
    for place in _every(text):
        if any(place.overlaps(other) for other in taken):
            continue
        taken.append(place)
        if float(place.value) > 0 and not _DENIED.search(text, max(0, place.start - 20), place.start):
            result.append(place)
    return sorted(result, key=lambda found: found.start)


def _every(text: str) -> list[Found]:
    """Candidates, the surest kind first; a value of 0 takes its place without meaning anything."""
    found = [Found(value, *match.span()) for pattern, value in _FIXED for match in pattern.finditer(text)]
    for pattern in _COMPUTED:
        found += [Found(_computed(text, match), *match.span()) for match in pattern.finditer(text)]
    found += [Found(_PERIODS[match.group("period")] / 2, *match.span()) for match in _OTHER.finditer(text)]
    found += [Found(_plain(text, match), *match.span()) for match in _PLAIN.finditer(text)]
    found += [
        Found(_PERIODS[match.group("period")], *match.span())
        for match in _SPREAD.finditer(text)
        if _WORK_BEFORE.search(text, max(0, match.start() - _BACK), match.start())
    ]
    return found


def _computed(text: str, match: re.Match[str]) -> float:
    groups = match.groupdict()
    times, several = 1.0, 1.0
    if groups.get("times"):
        if not is_single(text, *match.span("times")):
            return 0
        times = number_value(groups["times"]) or 0
    elif groups.get("word"):
        times = WORDS.times_in_a_word[groups["word"]]
    if groups.get("several"):
        if not is_single(text, *match.span("several")):
            return 0
        several = number_value(groups["several"]) or 0
    return round(times * _PERIODS[groups["period"]] / several, 4) if several else 0


def _plain(text: str, match: re.Match[str]) -> float:
    before = text[max(0, match.start() - _BACK) : match.start()]
    if _COUNTED_BEFORE.search(before) and not _DURATION_BEFORE.search(before):
        return 0
    return _PERIODS[match.group("period")]
