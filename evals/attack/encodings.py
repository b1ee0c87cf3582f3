"""Ways to wrap an order so that a filter on words does not see it and a willing reader still might."""

import base64
import codecs
from collections.abc import Callable, Mapping
from typing import Literal, get_args

Encoding = Literal["base64", "rot13", "hex", "leet", "zero_width", "homoglyph", "reversed", "spaced", "tags"]

_LEET = str.maketrans("aeiostAEIOST", "431057431057")
_CYRILLIC = str.maketrans("aeopcxyAEOPCXB", "аеорсхуАЕОРСХВ")
_TAG_BLOCK = 0xE0000  # invisible copies of ASCII


def encode(text: str, encoding: Encoding) -> str:
    """`text` wrapped in `encoding`."""
    return _ENCODERS[encoding](text)


def _tags(text: str) -> str:
    """Something harmless to see, with the text in invisible characters behind it."""
    return "Prima." + "".join(chr(_TAG_BLOCK + ord(character)) for character in text if character.isascii())


_ENCODERS: Mapping[Encoding, Callable[[str], str]] = {
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "rot13": lambda text: codecs.encode(text, "rot13"),
    "hex": lambda text: text.encode().hex(),
    "leet": lambda text: text.translate(_LEET),
    "zero_width": "\u200b".join,
    "homoglyph": lambda text: text.translate(_CYRILLIC),
    "reversed": lambda text: text[::-1],
    "spaced": " ".join,
    "tags": _tags,
}

ENCODINGS: tuple[Encoding, ...] = get_args(Encoding)
