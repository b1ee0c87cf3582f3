"""The municipality a message is about: the user's own, not one it is compared with."""

import re
from collections.abc import Callable

from bot.understanding.folding import Folded
from bot.understanding.language_data import Data, Phrases, read_data
from bot.understanding.phrases import compile_phrases

FindMunicipality = Callable[[str], str | None]
"""Gives the CBS code of the one municipality a text names, or None."""


class PlaceWords(Data):
    """Words by which a municipality is the user's own, or another."""

    not_ours: Phrases
    ours: Phrases


_WORDS = read_data("places.yaml", PlaceWords)
_NOT_OURS = compile_phrases(_WORDS.not_ours)
_OURS = compile_phrases(_WORDS.ours)
_CLAUSE = re.compile(r"[^.,;!?\n]+")
_NAME_WITHIN = 60


def own_municipality(folded: Folded, find: FindMunicipality, *, asked: bool) -> str | None:
    """The CBS code of the user's municipality; when `asked` something, only one introduced as such."""
    if asked:
        said = _OURS.search(folded.text)
        return _find(find, folded, said.end(), said.end() + _NAME_WITHIN) if said else None
    clauses = [match.span() for match in _CLAUSE.finditer(folded.text) if not _NOT_OURS.search(match.group())]
    if not clauses:
        return None
    return find(_well_formed(" , ".join(folded.quote(*clause) for clause in clauses)))


def _find(find: FindMunicipality, folded: Folded, start: int, end: int) -> str | None:
    clause = _CLAUSE.match(folded.text, start, min(end, len(folded.text)))
    return find(_well_formed(folded.quote(*clause.span()))) if clause else None


def _well_formed(text: str) -> str:
    """`text` without halves of characters, which the finder need not expect."""
    return text.encode("utf-8", "replace").decode("utf-8")
