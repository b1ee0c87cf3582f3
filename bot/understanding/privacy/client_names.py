"""Names of clients: a name behind the word for a client, or with the care that somebody gets."""

import re

from bot.understanding.folding import Folded
from bot.understanding.privacy.names import names_in
from bot.understanding.privacy.words import WORDS, begins_word, either

_CLIENT = re.compile(rf"(?:{either(WORDS.clients)})(?!\w)[\s,:=;(]{{1,3}}(?:(?:is|heet|genaamd)\s)?")
_LESS = rf"(?!(?:{either(WORDS.no_care)})(?!\w))"
_GETS_CARE = re.compile(
    rf"(?:{either(WORDS.has_care)})\s(?:{_LESS}[\w,-]{{1,30}}\s){{0,4}}?"
    rf"{_LESS}[\w-]{{0,30}}(?:{either(WORDS.care)})(?!\w)"
)
_SOMETHING_ELSE = re.compile(rf"[.!?;\n]|(?<!\w)(?:{either(WORDS.colleagues)})(?!\w)")
_LONGEST_NAME, _LOOK_BACK = 60, 100


def has_client_name(folded: Folded) -> bool:
    """Whether a client is named; a name alone is no client's."""
    text = folded.text
    return any(_is_named(folded, match) for match in _CLIENT.finditer(text)) or any(
        _has_a_name(folded, match) for match in _GETS_CARE.finditer(text)
    )


def _is_named(folded: Folded, client: re.Match[str]) -> bool:
    """Whether a name follows the word for a client."""
    if not begins_word(folded.text, client.start()):
        return False
    name = next(names_in(folded, client.end(), client.end() + _LONGEST_NAME), None)
    return name is not None and name.start == client.end()


def _has_a_name(folded: Folded, care: re.Match[str]) -> bool:
    """Whether it is somebody with a name, and no colleague, who gets care."""
    text, start = folded.text, care.start()
    return begins_word(text, start) and any(
        name.full and not _SOMETHING_ELSE.search(text, name.end, start)
        for name in names_in(folded, max(0, start - _LOOK_BACK), start)
    )
