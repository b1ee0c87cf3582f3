"""The municipalities: known by everyday names and with typing errors, with their neighbours."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict

from knowledge.neighbours import Neighbour, Place, neighbours_of, read_rows
from knowledge.texts import DATA

_CODE = re.compile(r"(?:GM)?(\d{4})", re.IGNORECASE)
_CODE_IN_TEXT = re.compile(r"gm\d{4}")
_WORD = re.compile(r"[^\W_]+")
_SUFFIX = re.compile(r"\s*\([^)]*\)$")

_ALIKE = 84  # rapidfuzz ratio (0-100) from which a name counts as a typing error of another
_AHEAD = 6  # and this much better than the next municipality
_SHORTEST_FUZZY, _LONGEST = 5, 60
_BEFORE = 4  # words before a name that say whose it is


class Municipality(BaseModel):
    """`name` is the everyday one; the CBS suffix stays only where two share a name."""

    model_config = ConfigDict(frozen=True)

    code: str
    name: str
    cbs_name: str
    province: str
    region: str
    inhabitants: int


class _Words(NamedTuple):
    shown: Mapping[str, str]
    aliases: Mapping[str, list[str]]
    everyday: frozenset[str]
    place_words: frozenset[str]
    joining: frozenset[str]
    before_joining: frozenset[str]
    not_after: frozenset[str]
    own: tuple[str, ...]
    compared: tuple[str, ...]


class _Mention(NamedTuple):
    """A name in a sentence: who it may be, and the place of its first word."""

    municipality: Municipality | None
    at: int


class _Piece(NamedTuple):
    plain: str
    capital: bool


class Municipalities:
    """All municipalities of the stored year; reads nothing after `load`."""

    def __init__(
        self,
        known: Mapping[str, Municipality],
        names: Mapping[str, frozenset[str]],
        neighbours: Mapping[str, tuple[Neighbour, ...]],
        words: _Words,
    ) -> None:
        self._known = known
        self._names = names
        self._neighbours = neighbours
        self._words = words
        self._longest = max(name.count(" ") + 1 for name in names)

    @staticmethod
    @cache
    def load() -> "Municipalities":
        """The municipalities that come with the package; read once."""
        words = _read_words()
        known = {each.code: each for each in _read_municipalities(words.shown)}
        places = [Place(each.code, each.name, each.region) for each in known.values()]
        return Municipalities(known, _names(known, words.aliases), neighbours_of(places), words)

    def __iter__(self) -> Iterator[Municipality]:
        return iter(self._known.values())

    def get(self, code: str) -> Municipality | None:
        """The municipality with CBS code `code` ("GM0344")."""
        return self._known.get(code)

    def find(self, name: str) -> Municipality | None:
        """The one that `name` stands for: a name, an everyday name, a CBS code, or any of these mistyped.

        None when there is none, or when it could be more than one.
        """
        name = name.strip()
        if len(name) > _LONGEST:
            return None
        if code := _CODE.fullmatch(name):
            return self._known.get(f"GM{code[1]}")
        for written in (name, _SUFFIX.sub("", name)):
            plain = _plain(written).removeprefix("gemeente ")
            if plain in self._names:
                return self._only(self._names[plain])
        return self._mistyped(plain) if len(plain) >= _SHORTEST_FUZZY else None

    def mentioned(self, sentence: str) -> Municipality | None:
        """The municipality that `sentence` is about; None when it may be more than one.

        A name that is also an everyday word counts only with a capital and a word of place before
        it ("in Best", "de gemeente Buren"). After "gemeente" a mistyped name counts as well. With
        several names the speaker's own goes first ("wij in Almere"), then one called a gemeente;
        one that is only compared with ("net als in Lelystad") is left out.
        """
        pieces = [_Piece(_plain(word[0]), word[0][0].isupper()) for word in _WORD.finditer(sentence)]
        ranked: dict[int, set[Municipality | None]] = {}
        for mention in self._mentions(pieces):
            rank = self._rank([piece.plain for piece in pieces[max(0, mention.at - _BEFORE) : mention.at]])
            if rank is not None:
                ranked.setdefault(rank, set()).add(mention.municipality)
        best = ranked[min(ranked)] if ranked else {None}
        return best.pop() if len(best) == 1 else None

    def _mentions(self, pieces: list[_Piece]) -> Iterator[_Mention]:
        at = 0
        while at < len(pieces):
            found, size = self._name_at(pieces, at)
            if size:
                yield _Mention(found, at)
            at += size or 1

    def _name_at(self, pieces: list[_Piece], at: int) -> tuple[Municipality | None, int]:
        """The municipality named from piece `at` on, and the number of pieces of the name (0: no name)."""
        for size in range(min(self._longest, len(pieces) - at), 0, -1):
            plain = " ".join(piece.plain for piece in pieces[at : at + size])
            codes = self._names.get(plain, frozenset())
            if codes and self._is_place(plain, pieces, at):
                return self._only(codes), size
        if code := _CODE_IN_TEXT.fullmatch(pieces[at].plain):
            return self._known.get(code[0].upper()), 1
        if at and pieces[at - 1].plain == "gemeente" and pieces[at].capital:
            guess = self.find(pieces[at].plain)
            return guess, int(guess is not None)
        return None, 0

    def _rank(self, before: list[str]) -> int | None:
        """How likely a name after these words is the speaker's: 0 the most, None not at all."""
        called = bool(before) and before[-1] == "gemeente"
        words = f" {' '.join(before)}"
        own = words.removesuffix(" gemeente").removesuffix(" de")
        if any(own.endswith(f" {each}") for each in self._words.own):
            return 0
        if any(f" {each} " in f"{words} " for each in self._words.compared):
            return None
        return 1 if called else 2

    def neighbours(self, code: str) -> tuple[Neighbour, ...]:
        """Those around `code`: longest shared border first, then within 1 km, then the same youth region.

        Empty for an unknown code.
        """
        return self._neighbours.get(code, ())

    def _only(self, codes: frozenset[str]) -> Municipality | None:
        return self._known[next(iter(codes))] if len(codes) == 1 else None

    def _mistyped(self, plain: str) -> Municipality | None:
        from rapidfuzz import fuzz, process

        ranked = process.extract(plain, self._names.keys(), scorer=fuzz.ratio, limit=10)
        if ranked[0][1] < _ALIKE:
            return None
        best = self._names[ranked[0][0]]
        rivals = [score for name, score, _ in ranked if self._names[name] != best]
        return None if rivals and ranked[0][1] - rivals[0] < _AHEAD else self._only(best)

    def _is_place(self, plain: str, pieces: list[_Piece], at: int) -> bool:
        words = self._words
        before = pieces[at - 1].plain if at else ""
        if before in words.not_after:
            return False
        if plain not in words.everyday:
            return True
        if not pieces[at].capital:
            return False
        if before in words.joining:
            return at > 1 and pieces[at - 2].plain in words.before_joining
        return before in words.place_words


