"""Numbers that stand for one client: of a client, a file, a decision about somebody, an identity card."""

import re

from bot.understanding.folding import Folded
from bot.understanding.privacy.words import COUNTED, WORDS, begins_word, either

_VALUE = r"(?P<value>[a-z0-9](?:[./-]?[a-z0-9]){2,24})(?![\w])"
_IS = r"[\s:=#;(\"'-]{0,3}(?:is |was |= ?)?"
_NAMES, _WHOSE = either(WORDS.number_words), either(WORDS.numbered)
_CALLED = (
    re.compile(rf"(?:{_WHOSE})[ -]?s?[ -]?(?:{_NAMES})\.?{_IS}{_VALUE}"),
    re.compile(rf"(?:{_NAMES})\.? van (?:zijn|haar|hun|de|het|een) (?:{_WHOSE}){_IS}{_VALUE}"),
)
_BARE = re.compile(
    rf"(?:{either(WORDS.clients)}|dossier)\s{{1,2}}(?:#\s?|met nummer )?"
    r"(?P<value>[0-9]{2,4}[/-][0-9]{2,8}|[0-9]{4,10})(?!\w)"
)
_EVERY = re.compile(rf"(?<!\w)(?:{either(WORDS.every)})\s$")
_COUNTED = re.compile(COUNTED)
_YEARS = re.compile(r"(?:19|20)[0-9]{2}(?:[/-](?:19|20)?[0-9]{2})?$")
_FEWEST_DIGITS = 3


def has_client_number(folded: Folded) -> bool:
    """Whether there is such a number: behind its name, or right behind the word for a client or a file."""
    text = folded.text
    return any(_is_called(text, match) for called in _CALLED for match in called.finditer(text)) or any(
        _is_bare(text, match) for match in _BARE.finditer(text)
    )


def _is_called(text: str, match: re.Match[str]) -> bool:
    digits = sum(map(str.isdigit, match["value"]))
    return digits >= _FEWEST_DIGITS and _stands_alone(text, match)


def _is_bare(text: str, match: re.Match[str]) -> bool:
    """Whether the number is no year and no count: "per cliënt 1500" is an amount."""
    each = _EVERY.search(text, max(0, match.start() - 12), match.start())
    return each is None and not _YEARS.match(match["value"]) and _stands_alone(text, match)


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    return begins_word(text, match.start()) and not _COUNTED.match(text, match.end())
