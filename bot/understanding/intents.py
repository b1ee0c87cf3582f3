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
    asking: Phrases
    query: Phrases
    unmarked: Phrases
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
_ASKING = compile_phrases(_DATA.asking)
_QUERY = compile_phrases(_DATA.query)
_UNMARKED = compile_phrases(_DATA.unmarked)
_ABOUT = compile_phrases(_DATA.about_words)
_EDGES = " \t\n.,;:!?…'\"()-"
_LONGEST_COMMAND = 100
_SHORT = 5


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
    """Whether folded `text` ends as a question and its last sentence is put as one."""
    if not ends_asking(text):
        return False
    last = re.split(r"[.!?\n]\s*", text.rstrip("? \n"))[-1].lstrip(_EDGES)
    short = len(last.split()) <= _SHORT
    return bool(_QUESTION.match(last) or _ASKING.search(last) or (short and _QUERY.search(last)))


def ends_asking(text: str) -> bool:
    """Whether folded `text` has more than a word and ends with a question mark."""
    return text.rstrip().endswith("?") and len(text.split()) > 1


def asks_meaning(text: str) -> bool:
    """Whether folded `text` asks what a word or the question means: no word in it is then a statement."""
    start = text.lstrip(_EDGES)
    if len(text) <= _LONGEST_COMMAND and _UNMARKED.match(start):
        return True
    return is_question(text) and _ABOUT.match(start) is not None
