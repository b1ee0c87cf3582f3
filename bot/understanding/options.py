"""The answer to the question that was just asked: a choice by number, by yes or no, or by its words."""

from typing import NamedTuple

from bot.domain.reading import ReadFact, Topic
from bot.domain.slots import UNKNOWN, Context
from bot.understanding.answer_words import WORDS
from bot.understanding.answers import YesNo, is_unknown, option_number, without_unknown, yes_or_no
from bot.understanding.folding import Folded
from bot.understanding.found import Found
from bot.understanding.statements import laws_stated, stated
from bot.understanding.vocabulary import VOCABULARY, TopicPatterns, values_of

_BY_NUMBER, _BY_YES_NO, _BY_WORDS = 0.95, 0.9, 0.85


class Answer(NamedTuple):
    """What a message says about one topic: a fact, "weet ik niet", or neither."""

    fact: ReadFact | None = None
    unknown: bool = False


def answer_to(topic: Topic, folded: Folded) -> Answer:
    """The answer to the question about `topic`; neither fact nor unknown when it is not sure.

    Options count in the order of the topic's values, "weet ik niet" last.
    """
    text = folded.text
    if is_unknown(text):
        return Answer(unknown=True)
    options = values_of(topic)
    number = option_number(text)
    if number is not None and 1 <= number <= len(options):
        return _chosen(options[number - 1], folded, Found(0, *_ends(text)), _BY_NUMBER)
    patterns = VOCABULARY[topic]
    said, rest = yes_or_no(text), without_unknown(text)
    words = _in_words(topic, text if rest is None else rest)
    if words is not None:
        if rest is not None or _contradicts(said, str(words.value), patterns):
            return Answer()
        return _chosen(str(words.value), folded, words, _BY_WORDS)
    meant = _meaning(said, patterns)
    if said is not None and meant is not None and (said.plain or said.explained):
        confidence = _BY_YES_NO if said.plain else _BY_WORDS
        return _chosen(meant, folded, Found(meant, said.start, said.end), confidence)
    return Answer(unknown=said is None and rest is not None)


def _chosen(value: str, folded: Folded, place: Found, confidence: float) -> Answer:
    if value == UNKNOWN:
        return Answer(unknown=True)
    return Answer(ReadFact(value=value, quote=folded.quote(place.start, place.end), confidence=confidence))


def _in_words(topic: Topic, text: str) -> Found | None:
    patterns = VOCABULARY[topic]
    if topic is Context.LAW:
        return laws_stated(text, patterns.asked)
    length = len(text.split())
    if length > WORDS.asked_up_to:
        return stated(text, patterns.strict)
    return stated(text, patterns.asked, weak=length > WORDS.weak_up_to)


def _meaning(said: YesNo | None, patterns: TopicPatterns) -> str | None:
    if said is None:
        return None
    return patterns.yes if said.answer == "yes" else patterns.no


def _contradicts(said: YesNo | None, value: str, patterns: TopicPatterns) -> bool:
    """Whether a yes or no in front says otherwise than the words that follow."""
    if said is None:
        return False
    meant = _meaning(said, patterns)
    return meant != value if meant is not None else said.answer == "yes" and value == patterns.no


def _ends(text: str) -> tuple[int, int]:
    return len(text) - len(text.lstrip()), len(text.rstrip())
