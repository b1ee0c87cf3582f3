"""Dutch text as search terms: words stemmed, codes ("JW307", "45A04", "artikel 2.15") kept whole."""

import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple, Protocol

import yaml

from knowledge.texts import DATA

_PIECE = re.compile(r"[a-z]*\d+[a-z\d]*(?:[.:]\d+[a-z]*)*|[^\W\d_]+")
_SHORTEST_CODE = 3
_NO_CODE = re.compile(r"(?:19|20)\d\d|\d{1,3}(?:\.\d{3})+")  # a year, an amount
_SHORTEST_PLURAL = 6


class Token(NamedTuple):
    """A search term and how it was written.

    `also` are other ways to write it ("307" for "JW307"), `sort` words for what it is one of ("productcode").
    """

    term: str
    surface: str
    code: bool = False
    also: tuple[str, ...] = ()
    sort: tuple[str, ...] = ()


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 - the library's name


class _Words(NamedTuple):
    stop: frozenset[str]
    code_words: dict[str, str]
    code_shapes: tuple[tuple[re.Pattern[str], str], ...]
    message: re.Pattern[str]


def tokens(text: str) -> tuple[Token, ...]:
    """The terms of `text` in order; stop words, loose letters and short bare numbers left out."""
    return tuple(_tokens(_plain(text)))


def _tokens(plain: str) -> Iterator[Token]:
    words = _words()
    before = ""
    for match in _PIECE.finditer(plain):
        piece = match.group()
        code_word = words.code_words.get(before)
        if not any(character.isdigit() for character in piece):
            if len(piece) > 1 and piece not in words.stop:
                yield Token(_stem(piece), piece)
        elif code_word is not None:
            term = f"{code_word} {piece}"
            yield Token(term, term, code=True, also=(piece,) if len(piece) >= _SHORTEST_CODE else ())
        elif _NO_CODE.fullmatch(piece):
            yield Token(piece, piece)
        elif len(piece) >= _SHORTEST_CODE:
            message = words.message.fullmatch(piece)
            sorts = tuple(_stem(word) for shape, word in words.code_shapes if shape.fullmatch(piece))
            yield Token(piece, piece, True, (message[1],) if message else (), sorts)
        before = piece


def _plain(text: str) -> str:
    """`text` in lower case without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


@cache
def _words() -> _Words:
    data = yaml.safe_load((DATA / "words.yaml").read_text(encoding="utf-8"))
    return _Words(
        frozenset(_plain(data["stop_words"]).split()),
        dict(data["code_words"]),
        tuple((re.compile(shape), word) for shape, word in data["code_shapes"].items()),
        re.compile(data["message"]),
    )


@cache
def _stemmer() -> _Stemmer:
    from snowballstemmer import stemmer

    # Not "dutch": that one strips "ge" inside words and makes "begeleiding" and "beleid" the same term.
    found: _Stemmer = stemmer("dutch_porter")
    return found


_stemming = threading.Lock()  # a stemmer keeps the word it works on in itself


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    # The stemmer leaves the plural of words on -e as it is: registraties, productcodes.
    singular = word[:-1] if len(word) >= _SHORTEST_PLURAL and word.endswith("es") else word
    with _stemming:
        return _stemmer().stemWord(singular)
