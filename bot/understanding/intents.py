"""What a message asks instead of answering: back, pause, why, help, or some other question."""

import re
from typing import NamedTuple

from bot.domain.reading import Intent
from bot.understanding.answer_words import PADDING
from bot.understanding.language_data import Data, Phrases, read_data
from bot.understanding.phrases import compile_phrases


class IntentWords(Data):
    """Phrases that are the whole message, and phrases it starts with."""

    whole: Phrases
    start: Phrases


class IntentData(Data):
    """Everything `intents.yaml` holds."""

    intents: dict[Intent, IntentWords]
    question_words: Phrases
    about_words: Phrases


class _IntentPatterns(NamedTuple):
    intent: Intent
    whole: re.Pattern[str]
    start: re.Pattern[str]


_DATA = read_data("intents.yaml", IntentData)
_PATTERNS = [
    _IntentPatterns(intent, compile_phrases(words.whole), compile_phrases(words.start))
    for intent, words in _DATA.intents.items()
]
_QUESTION = compile_phrases(_DATA.question_words)
_ABOUT = compile_phrases(_DATA.about_words)
_EDGES = " \t\n.,;:!?…'\"()-"
_LONGEST_COMMAND = 100


def command(text: str) -> Intent | None:
    """The wish that the whole of folded `text` expresses, or None."""
    if len(text) > _LONGEST_COMMAND:
        return None
    cores = (text.strip(_EDGES), " ".join(PADDING.sub(" ", text).split()).strip(_EDGES))
    for patterns in _PATTERNS:
        if any(patterns.whole.fullmatch(core) or patterns.start.match(core) for core in cores):
            return patterns.intent
    return None


def is_question(text: str) -> bool:
    """Whether folded `text` ends as a question and its last sentence starts as one."""
    stripped = text.rstrip()
    if not stripped.endswith("?"):
        return False
    last = re.split(r"[.!?\n]\s*", stripped.rstrip("? "))[-1]
    return _QUESTION.match(last.lstrip(_EDGES)) is not None


def asks_meaning(text: str) -> bool:
    """Whether folded `text` asks what a word means: the word is then no statement."""
    return is_question(text) and _ABOUT.match(text.lstrip(_EDGES)) is not None
