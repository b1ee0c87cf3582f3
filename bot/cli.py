"""The command `drievragen`: wiring only."""

import asyncio
import json
import sys
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from threading import Thread
from typing import Annotated, NoReturn

import typer

from bot import logs
from bot.commands.evals import app as evals_app
from bot.commands.helping import DutchCommand, DutchGroup
from bot.commands.knowledge import app as knowledge_app
from bot.commands.prompts import app as prompts_app
from bot.commands.usage import UnknownCommandError, UsageError
from bot.content import ContentError
from bot.settings import Settings, SettingsError, load_settings, secret

app = typer.Typer(
    cls=DutchGroup,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(knowledge_app, name="knowledge")
app.add_typer(prompts_app, name="prompts")
app.add_typer(evals_app, name="evals")

AsJson = Annotated[bool, typer.Option("--json", help="Alleen JSON op standaarduitvoer.")]
Place = Annotated[str | None, typer.Option("--municipality", help="Naam of CBS-code van de gemeente.")]
Input = Annotated[
    Path, typer.Argument(metavar="BESTAND", help="Bestand, of - voor standaardinvoer.", allow_dash=True)
]


def main() -> None:
    """Runs the command; a known fault becomes one sentence and an exit code, never a stack trace.

    The code is 2 when the command was typed wrong, else 1.
    """
    from bot.channels.telegram.trouble import TelegramTroubleError
    from bot.commands.advising import AdviseError
    from bot.store.errors import StoreError
    from knowledge.engines.errors import EngineUnavailable
    from knowledge.errors import CorpusError, IndexUnavailable

    for stream in (sys.stdin, sys.stdout):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        raise SystemExit(app(standalone_mode=False))
    except (typer.Abort, typer.TyperException, UnknownCommandError) as error:
        from bot.commands.misuse import explained

        _stop(*explained(error))
    except (
        AdviseError,
        ContentError,
        CorpusError,
        EngineUnavailable,
        IndexUnavailable,
        SettingsError,
        StoreError,
        TelegramTroubleError,
        UsageError,
    ) as error:
        _stop(str(error))
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output stopped listening
    except KeyboardInterrupt:
        raise SystemExit(130) from None


@app.callback()
def _about() -> None:
    """Drie vragen voordat een gemeente een registratie toevoegt: doel, harmonisatie, ruimte."""


@app.command(cls=DutchCommand)
def run() -> None:
    """Start de Telegram-bot als er een token is, anders het gesprek in de terminal."""
    settings = _settings()
    if settings.telegram_token is not None:
        _telegram(settings)
    else:
        _chat(settings, jsonl=False, fresh=False, full=False, municipality=None)


@app.command(cls=DutchCommand)
def chat(
    jsonl: Annotated[bool, typer.Option("--jsonl", help="JSON-regels in en uit, voor machines.")] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help="Begin zonder eerdere gesprekken.")] = False,
    full: Annotated[bool, typer.Option("--full", help="Stel alle vragen.")] = False,
    municipality: Place = None,
) -> None:
    """Voer het gesprek in de terminal."""
    _chat(_settings(), jsonl=jsonl, fresh=fresh, full=full, municipality=municipality)


@app.command(cls=DutchCommand)
def telegram() -> None:
    """Start de Telegram-bot."""
    _telegram(_settings())


@app.command(cls=DutchCommand)
def advise(source: Input = Path("-"), as_json: AsJson = False) -> None:
    """Geef advies op ingevulde feiten, zonder gesprek. Invoer is JSON: een object of een lijst."""
    from bot.building import build_assistant
    from bot.channels.plain import advice_as_text
    from bot.commands.advising import advices, read_requests
    from bot.explanation import advice_as_json

    settings = _settings()
    requests, is_list = read_requests(_read(source))
    assistant = build_assistant(settings)
    given = advices(assistant, requests)
    if as_json:
        plain = [advice_as_json(one.advice, one.shown) for one in given]
        print(json.dumps(plain if is_list else plain[0], ensure_ascii=False, indent=None if is_list else 2))
    else:
        print("\n\n".join(advice_as_text(advice, assistant.content) for advice in given))


