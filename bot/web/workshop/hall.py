"""What the pages need of the workshops, wherever they are kept."""

from typing import Literal, Protocol

from bot.facilitation import Done, Found
from bot.workshop import Event, Workshop
from bot.workshop.scene import Scene

ReportKind = Literal["pdf", "docx", "xlsx"]


class Hall(Protocol):
    """All workshops. A method may raise `StoreError` when what keeps them does not answer."""

    async def find(self, code: str) -> Found | None:
        """The workshop with this join code."""

    async def revision(self, code: str) -> int | None:
        """The revision it is at, which is cheap to ask; None when there is no such workshop."""

    async def do(self, code: str, event: Event) -> Done:
        """What an event does."""

    def scene(self, workshop: Workshop) -> Scene:
        """What everybody may see of it."""

    def join_link(self, code: str) -> str | None:
        """The address behind the QR code; None without a bot, when somebody rehearses."""

    async def add_table(self, code: str, name: str, content: bytes) -> str:
        """Puts the registrations of a spreadsheet on the list, and says in Dutch what came of it."""

    async def report(self, code: str, kind: ReportKind) -> bytes:
        """The document that goes home."""
