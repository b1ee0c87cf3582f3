"""Personal data of a person in a text: what is found here is refused, and never stored or sent on."""

import re
from collections.abc import Sequence

from bot.domain.reading import PersonalData
from bot.understanding.folding import fold
from bot.understanding.language_data import Data, Phrases, read_data


class PrivacyWords(Data):
    """Words around a number that tell what it is; ways to spell out an e-mail address."""

    amount_before: Phrases
    label_before: Phrases
    amount_after: Phrases
    always_near: Phrases
    at_words: Phrases
    dot_words: Phrases


def personal_data(text: str) -> PersonalData | None:
    """The first kind of personal data found in `text`: a citizen service number, e-mail or phone number.

    Any digits, invisible characters and the usual ways of grouping are seen through. A number counts
    as a citizen service number when it has 9 digits (or 8, without its leading zero), passes the
    eleven-test and is not plainly an amount, a date or the number of an organisation.
    """
    folded = fold(text).text
    if _has_citizen_service_number(folded):
        return "bsn"
    if (any(sign in folded for sign in "@([{<") and _EMAIL.search(folded)) or _SPELLED_EMAIL.search(folded):
        return "email"
    if any(pattern.search(folded) for pattern in _PHONE):
        return "phone"
    return None


def passes_eleven_test(digits: str) -> bool:
    """Whether the sum of 8 or 9 `digits`, weighted 9, 8, … 2, -1, is divisible by 11; not all zeros."""
    number = digits.zfill(9)
    total = sum((9 - index) * int(digit) for index, digit in enumerate(number[:8])) - int(number[8])
    return total % 11 == 0 and any(digit != "0" for digit in number)


def _alternatives(words: Sequence[str]) -> str:
    return "|".join(re.escape(fold(word).text) for word in sorted(words, key=len, reverse=True))


_WORDS = read_data("privacy.yaml", PrivacyWords)

_SEPARATOR = r"[ .\-/]{0,3}"
_NINE = re.compile(rf"(?<![0-9])(?<![0-9],)(?=([0-9](?:{_SEPARATOR}[0-9]){{8}})(?![0-9]))")
_EIGHT = re.compile(
    r"(?<![0-9])(?<![0-9],)(?=([0-9]{8}|[0-9]{3}[ .\-][0-9]{2}[ .\-][0-9]{3}|[0-9]{2}[ .][0-9]{3}[ .][0-9]{3}"
    r"|(?:[0-9] ){7}[0-9])(?![0-9]))"
)
_DATE = re.compile(r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])$")
_BEFORE = re.compile(
    rf"(?<!\w)(?:{_alternatives((*_WORDS.amount_before, *_WORDS.label_before))})[\s:.#=(-]{{0,3}}(?:nr\.? )?$"
)
_AFTER = re.compile(rf"\s{{0,2}}(?:(?:{_alternatives(_WORDS.amount_after)})(?!\w)|,-|,[0-9]{{2}}(?![0-9]))")
_ALWAYS = re.compile(rf"(?<!\w)(?:{_alternatives(_WORDS.always_near)})(?![a-z])")

_AT = (
    r"(?:\s{0,2}@\s{0,2}"
    rf"|\s{{0,2}}[(\[{{<]\s{{0,2}}(?:@|{_alternatives(_WORDS.at_words)})\s{{0,2}}[)\]}}>]\s{{0,2}})"
)
_DOT = (
    rf"(?:\.|\s{{0,2}}[(\[{{<]\s{{0,2}}(?:\.|{_alternatives(_WORDS.dot_words)})\s{{0,2}}[)\]}}>]\s{{0,2}}"
    rf"|\s{{1,2}}(?:{_alternatives(_WORDS.dot_words)})\s{{1,2}})"
)
# One character of the local part is enough: scanning all of it at every position would be quadratic.
_EMAIL = re.compile(rf"[\w.+-]{_AT}[\w-]{{1,63}}{_DOT}[a-z]{{2}}")
_SPELLED_EMAIL = re.compile(
    rf"\s(?:{_alternatives(_WORDS.at_words)})\s{{1,2}}[\w-]{{1,63}}(?:\.|\s{{1,2}}"
    rf"(?:{_alternatives(_WORDS.dot_words)})\s{{1,2}})(?:nl|com|org|net|eu|be|de)(?!\w)"
)
_NO_DATE = r"(?!\(?[0-9]{2}[ ./-][0-9]{2}[ ./-](?:19|20)[0-9]{2}(?![0-9]))"
_PHONE = (
    re.compile(
        r"(?<![0-9])(?:\+|00) ?31[ .-]{0,2}(?:\(0\)[ .-]{0,2})?[1-9](?:[ ./()-]{0,3}[0-9]){8}(?![0-9])"
    ),
    re.compile(rf"(?<![0-9]){_NO_DATE}\(?06\)?(?:[ ./-]{{0,3}}[0-9]){{8}}(?![0-9])"),
    re.compile(r"(?<![0-9])\(?0[1-9][0-9]\)?(?:[ ./-]{0,3}[0-9]){7}(?![0-9])"),
    re.compile(r"(?<![0-9])\(?0[1-9][0-9]{2}\)?(?:[ ./-]{0,3}[0-9]){6}(?![0-9])"),
    re.compile(r"(?<![0-9])\+[1-9][0-9]{0,2}(?:[ .()-]{0,2}[0-9]){7,12}(?![0-9])"),
)


def _has_citizen_service_number(folded: str) -> bool:
    failed: set[str] = set()
    for pattern in (_NINE, _EIGHT):
        for match in pattern.finditer(folded):
            written = match.group(1)
            if written in failed:
                continue
            digits = "".join(filter(str.isdigit, written))
            if not passes_eleven_test(digits) or not _one_grouping(written):
                failed.add(written)
            elif not _something_else(folded, match, digits):
                return True
    return False


def _one_grouping(written: str) -> bool:
    """Whether one sign separates the groups: "1.200 - 35 400" is a row of numbers, not one number."""
    return len({gap.strip() for gap in re.findall(r"[^0-9]+", written)}) <= 1


def _something_else(folded: str, match: re.Match[str], digits: str) -> bool:
    start, end = match.span(1)
    if _ALWAYS.search(folded, max(0, start - 40), start):
        return False
    if len(digits) == 8 and _DATE.match(digits):
        return True
    before = folded[max(0, start - 30) : start]
    return bool(_BEFORE.search(before) or _AFTER.match(folded, end))
