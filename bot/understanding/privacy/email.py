"""E-mail addresses of persons, also spelled out; the mailbox of an office is nobody's."""

import re

from bot.understanding.folding import Folded
from bot.understanding.privacy.words import WORDS, either, folded_set

_AT_WORDS, _DOT_WORDS = either(WORDS.at_words), either(WORDS.dot_words)
_AT = rf"(?:\s{{0,2}}@\s{{0,2}}|\s{{0,2}}[(\[{{<]\s{{0,2}}(?:@|{_AT_WORDS})\s{{0,2}}[)\]}}>]\s{{0,2}})"
_DOT = (
    rf"(?:\s?\.\s?|\s{{0,2}}[(\[{{<]\s{{0,2}}(?:\.|{_DOT_WORDS})\s{{0,2}}[)\]}}>]\s{{0,2}}"
    rf"|\s{{1,2}}(?:{_DOT_WORDS})\s{{1,2}})"
)
# One character of the local part is enough: scanning all of it at every position would be quadratic.
_EMAIL = re.compile(rf"[\w.+-]{_AT}[\w-]{{1,63}}{_DOT}[a-z]{{2}}")
_SPELLED = re.compile(
    rf"\s(?:{_AT_WORDS})\s{{1,2}}[\w-]{{1,63}}(?:\.|\s{{1,2}}(?:{_DOT_WORDS})\s{{1,2}})"
    r"(?:nl|com|org|net|eu|be|de)(?!\w)"
)
_LOCAL = re.compile(r"[\w.+-]{1,64}$")
_MAILBOXES = folded_set(WORDS.mailboxes)


def has_email(folded: Folded) -> bool:
    """Whether there is an e-mail address that is not made of the names of offices alone."""
    text = folded.text
    if any(sign in text for sign in "@([{<") and any(_is_of_a_person(text, m) for m in _EMAIL.finditer(text)):
        return True
    return any(_is_of_a_person(text, match) for match in _SPELLED.finditer(text))


def _is_of_a_person(text: str, match: re.Match[str]) -> bool:
    """Whether the part before the at sign is anything else than the name of an office."""
    end = match.start() if match.group()[0].isspace() else match.start() + 1
    local = _LOCAL.search(text, max(0, end - 64), end)
    return local is None or not all(word in _MAILBOXES for word in re.split(r"[.+_-]", local.group()))
