"""Adds a municipality's own documents to the library, with progress and a word on each file."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, Self

from pydantic import JsonValue, ValidationError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from bot.building import open_knowledge, places
from bot.commands.usage import UsageError
from bot.content import Texts, load_content
from bot.settings import Settings
from bot.understanding import personal_data
from knowledge.document import Chunk, Document
from knowledge.documents.columns import Columns
from knowledge.documents.errors import DocumentError
from knowledge.documents.reading import parse_table, read_document
from knowledge.documents.screening import screen
from knowledge.documents.walking import files_in
from knowledge.errors import DocumentError as UnfitDocumentError
from knowledge.library import Library
from knowledge.loading import load_corpus
from knowledge.passages import Kind
from knowledge.samples import SAMPLES

Follow = Callable[[int, int], None]
"""Told how much is done, and of how much."""

LONGEST_TITLE = 120

SPREADSHEETS = frozenset({".xlsx", ".ods", ".csv"})
KINDS = tuple(known for known in Kind if known not in (Kind.CODE, Kind.REGISTRATIE))
"""What a document can be."""

FIELDS = {
    "eis": "requirement",
    "nummer": "number",
    "frequentie": "frequency",
    "doel": "purpose",
    "wie": "party",
    "wet": "law",
}
"""What the columns of a spreadsheet can mean, as the user says it."""


class Request(NamedTuple):
    """What to add, and as what."""

    paths: tuple[Path, ...]
    municipality: str | None
    kind: Kind
    publisher: str | None
    date: str | None
    columns: Columns | None

    @classmethod
    def checked(
        cls,
        paths: Iterable[Path],
        municipality: str | None,
        kind: str,
        publisher: str | None,
        date: str | None,
        columns: Iterable[str],
    ) -> Self:
        """The request, its words checked.

        Raises:
            UsageError: a word is not known, or a requirement has no municipality.
        """
        say = load_content().texts.say
        if kind not in KINDS:
            raise UsageError(say("add_kind", kind=kind, kinds=", ".join(KINDS)))
        place = places().find(municipality) if municipality else None
        if municipality and place is None:
            raise UsageError(say("municipality_unknown", name=municipality))
        if kind == Kind.EIS and place is None:
            raise UsageError(say("add_needs_municipality"))
        code = place.code if place and kind == Kind.EIS else None
        issuer = publisher or (say("add_publisher", name=place.name) if place else None)
        return cls(
            tuple(paths),
            code,
            Kind(kind),
            issuer,
            date,
            _columns(columns, say("add_column", fields=", ".join(FIELDS))),
        )


class Line(NamedTuple):
    """What became of one file."""

    file: str
    sound: bool
    text: str
    passages: int = 0

    def as_json(self) -> dict[str, JsonValue]:
        """The line as plain values."""
        return {"file": self.file, "added": self.sound, "message": self.text, "passages": self.passages}


def add_documents(settings: Settings, request: Request, *, ask: bool) -> list[Line]:
    """Adds every file; one that fails stops no other. With `ask`, columns are shown for confirmation.

    Raises:
        IndexUnavailable: the library cannot be written; it is as it was before.
    """
    texts = load_content().texts
    library = open_knowledge(settings).library
    report: list[Line] = []
    for path, name in files_in(request.paths):
        columns = _confirmed(path, request.columns, texts) if ask else request.columns
        with _bar(name) as bar:
            report.append(add_one(library, path, name, request._replace(columns=columns), texts, bar, bar))
    return report or [Line("", False, texts.say("add_nothing"))]


def add_one(
    library: Library,
    path: Path,
    name: str,
    request: Request,
    texts: Texts,
    reading: Follow,
    embedding: Follow,
) -> Line:
    """Adds one file, called `name`; passages with personal data stay out. What fails becomes the line.

    `reading` is told of the pages of a PDF, `embedding` of the passages after that.

    Raises:
        IndexUnavailable: the library cannot be written; it is as it was before.
    """
    try:
        read = read_document(
            path,
            kind=request.kind,
            municipality=request.municipality,
            publisher=request.publisher,
            date=request.date,
            columns=request.columns,
            progress=reading,
        )
        screened = screen(read.model_copy(update={"name": name}), personal_data)
        added = library.add(screened.document, embedding)
    except (DocumentError, UnfitDocumentError) as error:
        return Line(name, False, str(error))
    except ValidationError:
        return Line(name, False, texts.say("add_date"))
    text = texts.say(f"add_{added.outcome}", name=name, passages=added.passages)
    if screened.skipped:
        text = f"{text} {texts.say('add_skipped', count=screened.skipped)}"
    return Line(name, True, text, added.passages)


def add_samples(settings: Settings) -> int:
    """Loads the sample requirements, each plainly labelled as a sample; gives how many.

    Raises:
        IndexUnavailable: the library cannot be written.
    """
    library = open_knowledge(settings).library
    say = load_content().texts.say
    samples = load_corpus(SAMPLES)
    for sample in samples:
        library.add(
            Document(
                name=f"{sample.id}.md",
                sha256=hashlib.sha256(sample.text.encode()).hexdigest(),
                kind=sample.kind,
                municipality=sample.municipality,
                title=say("sample_title", title=sample.source.title)[:LONGEST_TITLE],
                publisher=sample.source.publisher,
                date=sample.source.date,
                chunks=(Chunk(text=sample.text, heading=sample.title),),
            )
        )
    return len(samples)


def _columns(given: Iterable[str], fault: str) -> Columns | None:
    """Columns from `eis=Omschrijving` and the like; None when none are given."""
    named: dict[str, tuple[str, ...]] = {}
    for one in given:
        field, _, column = one.partition("=")
        if field not in FIELDS or not column:
            raise UsageError(fault)
        named[FIELDS[field]] = (*named.get(FIELDS[field], ()), column)
    return Columns(**named) if named else None


def _confirmed(path: Path, columns: Columns | None, texts: Texts) -> Columns | None:
    """The columns of a spreadsheet as the user wants them; asks until the answer is no other column."""
    if path.suffix.casefold() not in SPREADSHEETS:
        return columns
    try:
        table = parse_table(path, columns)
    except DocumentError:
        return columns  # reading the file will say the same
    console = Console(stderr=True)
    console.print(texts.say("columns_found", file=path.name, rows=len(table.rows)))
    for word, field in FIELDS.items():
        console.print(f"  {word}: {', '.join(getattr(table.columns, field)) or '-'}", highlight=False)
    answer = console.input(f"{texts.say('columns_ask')} ").strip()
    if not answer:
        return table.columns
    return _confirmed(
        path, _columns(answer.split(";"), texts.say("add_column", fields=", ".join(FIELDS))), texts
    )


@contextmanager
def _bar(name: str) -> Iterator[Follow]:
    """A progress bar on standard error, for pages read and then passages embedded."""
    shape = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*shape, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task(name[-40:], total=None)
        yield lambda done, total: bars.update(task, completed=done, total=total)
