"""The commands `drievragen evals …`: how consistent the advice is. Only in a checkout: see `require`."""

import asyncio
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.helping import DutchCommand, DutchGroup
from bot.commands.usage import UsageError

app = typer.Typer(
    cls=DutchGroup,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Hoe samenhangend het advies is: meten, vergelijken, verslag.",
)

DRAWN_WITH = ("altair", "vl_convert", "jinja2")


class Way(StrEnum):
    """How the simulated user answers."""

    BUTTONS = "buttons"
    TEXT = "text"


class Half(StrEnum):
    """Which half of the cases; the sealed one is only measured at the end."""

    DEV = "dev"
    SEALED = "sealed"


Name = Annotated[str, typer.Argument(metavar="NAAM", help="Naam van een ronde, of het bestand ervan.")]


@app.command(cls=DutchCommand)
def run(
    axis: Annotated[list[str] | None, typer.Option("--axis", help="Alleen deze as; mag vaker.")] = None,
    way: Annotated[
        list[Way] | None, typer.Option("--way", help="Alleen met knoppen of alleen in tekst.")
    ] = None,
    engine: Annotated[
        str,
        typer.Option(
            "--engine",
            help="Wat de tekst leest: embedded, rules of een taalmodel zoals openai:gpt-4o. "
            "baseline: alleen een taalmodel, om naast de assistent te zetten.",
        ),
    ] = "embedded",
    split: Annotated[Half, typer.Option("--split", help="Welke helft van de gevallen.")] = Half.DEV,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help="Niet meer dan zoveel gevallen.")
    ] = None,
    name: Annotated[str | None, typer.Option("--name", help="Hoe de ronde heet.")] = None,
) -> None:
    """Speel de gevallen na en toon de cijfers. Opnieuw begonnen gaat hij verder waar hij was."""
    require("evals")
    from evals.consistency.commands import MANNERS, Wanted, play, show

    ways = [one for one in MANNERS if one in (way or ())]
    wanted = Wanted(engine=engine, split=split.value, axes=tuple(axis or ()), ways=ways, limit=limit)
    print(show(play(wanted, name)))


@app.command(cls=DutchCommand)
def votes(
    file: Annotated[Path, typer.Argument(metavar="BESTAND", help="Nieuw bestand, zoals stemmen.jsonl.")],
    public: Annotated[
        bool, typer.Option("--public", help="De teksten van registraties uit workshops mogen erin.")
    ] = False,
) -> None:
    """Schrijf op wat zalen en mensen besloten naast het advies, zonder dat iemand te herkennen is."""
    from bot.building import build_assistant
    from bot.commands.votes import write_votes
    from bot.settings import load_settings

    settings = load_settings()
    assistant = build_assistant(settings)
    print(
        asyncio.run(
            write_votes(settings.store_url, file, assistant.dialogue, assistant.content.texts, public=public)
        )
    )


@app.command(cls=DutchCommand)
def human(
    file: Annotated[Path, typer.Argument(metavar="BESTAND", help="Bestand van `evals votes`.")],
) -> None:
    """Vergelijk wat mensen besloten met het advies, per rol."""
    require("evals")
    from evals.human.loading import load_lines
    from evals.human.table import show

    print(show(load_lines(file)))


@app.command(cls=DutchCommand)
def compare(before: Name, after: Name) -> None:
    """Zet twee rondes naast elkaar: wat werd beter, wat slechter, welke gevallen sloegen om."""
    require("evals")
    from evals.consistency import commands

    print(commands.compare(commands.kept(before), commands.kept(after)))


@app.command(cls=DutchCommand)
def gate(name: Name) -> None:
    """Haalt een ronde de eisen? Zo niet, dan is de afsluitcode 1."""
    require("evals")
    from evals.consistency import commands

    verdict = commands.gate(commands.kept(name))
    print(verdict.text)
    if not verdict.passed:
        raise SystemExit(1)


@app.command(cls=DutchCommand)
def report(
    name: Name,
    out: Annotated[Path, typer.Option("--out", help="In welke map.")] = Path("rapport"),
) -> None:
    """Maak een verslag van een ronde: een webpagina en een PDF."""
    require("evals", *DRAWN_WITH)
    from evals.consistency.commands import kept
    from evals.report import write

    run = kept(name)
    try:
        paths = write(run, out)
    except OSError as error:
        raise UsageError(f"{out}: daar kan ik niet schrijven ({error.__class__.__name__}).") from None
    print("\n".join(map(str, paths)))


def require(*modules: str) -> None:
    """Check that all of `modules` are there.

    Raises:
        UsageError: one is not; the message says what to install.
    """
    missing = [one for one in modules if find_spec(one) is None]
    if "evals" in missing:
        raise UsageError(
            "De metingen zitten niet in het geïnstalleerde pakket: "
            "haal de broncode op met git clone en typ daarin make test."
        )
    if missing:
        raise UsageError(
            f"Voor het verslag ontbreekt {', '.join(missing)}: "
            "installeer het met pip install altair vl-convert-python jinja2."
        )
