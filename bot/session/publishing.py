"""The shared register: publishing a decision after seeing exactly what becomes public, and withdrawing it."""

from hashlib import blake2b

from bot.assistant import Assistant
from bot.dialogue import Choice, Conversation, Option, Refused
from bot.dialogue.options import after_advice
from bot.register import entry
from bot.session.keeping import Keeper, Replies
from bot.store import Publication, Turn

LONGEST = 1000
"""Characters of a description that are published."""


class Publishing:
    """Commands about the register."""

    def __init__(self, assistant: Assistant, keeper: Keeper) -> None:
        self._assistant = assistant
        self._texts = assistant.content.texts
        self._keeper = keeper

    async def publish(self, turn: Turn, _: str) -> Replies:
        """Shows what would become public, and asks."""
        conversation = await self._keeper.advised(turn)
        if conversation is None:
            return await self._keeper.refuse_before_advice(turn)
        if conversation.recorded is None:
            return (Refused(text=self._texts.say("publish_after_decision")),)
        publication = publication_of(conversation, self._assistant)
        if publication is None:
            return (Refused(text=self._texts.say("publish_municipality")),)
        if refused := self._assistant.refusal(publication.description):
            return (refused,)
        earlier = await turn.published(conversation.id)
        if earlier and earlier.withdrawn is None and _seen(earlier.publication) == _seen(publication):
            return await self._keeper.answer(turn, self._texts.say("published_already"))
        say = self._texts.say
        options = (
            Option(id=f"publish:{_seen(publication)}", label=say("publish_yes")),
            Option(id="publish:", label=say("publish_no")),
        )
        shown = entry(publication, self._texts, self._assistant.places())
        return (Choice(text=say("publish_preview", entry=shown), options=options),)

    async def confirmed(self, turn: Turn, seen: str) -> Replies:
        """Publishes what the owner saw; `seen` stands for it, empty when they rather not."""
        if not seen:
            return await self._keeper.answer(turn, self._texts.say("published_not"))
        conversation = await self._keeper.advised(turn)
        publication = publication_of(conversation, self._assistant) if conversation else None
        if conversation is None or publication is None or _seen(publication) != seen:
            return Refused(text=self._texts.say("publish_changed")), *await self.publish(turn, "")
        await turn.publish(conversation.id, publication)
        options = (
            Option(id="withdraw", label=self._texts.say("option_withdraw")),
            *after_advice(conversation, self._texts),
        )
        return (Choice(text=self._texts.say("published"), options=options),)

    async def withdraw(self, turn: Turn, _: str) -> Replies:
        """Takes the decision out of the register."""
        conversation = await self._keeper.active(turn)
        gone = conversation is not None and await self._withdrawn(turn, conversation)
        return await self._keeper.answer(turn, self._texts.say("withdrawn" if gone else "withdrawn_not"))

    async def _withdrawn(self, turn: Turn, conversation: Conversation) -> bool:
        """Whether something was taken out; a conversation that was not stored yet has nothing there."""
        if await self._keeper.find(turn, conversation.id) is None:
            return False
        return await turn.withdraw(conversation.id, self._assistant.now())


def publication_of(conversation: Conversation, assistant: Assistant) -> Publication | None:
    """What would be public: never who decided, nor why; None without a decision or a municipality."""
    recorded = conversation.recorded
    if recorded is None or conversation.municipality is None:
        return None
    return Publication(
        municipality=conversation.municipality,
        description=" ".join((conversation.description or "").split())[:LONGEST],
        outcome=recorded.outcome.value,
        rule=assistant.dialogue.advice(conversation).advice.rule,
        until=recorded.until,
        at=assistant.now(),
    )


def _seen(publication: Publication) -> str:
    """A short name for what somebody saw of a publication."""
    parts = (
        publication.municipality,
        publication.description,
        publication.outcome,
        publication.rule,
        str(publication.until),
    )
    return blake2b("\0".join(parts).encode(), digest_size=6).hexdigest()
