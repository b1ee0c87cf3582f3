"""The numbers behind the burden in one message: minutes each time, times a year, how many of what."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.domain.reading import ReadFact
from bot.domain.slots import Measure
from bot.understanding.durations import durations
from bot.understanding.folding import Folded
from bot.understanding.found import Found
from bot.understanding.frequencies import frequencies
from bot.understanding.measure_words import WORDS, either
from bot.understanding.phrases import compile_phrases
from bot.understanding.quantities import Quantities, quantities

_SURE = 0.9
_SENTENCE = re.compile(r"[^.!?;\n]+(?:[.!?;](?=\S)[^.!?;\n]*)*")
_TOTALS = compile_phrases(WORDS.totals)
_WITHIN_A_YEAR = re.compile(r"\s*(?:\w+\s+){0,2}")
_CORRECTION = compile_phrases(WORDS.corrections)
_FILLER = re.compile(rf"(?<!\w)(?:{either(WORDS.fillers)})(?!\w)|[\W_]")


class Measured(NamedTuple):
    """The measures read, whether the message holds nothing else, and whether it is a full P x Q."""

    facts: dict[Measure, ReadFact]
    bare: bool
    complete: bool


class _Parts(NamedTuple):
    minutes: list[Found]
    per_year: list[Found]
    quantities: Quantities


def measure(folded: Folded) -> Measured:
    """Every measure that a message states once and without doubt.

    `complete` says that one sentence gives a duration together with a frequency or with what it is for.
    """
    parts = _parts(folded)
    facts: dict[Measure, ReadFact] = {}
    for name, found in ((Measure.MINUTES, parts.minutes), (Measure.PER_YEAR, parts.per_year)):
        chosen = _settled(folded.text, found)
        if chosen:
            facts[name] = _fact(folded, chosen)
    facts |= _counted(folded, parts.quantities)
    places = [
        *parts.minutes,
        *parts.per_year,
        *(found for found, _ in parts.quantities.counts),
        *parts.quantities.per,
    ]
    return Measured(facts, bool(places) and _nothing_else(folded.text, places), _complete(folded.text, parts))


def _parts(folded: Folded) -> _Parts:
    text = folded.text
    silent = [sentence for sentence in _sentences(text) if _states_nothing(text, sentence)]

    def outside(found: list[Found]) -> list[Found]:
        return [item for item in found if not any(item.overlaps(sentence) for sentence in silent)]

    work, other = durations(text)
    often = [item for item in frequencies(text) if not any(_bounded(text, one, item) for one in other)]
    return _Parts(outside(work), outside(often), quantities(folded))


def _states_nothing(text: str, sentence: Found) -> bool:
    """Whether a sentence gives a total over all, or is a question that the user then answers himself."""
    asked = text.startswith("?", sentence.end) and bool(text[sentence.end :].strip("? \n"))
    return asked or _TOTALS.search(text, sentence.start, sentence.end) is not None


def _bounded(text: str, duration: Found, often: Found) -> bool:
    """Whether "per jaar" belongs to a bound ("minder dan een uur per jaar") and says nothing by itself."""
    return often.value == 1 and _WITHIN_A_YEAR.fullmatch(text, duration.end, often.start) is not None


def _sentences(text: str) -> Iterator[Found]:
    return (Found(0, *match.span()) for match in _SENTENCE.finditer(text))


def _settled(text: str, found: Sequence[Found]) -> Found | None:
    """The one value all agree on, or the last when the user corrects himself."""
    if not found:
        return None
    last = found[-1]
    if all(item.value == last.value for item in found):
        return last
    corrected = _CORRECTION.search(text, found[-2].end, last.start)
    return last if corrected else None


def _counted(folded: Folded, quantities: Quantities) -> dict[Measure, ReadFact]:
    """Count and unit, when one kind of unit is meant: the one the work is for, else the only one counted."""
    per = {str(found.value) for found in quantities.per}
    units = per or _units_counted(folded.text, quantities.counts)
    if len(units) != 1:
        return {}
    (unit,) = units
    count = _settled(folded.text, [found for found, counted in quantities.counts if counted == unit])
    if count:
        named = ReadFact(value=unit, quote=folded.quote(count.start, count.end), confidence=_SURE)
        return {Measure.COUNT: _fact(folded, count), Measure.UNIT: named}
    if quantities.per:
        return {Measure.UNIT: _fact(folded, quantities.per[-1])}
    return {}


def _units_counted(text: str, counts: Sequence[tuple[Found, str]]) -> set[str]:
    """The units that are counted; after a correction ("40 cliënten, nee, 40 begeleiders") only the last."""
    if len(counts) > 1 and _CORRECTION.search(text, counts[-2][0].end, counts[-1][0].start):
        return {counts[-1][1]}
    return {unit for _, unit in counts}


def _fact(folded: Folded, found: Found) -> ReadFact:
    value = found.value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return ReadFact(value=value, quote=folded.quote(found.start, found.end), confidence=_SURE)


def _complete(text: str, parts: _Parts) -> bool:
    what_for = [*parts.per_year, *parts.quantities.per]
    return any(
        any(item.overlaps(sentence) for item in parts.minutes)
        and any(item.overlaps(sentence) for item in what_for)
        for sentence in _sentences(text)
    )


def _nothing_else(text: str, places: list[Found]) -> bool:
    rest = list(text)
    for place in places:
        rest[place.start : place.end] = " " * (place.end - place.start)
    return not _FILLER.sub("", "".join(rest))
