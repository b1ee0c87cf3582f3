"""Adds a municipality's own documents to the library, with progress and a word on each file."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from datetime import date as calendar
from pathlib import Path
from typing import NamedTuple, Self

from pydantic import JsonValue
from rich.console import Console

from bot.commands.following import Follow, following
from bot.commands.places import place_called
from bot.commands.usage import UsageError
from bot.content import Texts, load_content
from bot.understanding import personal_data
from knowledge.document import Chunk, Document
from knowledge.documents.columns import Columns
from knowledge.documents.errors import DocumentError, pictures, shown
from knowledge.documents.reading import parse_table, read_document
from knowledge.documents.screening import screen
from knowledge.documents.walking import document_name, files_in
from knowledge.errors import DocumentError as UnfitDocumentError
from knowledge.library import Library
from knowledge.loading import load_corpus
from knowledge.passages import Kind
from knowledge.samples import SAMPLES

LONGEST_TITLE = 120
SHORTEST_PUBLISHER = 2
DATE = re.compile(r"\d{4}(-\d{2}){0,2}")

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
            UsageError: a word is not known or has the wrong form, or a requirement has no municipality.
        """
        say = load_content().texts.say
        if kind not in KINDS:
            raise UsageError(say("add_kind", kind=kind, kinds=", ".join(KINDS)))
        place = place_called(municipality) if municipality else None
        if kind == Kind.EIS and place is None:
            raise UsageError(say("add_needs_municipality"))
        if date is not None and not _is_date(date):
            raise UsageError(say("add_date"))
        if publisher is not None and len(publisher.strip()) < SHORTEST_PUBLISHER:
            raise UsageError("--publisher: schrijf wie het document uitgaf, in ten minste twee letters.")
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


def add_documents(library: Library, request: Request, *, ask: bool) -> Iterator[Line]:
    """Adds every file, and says at once what became of it; one that fails stops no other.

    With `ask`, the columns of a spreadsheet are shown for confirmation.

    Raises:
        IndexUnavailable: the library cannot be written; it is as it was before.
    """
    texts = load_content().texts
    nothing = True
    for path, name in files_in(request.paths):
        nothing = False
        columns = _confirmed(path, request.columns, texts) if ask else request.columns
        with following(name) as follow:
            line = add_one(library, path, name, request._replace(columns=columns), texts, follow, follow)
        yield line
    if nothing:
        yield Line("", False, texts.say("add_nothing"))


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
    name = document_name(name)
    unread: list[int] = []
    try:
        read = read_document(
            path,
            name=name,
            kind=request.kind,
            municipality=request.municipality,
            publisher=request.publisher,
            date=request.date,
            columns=request.columns,
            progress=reading,
            unread=unread.append,
        )
        screened = screen(read, personal_data)
        added = library.add(screened.document, embedding)
    except (DocumentError, UnfitDocumentError) as error:
        return Line(name, False, str(error))
    if added.outcome == "same":
        text = texts.say("add_same", name=name, other=added.name)
    else:
        text = texts.say(f"add_{added.outcome}", name=name, passages=added.passages)
    if screened.skipped:
        text = f"{text} {texts.say('add_skipped', count=screened.places)}"
    if unread:
        text = f"{text} {pictures(len(unread))}"
    return Line(name, True, text, added.passages)


def add_samples(library: Library) -> int:
    """Loads the sample requirements, each plainly labelled as a sample; gives how many.

    Raises:
        IndexUnavailable: the library cannot be written.
    """
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


def _is_date(text: str) -> bool:
    try:
        calendar.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        return False
    return DATE.fullmatch(text) is not None


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
    console = Console(stderr=True, markup=False, highlight=False)  # names in a sheet are no markup
    try:
        table = parse_table(path, columns)
    except DocumentError:
        return columns  # reading the file will say the same
    console.print(texts.say("columns_found", file=shown(path.name), rows=len(table.rows)))
    for word, field in FIELDS.items():
        console.print(f"  {word}: {', '.join(map(shown, getattr(table.columns, field))) or '-'}")
    while True:
        answer = console.input(f"{texts.say('columns_ask')} ", markup=False).strip()
        if not answer:
            return table.columns
        try:
            chosen = _columns(answer.split(";"), texts.say("add_column", fields=", ".join(FIELDS)))
        except UsageError as error:
            console.print(str(error))  # a slip of the pen does not end the batch
            continue
        return _confirmed(path, chosen, texts)