@app.command(cls=DutchCommand)
def understand(source: Input = Path("-"), as_json: AsJson = False) -> None:
    """Lees feiten uit tekst. Invoer: per regel {"text": "...", "slot": "..." of null}."""
    from bot.building import build_understanding
    from bot.commands.understanding import read_lines

    for line in read_lines(build_understanding(), _read(source)):
        print(json.dumps(line, ensure_ascii=False, indent=None if as_json else 2))


@app.command(cls=DutchCommand)
def search(
    text: Annotated[str, typer.Argument(metavar="TEKST", help="Wat u zoekt.")],
    as_json: AsJson = False,
    near: Annotated[str | None, typer.Option("--near", help="Buren van deze gemeente eerst.")] = None,
    kind: Annotated[list[str] | None, typer.Option("--kind", help="Soort passage; mag vaker.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=50, help="Hoogstens zoveel.")] = 5,
) -> None:
    """Zoek in de bronnen."""
    from bot.building import open_knowledge
    from bot.commands.places import place_called
    from bot.commands.searching import found_as_json, found_as_text
    from bot.content import load_content
    from knowledge.passages import Kind

    unknown = [one for one in kind or () if one not in [known.value for known in Kind]]
    if unknown:
        raise UsageError(f"--kind {unknown[0]}: die soort ken ik niet. Kies uit {', '.join(Kind)}.")
    if not text.strip():
        raise UsageError("Wat zoekt u? Bijvoorbeeld: drievragen search tijdschrijven")
    kinds = tuple(Kind(one) for one in kind) if kind else None
    code = place_called(near).code if near else None
    found = open_knowledge(_settings()).search(text, kinds=kinds, near=code, limit=limit)
    if as_json:
        print(json.dumps(found_as_json(found), ensure_ascii=False, indent=2))
    else:
        print(found_as_text(found, load_content().texts.say("search_nothing")))


@app.command(cls=DutchCommand)
def register(
    as_json: AsJson = False,
    excel: Annotated[
        Path | None, typer.Option("--excel", help="Bewaar het als Excel in dit bestand.")
    ] = None,
) -> None:
    """Toon wat in het gedeelde register staat."""
    from bot.building import places
    from bot.commands import register as command
    from bot.content import load_content

    texts = load_content().texts
    published = asyncio.run(command.read_register(_settings().store_url))
    if excel is not None:
        print(command.save_excel(published, texts, places(), excel), file=sys.stderr)
    if as_json:
        print(json.dumps(command.as_json(published, places()), ensure_ascii=False, indent=2))
    elif excel is None:
        print(command.as_text(published, texts, places()))


@app.command(cls=DutchCommand)
def workshop(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="BESTAND", help="Rekenblad, of tekstbestand met een registratie per regel."),
    ] = None,
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Poort van de pagina's.")] = 8080,
) -> None:
    """Oefen alleen een workshop op deze computer: nagemaakte deelnemers, zonder Telegram."""
    from bot.building import build_assistant
    from bot.commands.rehearsal import rehearse

    rehearse(build_assistant(_settings(), lambda: datetime.now(UTC)), port, file)


@app.command(cls=DutchCommand)
def validate(
    table: Annotated[
        Path | None, typer.Argument(metavar="TABEL", help="Beslistabel; anders die van de assistent.")
    ] = None,
) -> None:
    """Controleer de beslistabel, de teksten en de bronnen waar ze naar verwijzen."""
    from bot.commands.checking import validate_table

    print(validate_table(table) if table else validate_table())


@app.command(cls=DutchCommand)
def doctor(as_json: AsJson = False) -> None:
    """Controleer of alles klaar is om te starten."""
    from bot.commands.checking import examine

    report = asyncio.run(examine(_settings()))
    if as_json:
        print(json.dumps([check.as_json() for check in report], ensure_ascii=False, indent=2))
    else:
        print(
            "\n".join(
                f"{'goed' if check.sound else 'FOUT'}  {check.name}: {check.message}" for check in report
            )
        )
    if not all(check.sound for check in report):
        raise SystemExit(1)


