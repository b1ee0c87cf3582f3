"""The commands `drievragen knowledge …`: a municipality's own documents, and the state of the corpus."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.helping import DutchCommand, DutchGroup
from bot.commands.usage import UsageError
from bot.settings import load_settings, secret

if TYPE_CHECKING:
    from knowledge.library import Library

app = typer.Typer(
    cls=DutchGroup,
    no_args_is_help=True,
    help="Eigen documenten van een gemeente, en de staat van de bronnen.",
)

AsJson = Annotated[bool, typer.Option("--json", help="Alleen JSON op standaarduitvoer.")]
Number = Annotated[int, typer.Argument(metavar="NUMMER", help="Nummer uit de lijst.")]


@app.command(cls=DutchCommand)
def add(
    paths: Annotated[  # what may not be read is said with the rest, and the rest goes on
        list[Path], typer.Argument(metavar="PAD", help="Bestanden of mappen.", readable=False)
    ],
    municipality: Annotated[str | None, typer.Option("--municipality", help="Naam of CBS-code.")] = None,
    kind: Annotated[
        str, typer.Option("--kind", help="eis, gids, standaard, plicht, afspraak, feit of methode.")
    ] = "eis",
    publisher: Annotated[str | None, typer.Option("--publisher", help="Wie het document uitgaf.")] = None,
    published: Annotated[str | None, typer.Option("--date", help="jjjj, jjjj-mm of jjjj-mm-dd.")] = None,
    columns: Annotated[
        list[str] | None,
        typer.Option("--column", help="Kolom in een spreadsheet, bijvoorbeeld eis=Omschrijving."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Niet vragen of de kolommen kloppen.")] = False,
    as_json: AsJson = False,
) -> None:
    """Voeg documenten toe: PDF, Word, Excel, OpenDocument, HTML, Markdown of tekst."""
    from bot.commands.documents import Request, add_documents

    request = Request.checked(paths, municipality, kind, publisher, published, columns or [])
    report = []
    for line in add_documents(_library(), request, ask=not (yes or as_json) and sys.stdin.isatty()):
        report.append(line)
        if not as_json:
            print(line.text, flush=True)
    if as_json:
        print(json.dumps([line.as_json() for line in report], ensure_ascii=False, indent=2))
    if not any(line.sound for line in report):
        raise SystemExit(1)


@app.command("list", cls=DutchCommand)
def list_documents(as_json: AsJson = False) -> None:
    """Laat zien welke documenten zijn toegevoegd."""
    entries = _library().documents()
    if as_json:
        print(json.dumps([entry.model_dump(mode="json") for entry in entries], ensure_ascii=False, indent=2))
    elif not entries:
        print("Er zijn nog geen documenten toegevoegd. Voeg er een toe met: drievragen knowledge add BESTAND")
    else:
        for entry in entries:
            place = entry.municipality or entry.kind.value
            print(f"{entry.id:>5}  {place:<8} {entry.passages:>5} passages  {entry.title}  ({entry.name})")


@app.command(cls=DutchCommand)
def show(number: Number, as_json: AsJson = False) -> None:
    """Laat een document zien, passage voor passage."""
    library = _library()
    entry = library.document(number)
    if entry is None:
        raise UsageError(f"Document {number} is er niet. Kijk in: drievragen knowledge list")
    passages = library.passages(number)
    if as_json:
        plain = {
            **entry.model_dump(mode="json"),
            "passages": [one.model_dump(mode="json") for one in passages],
        }
        print(json.dumps(plain, ensure_ascii=False, indent=2))
        return
    print(f"{entry.title} ({entry.name}), {entry.passages} passages")
    for passage in passages:
        print(f"\n{passage.title}\n{passage.text}\n{passage.source.section or ''}".rstrip())


@app.command(cls=DutchCommand)
def remove(number: Number) -> None:
    """Haal een document weg."""
    if not _library().remove(number):
        raise UsageError(f"Document {number} is er niet. Kijk in: drievragen knowledge list")
    print(f"Document {number} is weggehaald.")


@app.command(cls=DutchCommand)
def export(
    target: Annotated[
        Path | None, typer.Argument(metavar="BESTAND", help="Bestand; anders standaarduitvoer.")
    ] = None,
) -> None:
    """Schrijf alle toegevoegde documenten weg als JSON-regels."""
    lines = _library().export()
    if target is None:
        sys.stdout.writelines(f"{line}\n" for line in lines)
        return
    with target.open("w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)


@app.command(cls=DutchCommand)
def verify(as_json: AsJson = False) -> None:
    """Controleer alle passages: vorm, bron, lengte, dubbelen, verlopen data en overgenomen zinnen."""
    from knowledge.loading import CORPUS
    from knowledge.verifying import verify as check

    library = _library()
    loaded = {entry.name: [one.text for one in library.passages(entry.id)] for entry in library.documents()}
    count, findings = check(CORPUS, datetime.now(UTC).date(), loaded)
    if as_json:
        plain = {
            "passages": count,
            "findings": [{"path": str(f.path), "message": f.message} for f in findings],
        }
        print(json.dumps(plain, ensure_ascii=False, indent=2))
    else:
        print(
            "\n".join(
                [
                    *(finding.message for finding in findings),
                    f"{count} passages gecontroleerd, {len(findings)} bevindingen.",
                ]
            )
        )
    if findings:
        raise SystemExit(1)


@app.command(cls=DutchCommand)
def samples() -> None:
    """Laad de voorbeelden van eisen van gemeenten, om te laten zien hoe buren vergelijken werkt."""
    from bot.commands.documents import add_samples

    count = add_samples(_library())
    print(f"{count} voorbeelden geladen. Ze heten 'Voorbeeld'; weghalen kan met: drievragen knowledge remove")


@app.command(cls=DutchCommand)
def index() -> None:
    """Maak de index klaar voor de ingestelde taalmotor. Een bot die draait, blijft intussen antwoorden."""
    state = _library().state()
    print(f"De index is klaar: {state.size} passages, taalmotor {state.engine}.")


def _library() -> "Library":
    """The library of the data folder; progress is shown when it has to be indexed anew."""
    from bot.commands.following import following
    from knowledge.engines import make_engine
    from knowledge.search import Knowledge

    settings = load_settings()
    engine = make_engine(settings.embedding, key=secret(settings.embedding_key), url=settings.embedding_url)
    with following("Passages opnieuw inlezen") as follow:
        return Knowledge.open(
            settings.data_dir / "knowledge", engine=engine, chroma_url=settings.chroma_url, progress=follow
        ).library
