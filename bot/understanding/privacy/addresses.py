"""Home addresses: a street or a postcode with the number of a house; that of a town hall is no home."""

import re

from bot.understanding.folding import Folded
from bot.understanding.privacy.words import COUNTED, WORDS, either, folded_set

_CALLED = r"(?:nr\.?|huisnummer|huisnr\.?|nummer)"
_NO_DATE = rf"(?![-/.][0-9]{{1,2}}[-/.][0-9]|\s(?:{either(WORDS.months)})(?!\w))"
_HOUSE = re.compile(rf"[\s,;|]{{1,3}}(?P<called>{_CALLED}\s?)?(?P<number>[0-9]{{1,4}})(?![0-9]){_NO_DATE}")
_BY_NUMBER = re.compile(
    rf"(?<!\w){_CALLED}\s[0-9]{{1,4}}[a-z]?\s(?:van|op|aan|in)\s(?:de|het)\s(?P<street>\w{{3,40}})"
)
_POSTCODE = re.compile(
    rf"[1-9](?<![0-9a-z].)[0-9]{{3}}(?P<gap>\s?)(?P<letters>[a-z]{{2}})[\s,;|-]{{1,3}}(?:{_CALLED}\s?)?"
    r"[0-9]{1,4}(?![0-9])"
)
_LAST_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*\.?$")
_LIVES = re.compile(rf"(?<!\w)(?:{either(WORDS.lives)})(?!\w)[^.!?\n]{{0,40}}$")
_OFFICE = re.compile(rf"(?<!\w)(?:{either(WORDS.offices)})(?!\w)[^.!?\n]{{0,40}}$")
_NAMED_AFTER = re.compile(
    r"(?<!\w)(?:laan|weg|straat|plein|kade|hof|park|dijk|singel) (?:van|der|den|de|het)(?: |$)"
)
_COUNTED = re.compile(COUNTED)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}$")
_ENDINGS = tuple(folded_set(WORDS.street_endings))
_CAPITAL_ENDINGS = (*_ENDINGS, *folded_set(WORDS.capital_street_endings))
_NO_STREETS = folded_set(WORDS.no_streets)
_SHORT_WORDS = folded_set(WORDS.short_words)
_LOOK_BACK = 60


def has_address(folded: Folded) -> bool:
    """Whether there is an address where somebody may live."""
    text = folded.text
    return (
        any(_is_home(folded, match) for match in _HOUSE.finditer(text))
        or any(_is_street(folded, *match.span("street")) for match in _BY_NUMBER.finditer(text))
        or any(_is_postcode(folded, match) for match in _POSTCODE.finditer(text))
    )


def _is_home(folded: Folded, house: re.Match[str]) -> bool:
    text, end = folded.text, house.start()
    begin = max(0, end - _LOOK_BACK)
    word = _LAST_WORD.search(text, begin, end)
    if word is None or _COUNTED.match(text, house.end()):
        return False
    lives = _LIVES.search(text, begin, end) is not None
    street = _is_street(folded, *word.span()) or _is_named_after(folded, word, begin)
    if _YEAR.match(house["number"]) and not (street and lives):
        return False
    at_home = street or (lives and (_has_capital(folded, *word.span()) or house["called"] is not None))
    return at_home and (lives or not _OFFICE.search(text, begin, end))


def _is_street(folded: Folded, start: int, end: int) -> bool:
    """Whether the word is the name of a street: by its ending; a rarer ending needs a capital."""
    word = folded.text[start:end]
    if word in _NO_STREETS:
        return False
    if word.endswith(_ENDINGS) and word not in _ENDINGS:
        return True
    return word.endswith(_CAPITAL_ENDINGS) and _has_capital(folded, start, end)


def _is_named_after(folded: Folded, word: re.Match[str], begin: int) -> bool:
    """Whether the word ends a name like "Laan van Meerdervoort"."""
    named = _NAMED_AFTER.search(folded.text, begin, word.start())
    return named is not None and word.start() - named.end() <= 20 and _has_capital(folded, *word.span())


def _is_postcode(folded: Folded, match: re.Match[str]) -> bool:
    """Whether it is no year with a short word behind it ("2025 en 2026")."""
    if _COUNTED.match(folded.text, match.end()) or _OFFICE.search(
        folded.text, max(0, match.start() - _LOOK_BACK), match.start()
    ):
        return False
    return match["letters"] not in _SHORT_WORDS or folded.quote(*match.span("letters")).isupper()


def _has_capital(folded: Folded, start: int, end: int) -> bool:
    return any(character.isupper() for character in folded.quote(start, end))
