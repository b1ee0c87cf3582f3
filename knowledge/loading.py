"""Reads the corpus and checks it, so that a fault is named with its file and line."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError

from bot.domain.facts import check_value
from knowledge.errors import CorpusError
from knowledge.front_matter import FrontMatter, read_front_matter
from knowledge.passages import Kind, Passage
from knowledge.texts import remedy, text

CORPUS = Path(__file__).parent / "corpus"

_INDEXED_AS = b"2: codes of the section too"
"""Another one when the same files are to be indexed in another way."""
"""The corpus that comes with the package."""

FEWEST_WORDS, MOST_WORDS = 20, 160


def load_corpus(root: Path) -> tuple[Passage, ...]:
    """Every passage in `root/<kind>/<id>.md`, sorted by id.

    Raises:
        CorpusError: a file is wrong, or `root` is not a folder.
    """
    if not root.is_dir():
        raise CorpusError(text("corpus_no_folder", folder=root))
    found: dict[str, tuple[Passage, Path]] = {}
    for path in sorted(root.glob("*/*.md")):
        passage = load_passage(path)
        if passage.id in found:
            fault = text("corpus_double_id", id=passage.id, other=found[passage.id][1])
            raise CorpusError.at(path, 2, fault, text("remedy_double_id"))
        found[passage.id] = (passage, path)
    return tuple(found[key][0] for key in sorted(found))


def load_passage(path: Path) -> Passage:
    """The passage in one file. Raises `CorpusError` when the file is wrong."""
    read = read_front_matter(path)
    try:
        passage = Passage.model_validate({**read.fields, "text": read.body})
    except ValidationError as error:
        raise _explained(path, error, read) from error
    for field, fault, what_to_do in _faults(path, passage):
        line = read.body_line if field == ("text",) else read.line(field)
        raise CorpusError.at(path, line, fault, what_to_do)
    return passage


def corpus_digest(root: Path) -> str:
    """A hash (64 hexadecimal digits) of the files of the corpus: the same files give the same index.

    Much faster than loading: it tells whether that is needed. Raises `CorpusError` as `load_corpus` does.
    """
    if not root.is_dir():
        raise CorpusError(text("corpus_no_folder", folder=root))
    digest = hashlib.sha256(_INDEXED_AS)
    for path in sorted(root.glob("*/*.md")):
        try:
            content = path.read_bytes()
        except OSError as error:
            raise CorpusError.at(path, 1, text("corpus_unreadable"), text("remedy_unreadable")) from error
        digest.update(f"{path.parent.name}/{path.name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def corpus_version(passages: Iterable[Passage]) -> str:
    """A short hash (12 hexadecimal digits) of everything in `passages`, whatever their order."""
    digest = hashlib.sha256()
    for line in sorted(passage.model_dump_json() for passage in passages):
        digest.update(line.encode() + b"\n")
    return digest.hexdigest()[:12]


def _explained(path: Path, error: ValidationError, read: FrontMatter) -> CorpusError:
    first = error.errors()[0]
    at = first["loc"]
    field = ".".join(str(part) for part in at if part != "[key]")
    if first["type"] == "missing":
        fault, what_to_do = text("corpus_missing", field=field), text("remedy_missing")
    elif first["type"] == "extra_forbidden":
        fault, what_to_do = text("corpus_unknown", field=field), text("remedy_unknown")
    else:
        fault, what_to_do = text("corpus_wrong", field=field, value=first["input"]), remedy(str(at[0]))
    return CorpusError.at(path, read.line(at), fault, what_to_do)


def _faults(path: Path, passage: Passage) -> Iterable[tuple[tuple[str, ...], str, str]]:
    """What is wrong beyond the fields themselves: where, what, and the remedy."""
    kind = passage.kind.value
    if passage.id != path.stem:
        yield ("id",), text("corpus_id", id=passage.id, name=path.name), remedy("id")
    if kind != path.parent.name:
        yield ("kind",), text("corpus_kind", kind=kind, folder=path.parent.name), remedy("kind")
    if passage.kind is Kind.EIS and passage.municipality is None:
        yield ("municipality",), text("corpus_municipality"), remedy("municipality")
    if passage.kind is not Kind.EIS and passage.municipality is not None:
        yield ("municipality",), text("corpus_not_municipal", kind=kind), remedy("municipality")
    for slot, value in passage.implies.items():
        try:
            check_value(slot, value)
        except ValueError as error:
            fault = text("corpus_implies", problem=error)
            yield ("implies", slot.value), fault, remedy("implies")
    words = len(passage.text.split())
    if not FEWEST_WORDS <= words <= MOST_WORDS:
        yield ("text",), text("corpus_length", words=words), remedy("length")