@app.command(cls=DutchCommand)
def backup(
    file: Annotated[Path, typer.Argument(metavar="BESTAND", help="Nieuw bestand, zoals kopie.zip.")],
) -> None:
    """Maak een reservekopie van gesprekken en besluiten. De bot mag blijven draaien."""
    from bot.commands.backups import make_backup
    from bot.content import load_content

    print(asyncio.run(make_backup(_settings().store_url, file, load_content().texts)))


@app.command(cls=DutchCommand)
def restore(
    file: Annotated[Path, typer.Argument(metavar="BESTAND", help="De reservekopie.")],
    erased_in: Annotated[
        str | None,
        typer.Option(
            "--erased-in",
            help="De oude database (bestand of adres): wie daarin gewist is, wordt weer gewist.",
        ),
    ] = None,
) -> None:
    """Zet een reservekopie terug in een lege database."""
    from bot.commands.backups import put_back
    from bot.content import load_content

    print(asyncio.run(put_back(file, _settings().store_url, erased_in, load_content().texts)))


def _chat(settings: Settings, *, jsonl: bool, fresh: bool, full: bool, municipality: str | None) -> None:
    from bot.building import build_assistant
    from bot.channels.line import LineChannel, Start, Talk, converse
    from bot.commands.places import place_called
    from bot.session import Session
    from bot.session.stored_register import StoredRegister
    from bot.store import Store

    code = place_called(municipality).code if municipality else None
    start = Start(fresh=fresh, full=full, municipality=code)
    assistant = build_assistant(settings, lambda: datetime.now(UTC))
    channel: LineChannel
    if jsonl:
        from bot.channels.jsonl import JsonLines

        channel = JsonLines(sys.stdin, sys.stdout, assistant.content.texts)
    else:
        from rich.console import Console

        from bot.channels.terminal import Terminal

        channel = Terminal(sys.stdin, Console(highlight=False), assistant.content)
        if sys.stdin.isatty():  # the sources open while the user types the first sentence
            Thread(target=assistant.searcher, daemon=True).start()

    async def conversation() -> None:
        store = await Store.open(settings.store_url)
        try:
            known = assistant.with_register(StoredRegister(store)).with_ledger(store.ledger())
            session = Session(known)
            talk = Talk(session, store, assistant.content.texts, settings.data_dir / "documents")
            await converse(channel, talk, start, datetime.now().astimezone())
        finally:
            await store.close()

    asyncio.run(conversation())


def _telegram(settings: Settings) -> None:
    from bot.building import build_assistant, open_knowledge
    from bot.channels.telegram.access import Access
    from bot.channels.telegram.front import Address
    from bot.channels.telegram.house import House, Keep
    from bot.channels.telegram.parcels import Administration
    from bot.channels.telegram.running import run_bot
    from bot.channels.telegram.webhook import Webhook

    if settings.telegram_token is None:
        raise UsageError(
            "Er is geen Telegram-token. Vraag er een aan bij @BotFather en zet hem in .env: "
            "DRIEVRAGEN_TELEGRAM_TOKEN=... Zonder token werkt het gesprek in de terminal: drievragen chat."
        )
    port, url, told = settings.http_port, settings.webhook_url, secret(settings.webhook_secret)
    knowledge = cache(lambda: open_knowledge(settings))  # one for both: what is added is found at once
    run_bot(
        build_assistant(settings, lambda: datetime.now(UTC), knowledge),
        settings.store_url,
        settings.telegram_token.get_secret_value(),
        settings.telegram_api_url,
        Administration(settings.admins, lambda: knowledge().library, settings.data_dir / "incoming"),
        house=House(
            Access(settings.access),
            settings.allowed,
            settings.turns_per_minute,
            Keep(settings.keep_days, settings.keep_decided_days),
            settings.pages_url,
        ),
        address=None if port is None else Address(settings.http_host, port),
        webhook=None if url is None or told is None else Webhook(url, told),
    )


def _read(source: Path) -> str:
    if str(source) == "-":
        return sys.stdin.read()
    try:
        return source.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{source}: kan dit bestand niet lezen ({error.__class__.__name__}).") from None


def _settings() -> Settings:
    settings = load_settings()
    logs.configure(settings.log_level, settings.log_format, settings.secrets)
    return settings


def _stop(message: str, code: int = 1) -> NoReturn:
    print(message, file=sys.stderr)
    raise SystemExit(code)
