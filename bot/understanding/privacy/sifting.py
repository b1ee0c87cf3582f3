"""All kinds of personal data sought in one text, the surest first."""

import re
from collections.abc import Callable
from typing import NamedTuple

from bot.domain.reading import PersonalData
from bot.understanding.folding import Folded, fold
from bot.understanding.privacy.addresses import has_address
from bot.understanding.privacy.bank_accounts import has_bank_account
from bot.understanding.privacy.births import has_birth
from bot.understanding.privacy.client_names import has_client_name
from bot.understanding.privacy.client_numbers import has_client_number
from bot.understanding.privacy.email import has_email
from bot.understanding.privacy.phone_numbers import has_phone_number
from bot.understanding.privacy.service_numbers import has_service_number

_LONG_NUMBER = re.compile(r"[0-9](?:[^0-9a-z]{0,4}[0-9]){7}")
_DIGIT = re.compile(r"[0-9]")
_ANYTHING = re.compile("")


class _Kind(NamedTuple):
    """How a kind is found, and what has to be in the text anyway: nearly every text has no such thing."""

    needs: re.Pattern[str]
    is_in: Callable[[Folded], bool]


_KINDS: dict[PersonalData, _Kind] = {
    "iban": _Kind(_LONG_NUMBER, has_bank_account),  # its digits could pass for another number
    "bsn": _Kind(_LONG_NUMBER, has_service_number),
    "email": _Kind(_ANYTHING, has_email),
    "phone": _Kind(_LONG_NUMBER, has_phone_number),
    "name_birthdate": _Kind(_DIGIT, has_birth),
    "address": _Kind(_DIGIT, has_address),
    "client_number": _Kind(_DIGIT, has_client_number),
    "client_name": _Kind(_ANYTHING, has_client_name),
}


def personal_data(text: str) -> PersonalData | None:
    """The first kind of personal data found in `text`, or None.

    Any digits, invisible characters, accents and the usual ways of grouping are seen through. What belongs
    to an organisation (its numbers, its office, its mailbox) and what only names a field is no personal data.
    """
    folded = fold(text)
    found = (kind for kind, (needs, is_in) in _KINDS.items() if needs.search(folded.text) and is_in(folded))
    return next(found, None)
