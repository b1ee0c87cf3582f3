"""One owner who types and presses, with real conversations in a real store."""

from bot.dialogue import AdviceGiven, Conversation, File, Question, Reply
from bot.session import Incoming, Session
from bot.store import Decision, Published, Store
from tests.dialogue.chat import DESCRIPTION


class User:
    """One owner who types and presses; each thing is a turn of its own."""

    def __init__(self, store: Store, session: Session, owner: str = "ik") -> None:
        self.store, self.session, self.owner = store, session, owner
        self.replies: tuple[Reply, ...] = ()

    async def type(self, text: str) -> "User":
        return await self.take(Incoming(text=text))

    async def press(self, option: str, conversation: str | None = None) -> "User":
        return await self.take(Incoming(option=option, conversation=conversation))

    async def take(self, incoming: Incoming) -> "User":
        async with self.store.turn(self.owner) as turn:
            self.replies = await self.session.take(turn, incoming)
        assert self.replies
        return self

    async def open(self, *, fresh: bool = False, full: bool = False) -> "User":
        async with self.store.turn(self.owner) as turn:
            self.replies = await self.session.open(turn, fresh=fresh, full=full)
        assert self.replies
        return self

    async def state(self) -> Conversation:
        """The conversation that is open."""
        async with self.store.turn(self.owner) as turn:
            active = await turn.active()
        assert active
        return Conversation.model_validate_json(active.state)

    async def titles(self) -> list[str]:
        async with self.store.turn(self.owner) as turn:
            return [one.title for one in await turn.conversations()]

    @property
    def types(self) -> list[str]:
        return [reply.type for reply in self.replies]

    @property
    def text(self) -> str:
        """Every sentence of the last turn."""
        return "\n".join(str(reply.model_dump().get("text", "")) for reply in self.replies)

    @property
    def slot(self) -> str:
        question = self.replies[-1]
        assert isinstance(question, Question), self.types
        return question.slot

    async def is_advised(self, description: str = DESCRIPTION) -> "User":
        """Go from a description to the advice to drop it."""
        await self.type(description)
        while not isinstance(self.replies[-1], AdviceGiven):
            await self.press("none")
        return self

    async def decides(self, *, until: str = "1 november 2025") -> "User":
        """Go from the description to a decision that is recorded."""
        await self.is_advised()
        for word in ("/besluit", "1", "Inkoper", "1", until):
            await self.type(word)
        assert self.types == ["choice"], self.types
        return self

    async def option(self, label: str) -> "User":
        """Press the button with this label."""
        options = [option for reply in self.replies for option in getattr(reply, "options", ())]
        (chosen,) = [option.id for option in options if option.label == label]
        return await self.press(chosen)

    @property
    def files(self) -> list[File]:
        """The files that the last turn promised."""
        return [reply for reply in self.replies if isinstance(reply, File)]

    async def content(self, file: File) -> bytes | None:
        """What is in a file that was promised."""
        async with self.store.turn(self.owner) as turn:
            return await self.session.make(turn, file)

    async def decisions(self) -> tuple[Decision, ...]:
        async with self.store.turn(self.owner) as turn:
            return await turn.decisions()

    async def register(self) -> tuple[Published, ...]:
        return await self.store.register.listing()
