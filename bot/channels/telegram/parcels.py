"""One document on its way from Telegram to the library, followed in a note."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from telegram import Bot
from telegram.error import BadRequest, TelegramError

from bot.channels.telegram.note import PAUSE, Note
from bot.channels.telegram.outbox import log_fault
from bot.channels.telegram.patience import patiently
from bot.commands.documents import Request, add_one
from bot.content import Texts
from knowledge.engines.errors import EngineUnavailable
from knowledge.errors import IndexUnavailable
from knowledge.library import Library

log = logging.getLogger(__name__)

FETCH_SECONDS = 120.0
"""How long fetching is tried: the next document waits for it, and sending it again is easy."""


class Administration(NamedTuple):
    """Who may add documents, the library they go to, and a folder for files while they are read."""

    admins: frozenset[int]
    library: Callable[[], Library]
    folder: Path


class Parcel(NamedTuple):
    """A document at Telegram, the name it gets here, and what to add it as."""

    file_id: str
    name: str
    request: Request


async def deliver(parcel: Parcel, administration: Administration, bot: Bot, note: Note, texts: Texts) -> None:
    """Fetches the document, adds it to the library and says in the note what came of it.

    Raises:
        TelegramError: the note cannot be shown; the document is added nevertheless, if it can be.
    """
    try:
        administration.folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=administration.folder, ignore_cleanup_errors=True) as folder:
            path = Path(folder) / parcel.name
            trouble = await _fetched(bot, parcel, path, texts)
            outcome = trouble or await _added(parcel, path, administration.library, note, texts)
    except Exception as error:  # whoever waits must hear of it
        log_fault(error)
        outcome = texts.say("went_wrong")
    await note.say(outcome)


async def _fetched(bot: Bot, parcel: Parcel, path: Path, texts: Texts) -> str | None:
    """Nothing, when the document is at `path`; else why it is not."""

    async def fetch() -> None:
        file = await bot.get_file(parcel.file_id)
        await file.download_to_drive(path)

    try:
        async with asyncio.timeout(FETCH_SECONDS):
            await patiently(fetch)
    except (TelegramError, TimeoutError) as error:
        log.warning("document not fetched: %s", type(error).__name__)
        too_big = isinstance(error, BadRequest) and "too big" in error.message.casefold()
        return texts.say("document_too_big" if too_big else "document_not_fetched", name=parcel.name)
    return None


async def _added(parcel: Parcel, path: Path, library: Callable[[], Library], note: Note, texts: Texts) -> str:
    """What came of adding the file at `path`; the note shows how far it is."""
    progress = _Progress(parcel.name, texts)

    def add() -> str:
        line = add_one(
            library(), path, parcel.name, parcel.request, texts, progress.reading, progress.embedding
        )
        return line.text

    work = asyncio.create_task(asyncio.to_thread(add))
    try:
        while not work.done():
            await asyncio.wait({work}, timeout=PAUSE)
            if progress.text is not None and not work.done():
                with suppress(TelegramError):  # the end will be told, this was only on the way
                    await note.say(progress.text)
        return work.result()
    except (EngineUnavailable, IndexUnavailable) as error:
        log.error("%s", error)
        return str(error)
    finally:
        progress.stop()
        work.cancel()


class _StoppedError(Exception):
    """The bot stops; a thread can only be stopped from within."""


class _Progress:
    """How far the thread is that reads and embeds, in the sentence of this moment."""

    def __init__(self, name: str, texts: Texts) -> None:
        self.text: str | None = None
        self._name = name
        self._say = texts.say
        self._stopped = False

    def stop(self) -> None:
        """Ends the thread the next time that it tells how far it is."""
        self._stopped = True

    def reading(self, done: int, total: int) -> None:
        """So many pages of all are read."""
        self._tell("document_read", done, total)

    def embedding(self, done: int, total: int) -> None:
        """So many passages of all can be found."""
        self._tell("document_embedded", done, total)

    def _tell(self, name: str, done: int, total: int) -> None:
        if self._stopped:
            raise _StoppedError
        self.text = self._say(name, name=self._name, percent=100 * done // max(total, 1))
