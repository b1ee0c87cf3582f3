"""Phrases of the language data as patterns.

A phrase is written as people say it. A few signs widen it: `*` is the rest of a word, `a|b` a choice
(`_` joins words within one), `[a]` a word that may be absent, `...` up to three words in between.
"""

import re
from collections.abc import Iterable

from bot.understanding.folding import fold

_GAP = r"(?:\s+[^\s.,;:!?]+){0,3}?"
_NEVER = re.compile(r"(?!)")


def compile_phrases(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of `phrases` as whole words in folded text, the longest first."""
    ordered = sorted(phrases, key=len, reverse=True)
    if not ordered:
        return _NEVER
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(pattern_source, ordered))})(?!\w)")


def pattern_source(phrase: str) -> str:
    """The regular expression behind one phrase. Every repetition is bounded or a single word."""
    source, begun = "", False
    for token in fold(phrase).text.split():
        if token == "...":  # noqa: S105
            source += _GAP
        elif token.startswith("[") and token.endswith("]"):
            word = _choice(token[1:-1])
            source += rf"(?:\s+{word})?" if begun else rf"(?:{word}\s+)?"
        else:
            source += (r"\s+" if begun else "") + _choice(token)
            begun = True
    return source


def _choice(token: str) -> str:
    words = [re.escape(word).replace(r"\*", r"\w*").replace("_", r"\s+") for word in token.split("|")]
    return words[0] if len(words) == 1 else f"(?:{'|'.join(words)})"
