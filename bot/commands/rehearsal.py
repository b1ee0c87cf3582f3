"""`drievragen workshop`: a workshop to rehearse alone, on one's own computer and without Telegram."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from random import randrange
from tempfile import TemporaryDirectory

from starlette.applications import Starlette

from bot.assistant import Assistant
from bot.commands.documents import SPREADSHEETS
from bot.commands.usage import UsageError
from bot.content import Texts
from bot.facilitation import Hall
from bot.facilitation.desk import Desk
from bot.facilitation.listing import add_table, typed
from bot.facilitation.rehearsing import PAUSE, begin, play, samples
from bot.facilitation.wording import wording
from bot.store import Store
from bot.web.server import Server
from bot.web.workshop import Audience, workshop_routes

HOST = "127.0.0.1"
"""This computer alone: simulated people are no reason to open a port to others."""

SEEDS = 1 << 32


def rehearse(assistant: Assistant, port: int, file: Path | None) -> None:
    """Holds a rehearsal with the registrations in `file`, or with samples, until Ctrl-C.

    Raises:
        UsageError: the port is taken, or there are no registrations in the file.
        StoreError: there is no room for a database.
        CorpusError: a passage does not fit.
        IndexUnavailable: the data folder cannot be written.
    """
    with suppress(KeyboardInterrupt):
        asyncio.run(hold(assistant, port, file))
    print(assistant.content.texts.say("rehearsal_stopped"))


async def hold(
    assistant: Assistant, port: int, file: Path | None, pause: tuple[float, float] = PAUSE
) -> None:
    """Holds a rehearsal until it is cancelled; raises what `rehearse` does.

    The simulated people wait between two answers for so many seconds, at least and at most.
    """
    texts = assistant.content.texts
    async with _opened(assistant, port) as hall:
        print(texts.say("bot_preparing"), file=sys.stderr, flush=True)
        await asyncio.to_thread(assistant.searcher)  # the first look-up should not wait for the index
        found = await begin(hall)
        if file is None:
            for sample in samples().registrations:
                await hall.do(found.code, sample)
        else:
            print(await _listed(hall, found.code, file, texts), flush=True)
        page = f"http://{HOST}:{port}/w/{found.code}"
        print(texts.say("rehearsal_ready", beamer=page, controls=f"{page}/{found.secret}"), flush=True)
        await play(hall, found.code, randrange(SEEDS), pause)  # noqa: S311 - not for secrets


@asynccontextmanager
async def _opened(assistant: Assistant, port: int) -> AsyncIterator[Hall]:
    """A hall in a database of its own, with its pages; nothing of it stays behind."""
    with TemporaryDirectory() as folder:
        store = await Store.open(f"sqlite+aiosqlite:///{folder}/oefening.db")
        hall = Hall(assistant, store)
        audience = Audience(hall.revision)
        pages = workshop_routes(Desk(hall), audience, assistant.content)
        server = Server(Starlette(routes=pages), HOST, port)
        try:
            try:
                await server.start()
            except OSError:
                raise UsageError(assistant.content.texts.say("rehearsal_no_port", port=port)) from None
            yield hall
        finally:
            audience.close()
            await server.stop()
            await hall.close()
            await store.close()


async def _listed(hall: Hall, code: str, file: Path, texts: Texts) -> str:
    """Puts the registrations in a file on the list; gives what came of it.

    Raises:
        UsageError: it cannot be read, or there is none in it.
    """
    try:
        content = await asyncio.to_thread(file.read_bytes)
        if file.suffix.casefold() in SPREADSHEETS:
            said = await add_table(hall, code, file.name, content)
        else:
            said = await _add_lines(hall, code, content.decode("utf-8-sig"), texts)
    except (OSError, UnicodeDecodeError):
        raise UsageError(texts.say("rehearsal_unread", file=file)) from None
    found = await hall.find(code)
    if found is None or not found.workshop.items:
        raise UsageError(said)
    return said


async def _add_lines(hall: Hall, code: str, text: str, texts: Texts) -> str:
    """Puts every line of a text on the list; gives what came of it."""
    say, added, left = wording().say, 0, list[str]()
    for number, line in enumerate(text.splitlines(), start=1):
        for proposal in typed(line):
            refused = (await hall.do(code, proposal)).refused
            if refused is None:
                added += 1
            else:
                why = say(f"why_{refused}")
                left.append(texts.say("rehearsal_line_left_out", number=number, why=why))
    return "\n".join((say("list_added", count=added) if added else say("list_added_none"), *left))
