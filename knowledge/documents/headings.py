"""Recognises headings and article numbers, by the mark of the file or by their looks."""

import re
from typing import NamedTuple

from knowledge.documents.blocks import CERTAINLY_TEXT, Block
from knowledge.documents.words import words


class Heading(NamedTuple):
    """A heading; a higher `rank` lies deeper. `rest` is text that follows it in the same paragraph."""

    text: str
    rank: int
    article: str | None = None
    rest: str = ""


# Ranks of headings that the file does not mark itself; marked ones have 1 to 9. Bold lines lie above
# articles: naming no article is better than naming the one before.
_DIVISION, _CAPITALS, _NUMBERED, _STANDS_OUT, _ARTICLE = 2, 19, 20, 29, 30
_MOST_WORDS = 14
_MOST_WORDS_PLAIN = 8
_SHORTEST_CAPITALS = 5  # letters: shorter words are often names ("EHBO", "WLZ")


def _one_of(items: list[str]) -> str:
    return "|".join(re.escape(item) for item in items)


_ARTICLE_NUMBER = r"(?:\d+[a-z]{0,2}(?:[.:](?:\d+[a-z]{0,2}|[a-z](?!\w)))*|[IVX]+[a-z]?)"
_ARTICLE_LINE = re.compile(
    rf"(?i:{_one_of(words().article)})\.?\s+({_ARTICLE_NUMBER})(?![\w])"
    rf"(?:,?\s+(?i:{_one_of(words().member)})\s+(\d+[a-z]?))?(\s*[.:–—-])?(?:\s+(.*))?$"
)
_DIVISION_LINE = re.compile(
    rf"(?:((?i:{_one_of(words().divisions[:-1])}))\s+|({re.escape(words().divisions[-1])})\s*)"
    r"(?:\d+[a-z]?(?:\.\d+[a-z]?)*|[IVXLC]+|[A-Z])(?![\w])\s*[.:–—-]?(?:\s+(.*))?$"
)
_NUMBERED_LINE = re.compile(r"(\d{1,2}(?:\.\d{1,3}){0,5})\.?\s+([^\W\d_].*)$")
_ENDS_SENTENCE = (".", ";", ":", ",", "?", "!")
_LETTERS = re.compile(r"[^\W\d_]")


def heading_of(block: Block) -> Heading | None:
    """The heading that `block` is, or None when it is text."""
    if block.level == CERTAINLY_TEXT or not block.text:
        return None
    found = _article(block) or _division(block.text)
    if block.level is not None:
        article, rest = (found.article, found.rest) if found else (None, "")
        return Heading(block.text if not rest else found.text if found else "", block.level, article, rest)
    return found or _numbered(block) or _by_looks(block)


def _article(block: Block) -> Heading | None:
    match = _ARTICLE_LINE.match(block.text)
    if match is None or not (block.text[0].isupper() or block.stands_out):
        return None
    number, member, sign, title = match.groups()
    if member:
        number = f"{number} {words().member[0]} {member}"
    if not title or _is_title(title):
        return Heading(block.text, _ARTICLE, number)
    if sign and title[0].isupper():  # "Artikel 3. De aanbieder levert …": the text starts on the same line
        return Heading(block.text[: match.start(4)].rstrip(" .:–—-"), _ARTICLE, number, title)
    return None


def _division(text: str) -> Heading | None:
    match = _DIVISION_LINE.match(text)
    if match is None or text[0].islower():
        return None
    word, sign, title = match.groups()
    if title and not _is_title(title):
        return None
    divisions = words().divisions
    return Heading(text, _DIVISION + divisions.index((sign or word).lower()))


def _numbered(block: Block) -> Heading | None:
    match = _NUMBERED_LINE.match(block.text)
    if match is None:
        return None
    title = match.group(2).capitalize() if block.stands_out else match.group(2)  # "3.1.2. meer meldingen"
    if not _is_title(title) or title[-1] in _ENDS_SENTENCE:
        return None
    depth = match.group(1).count(".")
    # "1 Aanvraag" is as often the first item of a list as a chapter.
    sure = block.stands_out or (depth > 0 and len(block.text.split()) <= _MOST_WORDS_PLAIN)
    return Heading(block.text, _NUMBERED + depth) if sure else None


def _by_looks(block: Block) -> Heading | None:
    text = block.text
    if len(text.split()) > _MOST_WORDS or text[-1] in _ENDS_SENTENCE or len(_LETTERS.findall(text)) < 4:
        return None
    if text.isupper() and max(map(len, text.split())) >= _SHORTEST_CAPITALS:
        return Heading(text, _CAPITALS)
    return Heading(text, _STANDS_OUT) if block.stands_out and not text[0].islower() else None


def _is_title(text: str) -> bool:
    """Whether `text` can be the title after a number: short, and no sentence in its middle."""
    if text[0].islower() or len(text.split()) > _MOST_WORDS:
        return False
    return text[-1] not in ";,:" and (text[-1] != "." or len(text.split()) <= 3)
