"""Checks the corpus as a whole: every file, every date, and no sentence of somebody else."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from knowledge.errors import CorpusError
from knowledge.loading import load_passage
from knowledge.passages import Passage
from knowledge.texts import text

RUN = 8
"""Words in a row that make a sentence somebody's: so long a run seldom arises twice by chance."""

_WORD = re.compile(r"[^\W_]+")


class Finding(NamedTuple):
    """Something to mend: the file it is about, and a Dutch sentence."""

    path: Path
    message: str


def verify(root: Path, today: date, loaded: Mapping[str, Iterable[str]]) -> tuple[int, tuple[Finding, ...]]:
    """How many passages were checked, and what is wrong with them.

    Checks form, sources and length (as loading does), ids and texts that occur twice, review dates
    that have passed, and runs of eight words that stand in another passage or in a loaded document.
    `loaded` gives, for the name of each loaded document, its texts.
    """
    passages: dict[Path, Passage] = {}
    findings: list[Finding] = []
    for path in sorted(root.glob("*/*.md")):
        try:
            passages[path] = load_passage(path)
        except CorpusError as error:
            findings.append(Finding(path, str(error)))
    findings += _repeated(passages)
    findings += _expired(passages, today)
    findings += _borrowed(passages, loaded)
    return len(passages), tuple(findings)


def _expired(passages: Mapping[Path, Passage], today: date) -> Iterator[Finding]:
    for path, passage in passages.items():
        if passage.review < today:
            yield Finding(path, text("verify_expired", path=path, date=passage.review.isoformat()))


def _repeated(passages: Mapping[Path, Passage]) -> Iterator[Finding]:
    """Ids that occur twice, and runs of words that two passages share."""
    ids: dict[str, Path] = {}
    seen: dict[tuple[str, ...], Path] = {}
    for path, passage in passages.items():
        if passage.id in ids:
            yield Finding(path, text("corpus_double_id", id=passage.id, other=ids[passage.id]))
        ids.setdefault(passage.id, path)
        shared = {seen[run]: run for run in _runs(passage.text) if seen.get(run, path) != path}
        for other, run in shared.items():
            yield Finding(path, text("verify_repeated", path=path, other=other.name, words=" ".join(run)))
        seen.update(dict.fromkeys(_runs(passage.text), path))


def _borrowed(passages: Mapping[Path, Passage], loaded: Mapping[str, Iterable[str]]) -> Iterator[Finding]:
    runs = {run: path for path, passage in passages.items() for run in _runs(passage.text)}
    for name, texts in loaded.items():
        found = {runs[run]: run for one in texts for run in _runs(one) if run in runs}
        for path, run in found.items():
            yield Finding(path, text("verify_borrowed", path=path, other=name, words=" ".join(run)))


def _runs(words: str) -> Iterator[tuple[str, ...]]:
    found = _WORD.findall(words.casefold())
    return zip(*(found[start:] for start in range(RUN)), strict=False)
