"""Search by letters: BM25 over the pieces of three to five letters of words, for passages already found.

A typing error, a compound or another ending leaves most pieces of a word as they are. Texts are read as
arrays of bytes, so that a hundred passages take a few milliseconds and no index has to be kept.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from knowledge.lexical import K1, B

LENGTHS = range(3, 6)

_BITS = 18  # pieces are told apart by as many bits of a hash; a text has a few thousand of them
_MULTIPLIER = np.uint32(2_654_435_769)  # 2^32 / golden ratio: Knuth, "The Art of Computer Programming", 6.4
_BASE = np.uint32(37)  # letters, digits and the edge of a word

Pieces = npt.NDArray[np.uint32]
Floats = npt.NDArray[np.float64]


class Alphabet(NamedTuple):
    """How common pieces are: in how many of `texts` texts each is, and the usual `length` in letters."""

    counts: npt.NDArray[np.uint32]
    texts: int
    length: float

    def rarity(self, pieces: Pieces) -> Floats:
        """The inverse document frequency of each piece."""
        held = self.counts[pieces].astype(np.float64)
        rarity: Floats = np.log1p((self.texts - held + 0.5) / (held + 0.5))
        return rarity


class Pieced(NamedTuple):
    """A text that was read: the hashes of its pieces, and its length in letters."""

    pieces: Pieces
    length: int


class Letters(NamedTuple):
    """What the letters of a query say about one passage.

    `fit` is the BM25 score divided by the root of the most that the query could get, so that a long
    query, of which no passage has all, still tells passages apart; `part` that score as a share of the
    most (0 to 1).
    """

    fit: float
    part: float


def alphabet(texts: Iterable[str]) -> Alphabet:
    """Counts the pieces of `texts`."""
    counts = np.zeros(1 << _BITS, dtype=np.uint32)
    number = total = 0
    for text in texts:
        pieces, length = read_pieces(text)
        counts[pieces] += 1  # an index that is repeated counts once: once a text
        number += 1
        total += length
    return Alphabet(counts, number, total / number if number else 1.0)


def read_pieces(text: str) -> Pieced:
    """The pieces of `text`, each as often as it occurs."""
    letters = _letters(text)
    return Pieced(_pieces(letters), len(letters))


def measure_letters(known: Alphabet, query: str, texts: Sequence[Pieced]) -> list[Letters]:
    """What the letters of `query` say about each of `texts`."""
    if not texts:
        return []
    wanted = np.unique(read_pieces(query).pieces)
    rarity = known.rarity(wanted)
    most = float(rarity.sum()) * (K1 + 1) or 1.0
    places = np.full(1 << _BITS, len(wanted), dtype=np.uint16)
    places[wanted] = np.arange(len(wanted), dtype=np.uint16)
    found = places[np.concatenate([text.pieces for text in texts])]
    hits = np.flatnonzero(found < len(wanted))
    owners = np.repeat(np.arange(len(texts)), [len(text.pieces) for text in texts])[hits]
    cells = owners * len(wanted) + found[hits]
    lengths = np.array([text.length for text in texts])
    times = np.bincount(cells, minlength=len(texts) * len(wanted)).reshape(len(texts), len(wanted))
    norms = K1 * (1 - B + B * lengths / known.length)
    scores = np.einsum("ij,j->i", times * (K1 + 1) / (times + norms[:, None]), rarity)
    return [Letters(score / most**0.5, score / most) for score in scores.tolist()]


def _alphabet_codes() -> bytes:
    """For each byte of Latin-1 a number for its letter without accent, its digit, or 0."""
    import unicodedata

    plain = (unicodedata.normalize("NFKD", chr(byte).lower())[0] for byte in range(256))
    return bytes("abcdefghijklmnopqrstuvwxyz0123456789".find(character) + 1 for character in plain)


_CODES = _alphabet_codes()


def _letters(text: str) -> npt.NDArray[np.uint8]:
    closed = f" {text} ".encode("latin-1", "replace")
    return np.frombuffer(closed.translate(_CODES), dtype=np.uint8)


def _pieces(letters: npt.NDArray[np.uint8]) -> Pieces:
    """The hashes of all pieces; a piece may have the edge of a word at its ends."""
    codes = letters.astype(np.uint32)
    inside = letters > 0
    hashes, valid = codes[:-1] * _BASE + codes[1:], np.ones(len(codes) - 1, dtype=np.bool_)
    found = []
    for length in LENGTHS:
        valid = valid[:-1] & inside[length - 2 : len(inside) - 1]
        hashes = hashes[:-1] * _BASE + codes[length - 1 :]
        at = np.flatnonzero(valid)
        found.append((hashes[at] * _MULTIPLIER) >> np.uint32(32 - _BITS))
    return np.concatenate(found)
