"""Cuts blocks into pieces along headings and articles, so that a citation can name them."""

import re
from collections.abc import Iterable, Iterator
from math import ceil

from knowledge.documents.blocks import Block, Piece
from knowledge.documents.headings import Heading, heading_of

FEWEST_WORDS, MOST_WORDS = 30, 250
_LONGEST_HEADING = 120
_SHORTEST_ABOVE = 20  # signs of the heading above, or it says nothing
_FEWEST_SAYING = 3  # a heading of fewer words, such as "Artikel 3", says nothing without text below it
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?=[^\W\d_a-z]|\d|[-•(])")
_LETTER_OR_DIGIT = re.compile(r"\w")


def cut(blocks: Iterable[Block]) -> Iterator[Piece]:
    """The pieces of `blocks` in order, of 30 to 250 words where the text allows it.

    A piece never spans two articles. Text too short for a piece of its own goes with the next part below
    the same heading; a heading without text under it is kept as text.
    """
    above: list[Heading] = []
    body: list[Block] = []
    for block in blocks:
        heading = heading_of(block)
        if heading is None:
            if _LETTER_OR_DIGIT.search(block.text):
                body.append(block)
            continue
        deeper = bool(above) and heading.rank > above[-1].rank
        bare = bool(above) and not body and not deeper
        if bare and len(above[-1].text.split()) >= _FEWEST_SAYING:
            body = [block._replace(text=above[-1].text)]
        if _article(above) or _count(body) >= FEWEST_WORDS or not (deeper or bare):
            yield from _pack(above, body)
            body = []
        while above and above[-1].rank >= heading.rank:
            above.pop()
        above.append(heading)
        if heading.rest:
            body.append(block._replace(text=heading.rest))
    yield from _pack(above, body)


def _article(above: list[Heading]) -> str | None:
    return next((heading.article for heading in reversed(above) if heading.article), None)


def _name(above: list[Heading]) -> str | None:
    """The two nearest headings: "Artikel 3" alone says little, its chapter tells what it is about."""
    *higher, own = list(dict.fromkeys(heading.text for heading in above[-2:])) or [""]
    room = _LONGEST_HEADING - len(own) - len(" › ")
    if higher and room >= _SHORTEST_ABOVE:  # the article itself stays whole
        return f"{_cut_short(higher[0], room)} › {own}"
    return _cut_short(own, _LONGEST_HEADING) or None


def _cut_short(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def _pack(above: list[Heading], body: list[Block]) -> Iterator[Piece]:
    units = [unit for block in body for unit in _split(block)]
    total = _count(units)
    if not total:
        return
    # Equal parts: filling each to the brim would leave a scrap at the end.
    goal = ceil(total / ceil(total / MOST_WORDS))
    heading, article = _name(above), _article(above)
    part: list[Block] = []
    for unit in units:
        if part and (_count(part) >= goal or _count([*part, unit]) > MOST_WORDS):
            yield _piece(part, heading, article)
            part = []
        part.append(unit)
    yield _piece(part, heading, article)


def _piece(part: list[Block], heading: str | None, article: str | None) -> Piece:
    return Piece("\n".join(block.text for block in part), heading, article, part[0].page)


def _count(blocks: list[Block]) -> int:
    return sum(len(block.text.split()) for block in blocks)


def _split(block: Block) -> Iterator[Block]:
    """`block`, or its sentences joined into parts of at most `MOST_WORDS` words."""
    for text in split_text(block.text):
        yield block._replace(text=text)


def split_text(text: str) -> list[str]:
    """`text` in parts of at most `MOST_WORDS` words, at sentence ends where there are any."""
    if len(text.split()) <= MOST_WORDS:
        return [text]
    parts: list[list[str]] = [[]]
    for sentence in _SENTENCE_END.split(text):
        said = sentence.split()
        if parts[-1] and len(parts[-1]) + len(said) > MOST_WORDS:
            parts.append([])
        while len(parts[-1]) + len(said) > MOST_WORDS:
            parts[-1], said = said[:MOST_WORDS], said[MOST_WORDS:]
            parts.append([])
        parts[-1] += said
    return [" ".join(part) for part in parts if part]
