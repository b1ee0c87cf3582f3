"""Names of people in a text: known by a title, a first name or initials before a surname."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.understanding.folding import Folded
from bot.understanding.privacy.words import WORDS, folded_set

_WORD = re.compile(r"[^\W\d_](?:['-]?[^\W\d_])*")
_TITLES, _PREFIXES = folded_set(WORDS.titles), folded_set(WORDS.prefixes)
_FIRST, _SURNAMES = folded_set(WORDS.first_names), folded_set(WORDS.surnames)
_ORGANISATIONS = folded_set(WORDS.organisations)
_ENDINGS = tuple(folded_set(WORDS.surname_endings))
_MOST_INITIALS, _MOST_PREFIXES = 4, 3


class Name(NamedTuple):
    """Where a name stands; `full` when it is more than one bare first name or surname."""

    start: int
    end: int
    full: bool


class _Token(NamedTuple):
    word: str
    start: int
    end: int


def names_in(folded: Folded, start: int = 0, end: int | None = None) -> Iterator[Name]:
    """The names in that part of a text, in order; those of organisations named after somebody left out."""
    text = folded.text
    tokens = [
        _Token(m.group(), *m.span()) for m in _WORD.finditer(text, start, len(text) if end is None else end)
    ]
    at = 0
    while at < len(tokens):
        last = _name_from(folded, tokens, at)
        if last is None:
            at += 1
            continue
        if at == 0 or tokens[at - 1].word not in _ORGANISATIONS:
            yield Name(tokens[at].start, tokens[last].end, last > at)
        at = last + 1


def _name_from(folded: Folded, tokens: list[_Token], at: int) -> int | None:
    """The place of the last word of the name that begins at token `at`; None when no name does."""
    word = tokens[at].word
    if word in _TITLES or _is_initial(folded, tokens[at]):
        following = _skip(folded, tokens, at + 1, initials=True)
        return following if _is_surname(folded, tokens, following) else None
    if word in _PREFIXES:
        following = _skip(folded, tokens, at)
        known = following < len(tokens) and tokens[following].word in _SURNAMES
        return following if known and _is_surname(folded, tokens, following) else None
    if word in _FIRST or word.partition("-")[0] in _FIRST:
        following = _skip(folded, tokens, at + 1, initials=True)
        if _is_surname(folded, tokens, following):
            return following
        return at if _has_capital(folded, tokens[at]) else None
    known = word in _SURNAMES or word.endswith(_ENDINGS)
    return at if known and _has_capital(folded, tokens[at]) else None


def _skip(folded: Folded, tokens: list[_Token], at: int, *, initials: bool = False) -> int:
    """The place after initials (where they may stand), a second title and the words before a surname."""
    most = at + _MOST_INITIALS + _MOST_PREFIXES
    while at < min(len(tokens), most) and (
        tokens[at].word in _PREFIXES
        or (initials and (tokens[at].word in _TITLES or _is_initial(folded, tokens[at])))
    ):
        at += 1
    return at


def _is_surname(folded: Folded, tokens: list[_Token], at: int) -> bool:
    """Whether token `at` goes on from the one before and is written or known as a surname."""
    if not 0 < at < len(tokens):
        return False
    gap = folded.text[tokens[at - 1].end : tokens[at].start]
    joined = len(gap) <= 3 and not gap.strip(" .'\t")
    return joined and (_has_capital(folded, tokens[at]) or tokens[at].word in _SURNAMES)


def _is_initial(folded: Folded, token: _Token) -> bool:
    return (
        len(token.word) == 1 and folded.text[token.end : token.end + 1] == "." and _has_capital(folded, token)
    )


def _has_capital(folded: Folded, token: _Token) -> bool:
    return folded.quote(token.start, token.end)[0].isupper()
