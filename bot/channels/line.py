"""A conversation with one user, a line at a time: shared by the terminal and JSON lines."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict

from bot.channels.saving import save
from bot.content import Texts
from bot.dialogue import File, Refused, Reply
from bot.session import Incoming, Session
from bot.store import Store, StoreError, Turn

OWNER = "local"
"""Who sits at this machine; the terminal and JSON lines share their conversations."""


class Start(BaseModel):
    """How a conversation begins.

    `fresh`: without earlier ones and their municipality; `full`: with every question; `municipality`:
    a CBS code.
    """

    model_config = ConfigDict(frozen=True)

    fresh: bool = False
    full: bool = False
    municipality: str | None = None


class Saved(BaseModel):
    """A file that was promised, and where it is now."""

    model_config = ConfigDict(frozen=True)

    type: Literal["document"] = "document"
    name: str
    media_type: str
    path: Path


Line: TypeAlias = Reply | Saved


class LineChannel(ABC):
    """Where lines come from and replies go to."""

    @abstractmethod
    def incoming(self) -> Iterator[Incoming]:
        """What the user does, until the input ends."""

    @abstractmethod
    def show(self, replies: Iterable[Line]) -> None:
        """Shows the replies of one turn; every file in them is saved."""


class Talk:
    """One user's turns with the session; files that come out of them go to `folder`."""

    def __init__(self, session: Session, store: Store, texts: Texts, folder: Path) -> None:
        self._session = session
        self._store = store
        self._texts = texts
        self._folder = folder
        self._conversation: str | None = None

    async def begin(self, start: Start, now: datetime) -> tuple[Line, ...]:
        """The first words, after a reminder if a decision has ended.

        Raises:
            StoreError: they could not be stored.
        """
        async with self._store.turn(OWNER) as turn:
            if start.municipality or start.fresh:
                await turn.set_municipality(start.municipality)
            replies = await self._session.open(turn, fresh=start.fresh, full=start.full)
            await self._stay(turn)
        return (*replies, *await self._reminded(now))

    async def take(self, incoming: Incoming) -> tuple[Line, ...]:
        """What to say; a turn that could not be stored is answered with a sentence and changes nothing."""
        try:
            while True:
                replies = await self._store.settle(OWNER, None, lambda turn: self._taken(turn, incoming))
                if replies is not None:
                    return await self._with_files(replies)
                async with self._store.turn(OWNER) as turn:
                    if not await turn.activate(self._conversation):  # it was removed meanwhile
                        await self._stay(turn)
        except StoreError as error:
            return (Refused(text=f"{self._texts.say('busy')} {error}"),)

    async def _taken(self, turn: Turn, incoming: Incoming) -> tuple[Reply, ...] | None:
        """Nothing when another process of this user opened another conversation: first back to this one."""
        active = await turn.active()
        if (active.id if active else None) != self._conversation:
            return None
        replies = await self._session.take(turn, incoming)
        await self._stay(turn)
        return replies

    async def _stay(self, turn: Turn) -> None:
        active = await turn.active()
        self._conversation = active.id if active else None

    async def _reminded(self, now: datetime) -> tuple[Reply, ...]:
        """The oldest reminder of this user: one at a time, for there is one row of buttons to answer it."""
        due = await self._store.reminders.claim(now)
        mine = next((reminder for reminder in due if reminder.owner == OWNER), None)
        for reminder in due:
            if reminder != mine:
                await self._store.reminders.release(reminder)
        if mine is None:
            return ()
        async with self._store.turn(OWNER) as turn:
            return await self._session.remind(turn, mine) if await turn.reminded(mine) else ()

    async def _with_files(self, replies: tuple[Reply, ...]) -> tuple[Line, ...]:
        return tuple([await self._saved(one) if isinstance(one, File) else one for one in replies])

    async def _saved(self, file: File) -> Line:
        async with self._store.turn(OWNER) as turn:
            content = await self._session.make(turn, file)
        if content is None:
            return Refused(text=self._texts.say("document_gone"))
        try:
            path = save(self._folder, file.name, content)
        except OSError:
            return Refused(text=self._texts.say("document_unsaved", folder=self._folder))
        return Saved(name=file.name, media_type=file.media_type, path=path)


async def converse(channel: LineChannel, talk: Talk, start: Start, now: datetime) -> None:
    """Runs a conversation until the input ends; every turn is stored before it is shown.

    It stays with its own conversation, also when another process of the same user opens one.

    Raises:
        StoreError: already the first turn could not be stored.
    """
    channel.show(await talk.begin(start, now))
    for incoming in channel.incoming():
        channel.show(await talk.take(incoming))
