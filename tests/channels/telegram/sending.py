"""What an administrator sends and then sees."""

import asyncio
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from threading import Event

from bot.channels.telegram.parcels import Administration
from knowledge.library import Library
from knowledge.search import Knowledge
from tests.auxil.assistant import make_assistant
from tests.auxil.library import WordEngine
from tests.auxil.telegram import User
from tests.channels.telegram.conftest import Serving

KILOMETERS = "De aanbieder geeft elke maand door hoeveel kilometers zijn chauffeurs hebben gereden."
SLEUTELS = "De aanbieder houdt elke week bij hoeveel sleutels er zijn uitgegeven aan cliënten."
SECONDS = 30.0
"""A process starts for every file, on a busy machine."""


class HeldEngine(WordEngine):
    """Embeds documents only after it was let go."""

    def __init__(self) -> None:
        super().__init__()
        self.started = Event()
        self.go = Event()

    def embed_documents(self, texts: Sequence[str]) -> list[list[float]]:
        self.started.set()
        assert self.go.wait(SECONDS)
        return super().embed_documents(texts)


async def begun(engine: HeldEngine) -> None:
    """Wait until a document is being embedded."""
    async with asyncio.timeout(SECONDS):
        while not engine.started.is_set():  # noqa: ASYNC110 - another thread sets it
            await asyncio.sleep(0.01)


def incoming(administration: Administration) -> list[Path]:
    """The files that are being read."""
    return [path for path in administration.folder.rglob("*") if path.is_file()]


def everything_in(folder: Path) -> list[Path]:
    """All that lies in a folder, at any depth."""
    return list(folder.rglob("*"))


def names(library: Library) -> list[str]:
    """The documents in the library, oldest first."""
    return [entry.name for entry in library.documents()]


def with_library(
    serving: Serving, library: Library, administration: Administration
) -> AbstractAsyncContextManager[None]:
    """The bot, whose answers come from `library`."""
    return serving(make_assistant(Knowledge(library)), administration)


async def sends(user: User, content: bytes, name: str | None, caption: str = "eis Almere") -> str:
    """Send a document; what the note about it says in the end."""
    notes = len(user.chat) + 1
    await user.sends_document(content, name, caption)
    chat = await user.waits(lambda chat: len(chat) > notes and not is_busy(chat[notes].text), SECONDS)
    return chat[notes].text


def is_busy(note: str) -> bool:
    """Whether a note still tells of something that goes on."""
    return note.startswith(("Ik lees ", "Ik maak "))
