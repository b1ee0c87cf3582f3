"""Conversations in the store: read, begun and kept."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeAlias

from pydantic import ValidationError

from bot.assistant import Assistant
from bot.dialogue import Choice, Conversation, Message, Refused, Reply, Step
from bot.dialogue.options import after_advice
from bot.store import Decided, Stored, Turn

TITLE_LENGTH = 80

Replies: TypeAlias = tuple[Reply, ...]


class Keeper:
    """Turns what the store has into conversations, and back."""

    def __init__(self, assistant: Assistant, new_id: Callable[[], str]) -> None:
        self._assistant = assistant
        self._texts = assistant.content.texts
        self.new_id = new_id

    async def active(self, turn: Turn, *, full: bool = False) -> Conversation | None:
        """The conversation that is open."""
        stored = await turn.active()
        conversation = restored(stored) if stored else None
        return conversation.model_copy(update={"full": full or conversation.full}) if conversation else None

    async def advised(self, turn: Turn) -> Conversation | None:
        """The conversation that is open, when it came to an advice."""
        conversation = await self.active(turn)
        if conversation is None or conversation.phase not in ("advice", "recording"):
            return None
        return conversation

    async def find(self, turn: Turn, identifier: str | None) -> Conversation | None:
        """The owner's conversation with this id."""
        found = next((one for one in await turn.conversations() if one.id == identifier), None)
        return restored(found) if found else None

    async def fresh(self, turn: Turn, *, full: bool = False) -> Conversation:
        """A new conversation; one that was never described is used again instead of piling up."""
        active = await self.active(turn)
        if active is not None and active.phase == "intake":
            return active.model_copy(update={"full": full or active.full, "paused": False})
        return Conversation(id=self.new_id(), municipality=await turn.municipality(), full=full)

    async def begin(self, turn: Turn, *, full: bool = False) -> Replies:
        """A new conversation, with its first words."""
        return await self.keep(turn, self._assistant.dialogue.start(await self.fresh(turn, full=full)))

    async def keep(self, turn: Turn, step: Step) -> Replies:
        """Saves the state after a step, and the decision that it took down; gives what to say."""
        conversation, recorded = step.conversation, step.recorded
        title = " ".join((conversation.description or self._texts.say("untitled")).split())[:TITLE_LENGTH]
        await turn.save(
            Stored(
                id=conversation.id,
                owner=turn.owner,
                title=title,
                status=conversation.status,
                state=conversation.model_dump_json(),
                updated=datetime.now(UTC),
            )
        )
        if recorded is not None:
            decided = Decided(
                recorded.outcome.value, recorded.by, recorded.reason, recorded.until, recorded.at
            )
            await turn.record(conversation.id, decided)
        return step.replies

    async def answer(self, turn: Turn, text: str) -> Replies:
        """A sentence, and then on with what is open: the question, or what can be done after the advice."""
        conversation = await self.active(turn)
        if conversation is None or conversation.phase == "intake":
            return (Message(text=text),)
        if conversation.phase == "advice":
            return (Choice(text=text, options=after_advice(conversation, self._texts)),)
        return Message(text=text), *self._assistant.again(conversation)

    async def refuse(self, turn: Turn, refused: Reply) -> Replies:
        """The refusal, and the conversation as it stands, if there is one."""
        conversation = await self.active(turn)
        return (refused, *(self._assistant.again(conversation) if conversation else ()))

    async def refuse_before_advice(self, turn: Turn) -> Replies:
        """That something can be done only after the advice."""
        return await self.refuse(turn, Refused(text=self._texts.say("no_advice_yet")))


def restored(stored: Stored) -> Conversation | None:
    """The conversation, or None when it is of a version that this one cannot read: it stays stored."""
    try:
        return Conversation.model_validate_json(stored.state)
    except ValidationError:
        return None
