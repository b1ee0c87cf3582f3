"""The requests of one owner: a new one, the list, and back to an earlier one."""

from asyncio import to_thread
from uuid import uuid4

from bot.assistant import Assistant
from bot.dialogue import File, Message, Refused
from bot.dialogue.dates import dutch_date
from bot.session.keeping import Keeper, Replies, restored
from bot.session.workbook import EXCEL, Cell, workbook
from bot.store import Stored, Turn

EXCEL_WORD = "excel"


class Requests:
    """Commands about which conversation is open."""

    def __init__(self, assistant: Assistant, keeper: Keeper) -> None:
        self._assistant = assistant
        self._texts = assistant.content.texts
        self._keeper = keeper

    async def new(self, turn: Turn, argument: str) -> Replies:
        """Begins another request; the argument may describe it."""
        if argument:
            fresh = await self._keeper.fresh(turn)
            return await self._keeper.keep(turn, await turn.outside(self._assistant.say, fresh, argument))
        active = await self._keeper.active(turn)
        replies = await self._keeper.begin(turn)
        return (Message(text=self._texts.say("started_new")), *replies) if active else replies

    async def again(self, turn: Turn, _: str) -> Replies:
        """Begins the same request from the start."""
        conversation = await self._keeper.active(turn)
        if conversation is None or conversation.description is None:
            return await self._keeper.begin(turn)
        fresh = await self._keeper.fresh(turn, full=conversation.full)
        step = await turn.outside(self._assistant.say, fresh, conversation.description)
        again = Message(text=self._texts.say("started_again"))
        return (again, *await self._keeper.keep(turn, step))

    async def mine(self, turn: Turn, argument: str) -> Replies:
        """The requests with their state: all, those with some words in them, or all as Excel."""
        stored = await described(turn)
        if not stored:
            return (Message(text=self._texts.say("mine_none")),)
        if argument.casefold() == EXCEL_WORD:
            name = f"{self._texts.say('document_mine')}.xlsx"
            file = File(id=uuid4().hex, name=name, media_type=EXCEL, make="excel")
            return Message(text=self._texts.say("mine_excel")), file
        numbered = [one for one in enumerate(stored, start=1) if _has_words(one[1], argument)]
        if not numbered:
            return (Message(text=self._texts.say("mine_search_none", words=argument[:60])),)
        active = await turn.active()
        title = self._texts.say("mine_search", words=argument[:60]) if argument else self._texts.say("mine")
        lines = [title]
        for number, one in numbered:
            status = self._status(one)
            if active is not None and one.id == active.id:
                status = f"{status}, {self._texts.say('mine_current')}"
            lines.append(self._texts.say("mine_line", number=number, title=one.title, status=status))
        return (Message(text="\n".join(lines)),)

    async def open(self, turn: Turn, argument: str) -> Replies:
        """Opens the request with this number in the list."""
        stored = await described(turn)
        number = int(argument) if argument.isdecimal() and len(argument) < 6 else 0
        if not 1 <= number <= len(stored):
            refused = Refused(text=self._texts.say("no_such_request", number=argument[:20] or "?"))
            return (refused, *await self.mine(turn, ""))
        conversation = restored(stored[number - 1])
        if conversation is None:
            return await self._keeper.refuse(turn, Refused(text=self._texts.say("went_wrong")))
        await turn.activate(conversation.id)
        return await to_thread(self._assistant.again, conversation)

    async def as_excel(self, turn: Turn) -> bytes:
        """All requests of the owner as a workbook."""
        rows = [self._row(one) for one in await described(turn)]
        return await turn.outside(self._workbook, rows)

    def _workbook(self, rows: list[tuple[Cell, ...]]) -> bytes:
        say = self._texts.say
        header = (
            say("excel_description"),
            say("excel_state"),
            say("excel_outcome"),
            say("excel_by"),
            say("excel_reason"),
            say("excel_until"),
            say("excel_changed"),
        )
        return workbook(say("excel_title"), header, rows)

    def _row(self, stored: Stored) -> tuple[Cell, ...]:
        conversation = restored(stored)
        recorded = conversation.recorded if conversation else None
        decided: tuple[Cell, ...] = (None, None, None, None)
        if recorded is not None:
            outcome = self._texts.say(f"outcome_{recorded.outcome.value}")
            decided = (outcome, recorded.by, recorded.reason, recorded.until)
        description = conversation.description if conversation else None
        return (description or stored.title, self._status(stored), *decided, stored.updated.date())

    def _status(self, stored: Stored) -> str:
        say = self._texts.say
        conversation = restored(stored) if stored.status == "decided" else None
        recorded = conversation.recorded if conversation else None
        if recorded is None:  # also a decision of a version that this one cannot read
            return say(f"status_{'advice' if stored.status == 'decided' else stored.status}")
        outcome = say(f"outcome_{recorded.outcome.value}")
        if recorded.until is None:
            return say("status_decided", outcome=outcome)
        return say("status_decided_until", outcome=outcome, until=dutch_date(recorded.until, self._texts))


async def described(turn: Turn) -> tuple[Stored, ...]:
    """The requests that have a description, newest first; one without is only an empty page."""
    return tuple(one for one in await turn.conversations() if one.status != "intake")


def _has_words(stored: Stored, words: str) -> bool:
    """Whether every one of the `words` is in the description."""
    conversation = restored(stored)
    text = ((conversation.description if conversation else None) or stored.title).casefold()
    return all(word in text for word in words.casefold().split())
