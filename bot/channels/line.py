"""A conversation with one user, a line at a time: shared by the terminal and JSON lines."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator

from pydantic import BaseModel, ConfigDict

from bot.content import Texts
from bot.dialogue import Refused, Reply
from bot.session import Incoming, Session
from bot.store import Store, StoreError

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


class LineChannel(ABC):
    """Where lines come from and replies go to."""

    @abstractmethod
    def incoming(self) -> Iterator[Incoming]:
        """What the user does, until the input ends."""

    @abstractmethod
    def show(self, replies: Iterable[Reply]) -> None:
        """Shows the replies of one turn."""


async def converse(channel: LineChannel, session: Session, store: Store, texts: Texts, start: Start) -> None:
    """Runs a conversation until the input ends; every turn is stored before it is shown.

    It stays with its own conversation, also when another process of the same user opens one. A turn
    that could not be stored is answered with a sentence and changes nothing.

    Raises:
        StoreError: already the first turn could not be stored.
    """
    async with store.turn(OWNER) as turn:
        if start.municipality or start.fresh:
            await turn.set_municipality(start.municipality)
        replies = await session.open(turn, fresh=start.fresh, full=start.full)
        active = await turn.active()
    channel.show(replies)
    for incoming in channel.incoming():
        try:
            async with store.turn(OWNER) as turn:
                await turn.activate(active.id if active else None)
                replies = await session.take(turn, incoming)
                active = await turn.active()
        except StoreError as error:
            replies = (Refused(text=f"{texts.say('busy')} {error}"),)
        channel.show(replies)
