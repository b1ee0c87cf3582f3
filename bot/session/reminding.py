"""When a decision ends: were the figures used? If not, the three questions again."""

from bot.assistant import Assistant
from bot.dialogue import Choice, Conversation, Message, Option, Refused
from bot.dialogue.dates import dutch_date
from bot.domain import Fact, FactSheet, Slot
from bot.session.keeping import Keeper, Replies
from bot.store import Reminder, Turn


class Reminding:
    """Asks at the end of a decision, and takes the answer."""

    def __init__(self, assistant: Assistant, keeper: Keeper) -> None:
        self._assistant = assistant
        self._texts = assistant.content.texts
        self._keeper = keeper

    async def remind(self, turn: Turn, reminder: Reminder) -> Replies:
        """What to say on the day; nothing when the conversation is gone."""
        conversation = await self._keeper.find(turn, reminder.conversation)
        if conversation is None:
            return ()
        say = self._texts.say
        until = dutch_date(reminder.due, self._texts)
        options = (
            Option(id=f"used:{conversation.id}", label=say("reminder_used")),
            Option(id=f"unused:{conversation.id}", label=say("reminder_unused")),
        )
        text = say("reminder", until=until, description=conversation.description or "")
        return (Choice(text=text, options=options),)

    async def used(self, turn: Turn, identifier: str) -> Replies:
        """The figures were used: noted, and until when does the decision go on?"""
        conversation = await self._keeper.find(turn, identifier)
        if conversation is None:
            return (Refused(text=self._texts.say("reminder_gone")),)
        step = self._assistant.command(conversation, "used")
        noted = Message(text=self._texts.say("reminder_noted"))
        return (noted, *await self._keeper.keep(turn, step))

    async def unused(self, turn: Turn, identifier: str) -> Replies:
        """The figures were not used: a new conversation about the same registration, which exists now."""
        earlier = await self._keeper.find(turn, identifier)
        if earlier is None or earlier.description is None:
            return (Refused(text=self._texts.say("reminder_gone")),)
        at = self._assistant.now()
        known = {
            Slot.STATUS.value: Fact(value="existing", origin="button", at=at),
            Slot.USED.value: Fact(value="no", origin="button", at=at),
        }
        fresh = Conversation(
            id=self._keeper.new_id(), municipality=earlier.municipality, sheet=FactSheet(facts=known)
        )
        step = await turn.outside(self._assistant.say, fresh, earlier.description)
        again = Message(text=self._texts.say("reminder_again"))
        return (again, *await self._keeper.keep(turn, step))
