"""Tables of codes: message elements, code lists, product codes. Searched by code and by words.

A row becomes a passage when it is found. Rows have no vectors: a code means nothing to an
embedding model, and words that describe a code are few and exact.
"""

import csv
import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from string import Formatter
from textwrap import shorten
from typing import NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict

from knowledge.passages import Kind, Passage, Source
from knowledge.texts import DATA
from knowledge.tokens import tokens

FOLDER = DATA / "tables"
REVIEW = date(2027, 5, 22)
"""The lists change once a year at most: 1 October, in force from January."""

SHORTEST_CODE = 3
ENOUGH = 0.4
"""The share of the words that has to fit beside a code that is not enough by itself."""

NEARLY = 0.1
"""How much less of the words may fit than of the best row named."""

LIFT = 0.5
"""What a short code that is named is worth, as a share of the words."""

_LONGEST_TITLE = 120  # as `Passage` allows

_ID = re.compile(r"[^a-z0-9]+")
_LEADING_LETTERS = re.compile(r"^[A-Z]+")


class _Table(BaseModel):
    """How the rows of one file become passages; see `tables.yaml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: str
    id: str
    title: str
    text: tuple[str, ...]
    instead: Mapping[str, str] = {}
    codes: tuple[str, ...]
    own: str
    law_column: str
    law: Mapping[str, tuple[str, ...]]
    source: Mapping[str, str]
    certainty: str

    def passage(self, row: Mapping[str, str]) -> Passage:
        """The passage for a row, with those of its sentences whose cells all say something."""
        filled = {name: self.instead.get(value, value) for name, value in row.items()}
        silent = {name for name, value in filled.items() if not any(map(str.isalnum, value))}
        sentences = (
            sentence.format(**filled).rstrip(".") + "."  # some descriptions end with a full stop already
            for sentence in self.text
            if silent.isdisjoint(_columns(sentence))
        )
        source = {name: template.format(**filled) for name, template in self.source.items()}
        value = row.get(self.law_column, "")
        prefix = _LEADING_LETTERS.match(value)
        laws = self.law.get(value) or self.law[prefix.group() if prefix else ""]
        return Passage.model_validate(
            {
                "id": _ID.sub("-", self.id.format(**row).casefold()).strip("-")[:80],
                "title": shorten(self.title.format(**filled), _LONGEST_TITLE, placeholder="…"),
                "kind": Kind.CODE,
                "laws": laws,
                "source": Source.model_validate({**source, "url": source["url"] or None}),
                "certainty": self.certainty,
                "review": REVIEW,
                "text": " ".join(sentences),
            }
        )


class Row(NamedTuple):
    """A row with its exact codes, its codes too short to stand alone, and the words it can be found by."""

    table: _Table
    cells: Mapping[str, str]
    codes: frozenset[str]
    short: frozenset[str]
    words: frozenset[str]


class Match(NamedTuple):
    """A row that fits a query: whether by a code, and the share (0 to 1) of the query's words it has.

    `named` says that the query means this row: its own code stands in it, or a code it belongs to (a
    list, a message) or a short one, beside words that fit.
    """

    passage: Passage
    by_code: bool
    share: float
    named: bool


class CodeTables:
    """All rows, with an index by code and by stem."""

    def __init__(self, rows: tuple[Row, ...]) -> None:
        self.rows = rows
        self._by_code: dict[str, list[int]] = defaultdict(list)
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for number, row in enumerate(rows):
            for code in row.codes:
                self._by_code[code].append(number)
            for word in row.words:
                self._by_word[word].append(number)

    def __contains__(self, code: object) -> bool:
        """Whether a row has this code, in lower case."""
        return code in self._by_code

    def find(self, text: str, limit: int) -> tuple[Match, ...]:
        """The rows that fit `text` best: those with a code in it first, then by share of its words.

        Rare words weigh more (inverse document frequency). A code of one or two characters is too
        common to count by itself: it only lifts a row whose words fit.
        """
        terms = tokens(text)
        words = {token.term for token in terms if not token.code}
        weights = {word: self._weight(word) for word in words}
        total = sum(weights.values())
        pieces = frozenset(re.split(r"[^\w.]+", text.casefold()))
        scores: dict[int, float] = defaultdict(float)
        for word, weight in weights.items():
            for number in self._by_word.get(word, ()):
                scores[number] += weight
        by_code = {number for piece in pieces for number in self._by_code.get(piece, ())}
        candidates = by_code | scores.keys()
        shares = {number: scores.get(number, 0.0) / total if total else 0.0 for number in candidates}

        def place(number: int) -> tuple[bool, float, int]:
            lift = LIFT if short(number) else 0.0
            return number not in by_code, -shares[number] - lift, number

        def short(number: int) -> bool:
            return bool(self.rows[number].short & pieces) and shares[number] >= ENOUGH

        def named(number: int) -> bool:
            own = self.rows[number].cells.get(self.rows[number].table.own, "").casefold()
            beside = number in by_code and shares[number] >= ENOUGH
            return (len(own) >= SHORTEST_CODE and own in pieces) or beside or short(number)

        best = sorted(candidates, key=place)
        return tuple(
            Match(
                self.rows[number].table.passage(self.rows[number].cells),
                number in by_code,
                shares[number],
                named(number),
            )
            for number in best[:limit]
        )

    def named(self, text: str, limit: int) -> tuple[Match, ...]:
        """The rows whose code is named in `text`, as far as their words fit about as well as the best."""
        found = [match for match in self.find(text, limit) if match.named]
        most = max((match.share for match in found), default=0.0)
        return tuple(match for match in found if match.share >= most - NEARLY)

    def _weight(self, word: str) -> float:
        return math.log(1 + len(self.rows) / (1 + len(self._by_word.get(word, ()))))


@cache
def code_tables() -> CodeTables:
    """The shipped tables, read once."""
    return CodeTables(tuple(_read()))


def _columns(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def _read() -> Iterator[Row]:
    for plain in yaml.safe_load((DATA / "tables.yaml").read_text(encoding="utf-8")):
        table = _Table.model_validate(plain)
        with (FOLDER / table.file).open(encoding="utf-8", newline="") as file:
            for cells in csv.DictReader(file):
                codes = frozenset(cells[column].casefold() for column in table.codes)
                whole = frozenset(code for code in codes if len(code) >= SHORTEST_CODE)
                text = " ".join((table.title, *table.text)).format(**cells)
                words = frozenset(token.term for token in tokens(text) if not token.code)
                yield Row(table, cells, whole, codes - whole, words)
