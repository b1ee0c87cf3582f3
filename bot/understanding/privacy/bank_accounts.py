"""Bank accounts: an IBAN of which the check digits are right."""

import re

from bot.understanding.folding import Folded

_IBAN = re.compile(r"(?<![a-z0-9])(?=([a-z]{2}[0-9]{2}(?:[ .\-]{0,2}[a-z0-9]){11,30}))")
_LENGTHS = {
    "nl": 18,
    "be": 16,
    "de": 22,
    "fr": 27,
    "gb": 22,
    "es": 24,
    "it": 27,
    "pl": 28,
    "lu": 20,
    "lt": 20,
}
"""ISO 13616: how long an account is, of the countries where people with Dutch care bank."""


def has_bank_account(folded: Folded) -> bool:
    """Whether there is a valid IBAN, grouped in any way."""
    return any(_is_iban(match.group(1)) for match in _IBAN.finditer(folded.text))


def _is_iban(written: str) -> bool:
    sign = "".join(filter(str.isalnum, written))
    length = _LENGTHS.get(sign[:2])
    if length is None or len(sign) < length:
        return False
    sign = sign[:length]
    # ISO 7064, MOD 97-10: country and check digits go last, letters count from a = 10.
    return int("".join(str(int(one, 36)) for one in sign[4:] + sign[:4])) % 97 == 1
