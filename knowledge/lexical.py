"""Search by word: BM25 over stems and codes, with typing errors and parts of compounds understood.

BM25 after Robertson and Zaragoza, "The Probabilistic Relevance Framework" (2009), k1 = 1.2, b = 0.75.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from math import log
from sys import intern
from typing import NamedTuple

from knowledge.database import Connection
from knowledge.passages import Passage
from knowledge.tokens import Token, tokens

K1, B = 1.2, 0.75

_INFLECTED = 0.9  # what a word counts when only its ending differs (registratie, registraties)
_PART = 0.5  # what a word counts when it is only part of a compound, or the other way round
_SHORTEST_PART, _SHORTEST_MISTYPED = 5, 4
_ALIKE = 80  # rapidfuzz ratio (0-100) from which an unknown word counts as a typing error of a known one
_OPENING, _CLOSING = 2, 3  # letters at either end, one of which a typing error leaves as they are
_RANGE, _KEPT = 300, 20  # compounds looked at, and the most frequent of them that count
_POSTINGS = 1000  # passages looked at by word: the rarest words go first
_MESSAGE = re.compile(r"\d{3}")
_SURELY_CODE = re.compile(r"artikel .+|\S*[a-z]\S*")  # a bare number may mean anything
_BREAK = "\n"
_LAST = "\U0010ffff"


class Word(NamedTuple):
    """A word of a query: the terms of the library it may stand for, each with how much it counts (0 to 1).

    `itself` are those of a code that are the code, however written. `unknown` says that it is a code that
    neither a passage nor a table has.
    """

    surface: str
    code: bool
    idf: float
    passages: int
    terms: Mapping[str, float]
    itself: frozenset[str]
    unknown: bool


class Bag(NamedTuple):
    """How often a passage has each term, and how many terms it has."""

    times: Mapping[str, int]
    length: int

    @classmethod
    def of(cls, terms: str) -> "Bag":
        """The bag as it is stored. Equal terms of many passages are kept once."""
        held = [intern(term) for term in terms.split()]
        return cls(dict(Counter(held)), len(held))


class Lexical(NamedTuple):
    """What the words of a query say about one passage.

    `share` is the BM25 score as a share of the most that query could get (0 to 1); `coverage` the
    share of the query's words found, rare words weighing more (0 to 1); `code` whether a code of
    the query was found (0 or 1), or -1 for every passage if there is a code in it that none has.
    """

    share: float
    coverage: float
    code: float


def bag(passage: Passage) -> str:
    """The terms of a passage as the word index keeps them: of title (twice) and text, then of its asks.

    With those of the text go the codes of where it comes from: an article, a rule, a message.
    """
    own, asked = ((passage.title, passage.title, passage.text), passage.asks)
    parts = ([*_all_terms(own), *_codes(passage.source.section or "")], _all_terms(asked))
    return _BREAK.join(" ".join(map(_written, part)) for part in parts)


def words_of(connection: Connection, query: str, size: int, tables: Container[str]) -> tuple[Word, ...]:
    """The words of `query`, looked up in a library of `size` passages; `tables` has the codes of other rows.

    Of a code that is only there, passages know what it is one of ("productcode").
    """
    unique = {token.term: token for token in tokens(query)}.values()
    return tuple(_word(connection, token, size, tables) for token in unique)


def by_word(connection: Connection, words: Iterable[Word]) -> dict[int, float]:
    """Passages with the rarest of `words`, by number; the more and the rarer, the higher.

    Words that very many passages have choose none: they would cost the most and say the least.
    """
    found: defaultdict[int, float] = defaultdict(float)
    room = _POSTINGS
    for word in sorted(words, key=lambda each: (not each.code, each.passages)):
        if not word.terms or (word.passages > room and not word.code):
            continue
        room -= min(word.passages, room)
        match = " OR ".join(f'"{term}"' for term in word.terms)
        rows = connection.execute(
            "SELECT rowid FROM posting WHERE posting MATCH ? LIMIT ?", (match, _POSTINGS)
        )
        for (number,) in rows:
            found[number] += word.idf
    return found


def read_bags(connection: Connection, numbers: Collection[int]) -> Iterator[tuple[int, Bag]]:
    """The bag of each of the passages `numbers`."""
    rows = connection.execute(
        f"SELECT number, terms FROM bag WHERE number IN ({','.join(map(str, numbers))})"  # noqa: S608
    )
    return ((number, Bag.of(terms)) for number, terms in rows)


def measure_words(words: Sequence[Word], bags: Mapping[int, Bag], average: float) -> dict[int, Lexical]:
    """What `words` say about each passage, by number; `average` is the usual length of a bag."""
    counts: dict[str, list[tuple[int, float]]] = {}
    for place, word in enumerate(words):
        for term, weight in word.terms.items():
            counts.setdefault(term, []).append((place, weight))
    total = sum(word.idf for word in words) or 1.0
    codes = frozenset().union(*(word.itself for word in words))
    unknown = any(word.unknown for word in words)
    measured = {}
    for number, (held, length) in bags.items():
        norm = K1 * (1 - B + B * length / average)
        shares: dict[int, float] = {}
        covered: dict[int, float] = {}
        for term in counts.keys() & held.keys():
            times = held[term]
            for place, weight in counts[term]:
                shares[place] = max(shares.get(place, 0.0), weight * times / (times + norm))
                covered[place] = max(covered.get(place, 0.0), weight)
        measured[number] = Lexical(
            share=sum(words[place].idf * share for place, share in shares.items()) / total,
            coverage=sum(words[place].idf * weight for place, weight in covered.items()) / total,
            code=-1.0 if unknown else float(not codes.isdisjoint(held)),
        )
    return measured


def shared_words(connection: Connection, words: Iterable[Word], number: int) -> tuple[str, ...]:
    """Those of `words`, as written, that title or text of a passage holds in some form; rarest first.

    A code must be there itself: what it stands for ("productcode") is not what was written.
    """
    (terms,) = connection.execute("SELECT terms FROM bag WHERE number = ?", (number,)).fetchone()
    held = set(terms.split(_BREAK)[0].split())
    found = [
        word for word in words if not held.isdisjoint([_written(word.surface)] if word.code else word.terms)
    ]
    return tuple(dict.fromkeys(word.surface for word in sorted(found, key=lambda word: -word.idf)))


def _all_terms(texts: Iterable[str]) -> Iterator[str]:
    return (term for text in texts for token in tokens(text) for term in _terms(token))


def _codes(section: str) -> Iterator[str]:
    """The terms of the codes in a section, but for a bare number of a paragraph or version ("par. 2.3")."""
    codes = (token for token in tokens(section) if token.code)
    return (
        term
        for code in codes
        if any(map(str.isalpha, code.term)) or _MESSAGE.fullmatch(code.term)
        for term in _terms(code)
    )


def _terms(token: Token) -> Iterator[str]:
    return iter((token.term, *token.also, *token.sort))


def _written(term: str) -> str:
    return term.replace(" ", "_")


def _word(connection: Connection, token: Token, size: int, tables: Container[str]) -> Word:
    exact = [_written(term) for term in _terms(token)]
    known = _counts(connection, exact)
    weights = dict.fromkeys(known, 1.0)
    if token.term.isalpha() and len(token.term) >= _SHORTEST_MISTYPED:
        for term, count in _compounds(connection, token.term).items():
            known.setdefault(term, count)
            close = abs(len(term) - len(token.term)) <= 2
            weights.setdefault(term, _INFLECTED if close else _PART)
        if not any(term in weights for term in exact):
            for term, (count, weight) in _mistyped(connection, token.term).items():
                known.setdefault(term, count)
                weights[term] = max(weight, weights.get(term, 0.0))
    rarest = min(known.values(), default=0)
    idf = log(1 + (size - rarest + 0.5) / (rarest + 0.5))
    listed = token.term in tables
    own = (token.term, *token.also, *(token.sort if listed else ())) if token.code else ()
    itself = frozenset(known.keys() & map(_written, own))
    unknown = not itself and not listed and token.code and _SURELY_CODE.fullmatch(token.term) is not None
    return Word(token.surface, token.code, idf, sum(known.values()), weights, itself, unknown)


def _counts(connection: Connection, terms: Sequence[str]) -> dict[str, int]:
    marks = ",".join("?" * len(terms))
    return dict(
        connection.execute(f"SELECT term, passages FROM term WHERE term IN ({marks})", terms)  # noqa: S608
    )


def _compounds(connection: Connection, term: str) -> dict[str, int]:
    """Terms that begin or end with `term`, or that `term` begins or ends with, with their passages."""
    if len(term) < _SHORTEST_PART:
        return {}
    inside = [term[:end] for end in range(_SHORTEST_PART, len(term))]
    inside += [term[start:] for start in range(1, len(term) - _SHORTEST_PART + 1)]
    found = _counts(connection, inside) if inside else {}
    for column, written in (("term", term), ("reversed", term[::-1])):
        found |= connection.execute(
            f"SELECT term, passages FROM (SELECT term, passages FROM term WHERE {column} > ? AND {column} < ?"  # noqa: S608
            f" LIMIT {_RANGE}) ORDER BY passages DESC LIMIT {_KEPT}",
            (written, written + _LAST),
        )
    return found


def _mistyped(connection: Connection, term: str) -> dict[str, tuple[int, float]]:
    """Terms that `term` may be a typing error of, with their passages and how alike they are (0 to 1)."""
    from rapidfuzz import fuzz, process

    known: dict[str, int] = {}
    ends = (("term", term[:_OPENING]), ("reversed", term[: -_CLOSING - 1 : -1]))
    for column, written in ends:
        known |= connection.execute(
            f"SELECT term, passages FROM term WHERE {column} > ? AND {column} < ?"  # noqa: S608
            " AND length(term) BETWEEN ? AND ?",
            (written, written + _LAST, len(term) - 2, len(term) + 2),
        )
    ranked = process.extract(term, known.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=_KEPT)
    return {found: (known[found], score / 100) for found, score, _ in ranked}
