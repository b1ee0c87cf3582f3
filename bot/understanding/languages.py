"""Whether a message looks like another language than Dutch."""

import re

from bot.understanding.folding import fold
from bot.understanding.language_data import Data, Phrases, read_data


class LanguageWords(Data):
    """Small words that give a language away, and how long a text must be to judge it."""

    fewest_words: int
    dutch: Phrases
    others: dict[str, Phrases]


_DATA = read_data("languages.yaml", LanguageWords)
_DUTCH = frozenset(fold(word).text for word in _DATA.dutch)
_OTHERS = [frozenset(fold(word).text for word in words) for words in _DATA.others.values()]
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


def looks_foreign(text: str) -> bool:
    """Whether folded `text`, when long enough to judge, has mostly words or letters of another language."""
    words = _WORD.findall(text)
    if len(words) < _DATA.fewest_words:
        return False
    latin = sum(word[0] < "ɐ" for word in words)
    if latin * 2 < len(words):
        return True
    dutch = sum(word in _DUTCH for word in words)
    foreign = max(sum(word in language for word in words) for language in _OTHERS)
    return foreign >= 2 and foreign > 2 * dutch and foreign * 5 >= len(words)