def _plain(name: str) -> str:
    """`name` in lower case without accents or marks; words set apart by one space."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(each for each in decomposed if not unicodedata.combining(each))
    return " ".join(_WORD.findall(letters))


def _read_municipalities(shown: Mapping[str, str]) -> Iterator[Municipality]:
    rows = read_rows("municipalities.csv")
    bare = [_SUFFIX.sub("", row["name"]) for row in rows]
    for row, short in zip(rows, bare, strict=True):
        yield Municipality(
            code=row["code"],
            name=shown.get(row["code"]) or (row["name"] if bare.count(short) > 1 else short),
            cbs_name=row["name"],
            province=row["province"],
            region=row["jeugdzorgregio"],
            inhabitants=int(row["inwoners_2025"]),
        )


def _read_words() -> _Words:
    data = yaml.safe_load((DATA / "municipality_words.yaml").read_text(encoding="utf-8"))
    return _Words(
        shown=data["shown"],
        aliases=data["aliases"],
        everyday=frozenset(map(_plain, data["everyday"])),
        place_words=frozenset(data["place_words"]),
        joining=frozenset(data["joining"]),
        before_joining=frozenset(data["before_joining"]),
        not_after=frozenset(data["not_after"]),
        own=tuple(data["own"]),
        compared=tuple(data["compared"]),
    )


def _names(known: Mapping[str, Municipality], aliases: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    """Every way to write a name, with the codes it may stand for."""
    names: dict[str, frozenset[str]] = {}
    for code, municipality in known.items():
        official = municipality.cbs_name
        for name in (municipality.name, official, _SUFFIX.sub("", official), *aliases.get(code, ())):
            plain = _plain(name)
            names[plain] = names.get(plain, frozenset()) | {code}
    return names
