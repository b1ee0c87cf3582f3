"""Personal data of a person in a text: what is found here is refused, and never stored or sent on."""

from bot.understanding.privacy.service_numbers import passes_eleven_test
from bot.understanding.privacy.sifting import personal_data

__all__ = ["passes_eleven_test", "personal_data"]
