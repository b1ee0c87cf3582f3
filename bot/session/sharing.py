"""Sharing an advice with a colleague by a link: whoever has it reads that advice, and nothing else."""

from asyncio import to_thread
from collections.abc import Callable

from bot.assistant import Assistant
from bot.dialogue import AdviceGiven, Choice, Message, Option, Refused
from bot.dialogue.dates import dutch_date
from bot.session.keeping import Keeper, Replies, restored
from bot.store import Turn
from bot.store.shares import VALID

Link = Callable[[str], str | None]
"""Gives the address that opens the assistant with a payload; None where links lead nowhere."""

STOP_WORD = "stop"
LINK = "d_"
"""What the payload of a link to an advice begins with."""


class Sharing:
    """The command to share, and opening what somebody shared."""

    def __init__(self, assistant: Assistant, keeper: Keeper, link: Link) -> None:
        self._assistant = assistant
        self._link = link
        self._texts = assistant.content.texts
        self._keeper = keeper

    async def share(self, turn: Turn, argument: str) -> Replies:
        """Makes a link to the advice of the open conversation, or stops every link to it."""
        conversation = await self._keeper.advised(turn)
        if conversation is None:
            return await self._keeper.refuse_before_advice(turn)
        if argument.casefold() == STOP_WORD:
            count = await turn.unshare(conversation.id)
            return await self._keeper.answer(turn, self._texts.say("share_stopped", count=count))
        if self._link(LINK) is None:  # nobody else comes here: the text itself goes on
            given = await to_thread(self._assistant.given, conversation)
            return Message(text=self._texts.say("share_text")), given
        now = self._assistant.now()
        link = await turn.share(conversation.id, now)
        until = dutch_date((now + VALID).date(), self._texts)
        text = self._texts.say("share", link=self._link(LINK + link), until=until)
        stop = Option(id=f"share:{STOP_WORD}", label=self._texts.say("share_stop"))
        return (Choice(text=text, options=(stop,)),)

    async def pressed(self, turn: Turn, argument: str) -> Replies:
        """The button that stops the links."""
        return await self.share(turn, argument)

    async def opened(self, turn: Turn, link: str) -> Replies:
        """The advice that somebody shared; what this owner was doing stays as it is."""
        stored = await turn.shared(link, self._assistant.now())
        conversation = restored(stored) if stored else None
        if conversation is None or conversation.phase not in ("advice", "recording"):
            return await self._keeper.refuse(turn, Refused(text=self._texts.say("link_unknown")))
        given = await to_thread(self._assistant.given, conversation)
        # Its buttons are about a conversation of somebody else.
        read_only: AdviceGiven = given.model_copy(update={"options": ()})
        return Message(text=self._texts.say("shared_with_you")), read_only
