"""Values of the vocabulary stated in a text: found by their phrases, kept when nothing turns them around."""

import re
from collections.abc import Mapping

from bot.understanding.answer_words import WORDS
from bot.understanding.found import Found
from bot.understanding.phrases import compile_phrases

NOTHING = ""
"""The value of a phrase that says nothing about the topic."""

_CLAUSE_END = re.compile(rf"[,;:.!?\n()]|(?<!\w)(?:{'|'.join(map(re.escape, WORDS.clause_ends))})(?!\w)")
_WORD = re.compile(r"\w+")
_NEGATION = compile_phrases(WORDS.negations)
_NEGATION_AFTER = compile_phrases(WORDS.negations_after)
_HEDGE = compile_phrases(WORDS.hedges)
_WEAK = compile_phrases(WORDS.weak)
_BEFORE, _AFTER = 5, 5
_REACH = 120


def stated(
    text: str, patterns: Mapping[str, re.Pattern[str]], *, doubt: bool = True, weak: bool = False
) -> Found | None:
    """The one value that folded `text` states, at its longest phrase.

    None when no phrase is found or two values remain. A phrase of `NOTHING` hides the shorter ones in it. A
    value that a word nearby denies or (with `doubt`) doubts does not count; with `weak`, neither do phrases
    that say little in a longer text.
    """
    places = _longest(
        [
            Found(value, *match.span())
            for value, pattern in patterns.items()
            for match in pattern.finditer(text)
            if not (weak and _WEAK.fullmatch(match.group()))
        ]
    )
    turned = {place.value for place in places if _turned(text, place, doubt=doubt)}
    meant = {place.value for place in places} - turned - {NOTHING}
    if len(meant) != 1:
        return None
    places = [place for place in places if place.value in meant]
    return max(places, key=lambda place: place.end - place.start)


def laws_stated(text: str, patterns: Mapping[str, re.Pattern[str]]) -> Found | None:
    """The law that folded `text` names; two of them are "meerdere", quoted from the first to the last."""
    laws = _values_stated(text, patterns)
    if len(laws) < 2:
        return next(iter(laws.values()), None)
    return Found("meerdere", min(law.start for law in laws.values()), max(law.end for law in laws.values()))


def _values_stated(text: str, patterns: Mapping[str, re.Pattern[str]]) -> dict[str, Found]:
    """Every value that folded `text` states without denial, each at its first phrase."""
    result: dict[str, Found] = {}
    for value, pattern in patterns.items():
        for match in pattern.finditer(text):
            place = Found(value, *match.span())
            if not _turned(text, place, doubt=False):
                result.setdefault(value, place)
    return result


def _longest(places: list[Found]) -> list[Found]:
    """Without the phrases that lie within a longer one: "geen standaard" is not "standaard"."""
    return [
        place
        for place in places
        if not any(place.overlaps(other) and _length(other) > _length(place) for other in places)
    ]


def _length(place: Found) -> int:
    return place.end - place.start


def _turned(text: str, place: Found, *, doubt: bool) -> bool:
    start, end = _clause(text, place)
    before = _WORD.findall(text, start, place.start)[-_BEFORE:]
    after = _WORD.findall(text, place.end, end)[:_AFTER]
    return bool(
        _NEGATION.search(" ".join(before))
        or _NEGATION_AFTER.search(" ".join(after))
        or (doubt and (_HEDGE.search(text, start, place.start) or _HEDGE.search(text, place.end, end)))
    )


def _clause(text: str, place: Found) -> tuple[int, int]:
    """The stretch around `place` in which a denial or a doubt is about it."""
    start = max(0, place.start - _REACH)
    for match in _CLAUSE_END.finditer(text, start, place.start):
        start = match.end()
    following = _CLAUSE_END.search(text, place.end, place.end + _REACH)
    return start, following.start() if following else min(len(text), place.end + _REACH)
