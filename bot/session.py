"""One owner's requests: which conversation is open, and the commands that go beyond one conversation."""

import logging
from asyncio import to_thread
from collections.abc import Callable
from datetime import UTC, datetime
from unicodedata import category
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.assistant import Assistant
from bot.dialogue import CommandName, Conversation
from bot.dialogue.replies import Message, Refused, Reply, Step
from bot.domain import Slot
from bot.evidence import shown
from bot.store import Stored, Turn
from knowledge.errors import IndexUnavailable

log = logging.getLogger(__name__)

TITLE_LENGTH = 80
SEARCH_LIMIT = 3

COMMANDS: dict[str, CommandName] = {
    "waarom": "why",
    "terug": "back",
    "wijzig": "change",
    "pauze": "pause",
    "stop": "pause",
    "verder": "resume",
    "volledig": "full",
    "help": "help",
    "privacy": "privacy",
}
"""Commands about the open conversation; the others are methods of `Session`."""


class Incoming(BaseModel):
    """One thing a user does: types `text` (a command when it starts with /) or presses `option`."""

    model_config = ConfigDict(frozen=True)

    text: str | None = None
    option: str | None = None
    conversation: str | None = None
    turn: int | None = None


class Session:
    """Applies what an owner does to what the store holds of them. One instance serves everybody."""

    def __init__(self, assistant: Assistant, new_id: Callable[[], str] = lambda: uuid4().hex[:12]) -> None:
        self._assistant = assistant
        self._texts = assistant.content.texts
        self._new_id = new_id
        self._own = {
            "start": self._start,
            "nieuw": self._new,
            "opnieuw": self._again,
            "mijn": self._mine,
            "open": self._open,
            "gemeente": self._municipality,
            "zoek": self._search,
        }

    async def take(self, turn: Turn, incoming: Incoming, *, full: bool = False) -> tuple[Reply, ...]:
        """What to say; the new state is saved in `turn`."""
        if incoming.option is not None:
            return await self._press(turn, incoming)
        text = _readable(incoming.text or "").strip()
        if text.startswith("/"):
            if refused := self._assistant.refusal(text):
                return await self._refuse(turn, refused)
            name, argument = (*text[1:].split(maxsplit=1), "", "")[:2]
            return await self._command(turn, name.split("@")[0].casefold(), argument)
        conversation = await self._active(turn, full=full)
        if conversation is None:
            conversation = await self._fresh(turn, full=full)
        return await self._keep(turn, await to_thread(self._assistant.say, conversation, text))

    async def open(self, turn: Turn, *, fresh: bool = False, full: bool = False) -> tuple[Reply, ...]:
        """What to say when a channel starts: the greeting, or where the owner was."""
        if fresh:
            await turn.activate(None)
        conversation = await self._active(turn, full=full)
        if conversation is not None and conversation.phase == "asking":
            paused = conversation.model_copy(update={"paused": True})  # also when nobody said so
            return await self._keep(turn, await to_thread(self._assistant.command, paused, "resume"))
        return await self._begin(turn, full=full)

    async def _press(self, turn: Turn, incoming: Incoming) -> tuple[Reply, ...]:
        option = incoming.option or ""
        conversation = await self._active(turn)
        if option == "new" and (conversation is None or conversation.asked is not Slot.STATUS):
            return await self._new(turn, "")  # not the answer "nieuw", which has the same name
        if conversation is None or incoming.conversation not in (None, conversation.id):
            return await self._refuse(turn, Refused(text=self._texts.say("old_button")))
        if option == "change":
            return await self._keep(turn, await to_thread(self._assistant.command, conversation, "change"))
        return await self._keep(
            turn, await to_thread(self._assistant.choose, conversation, option, incoming.turn)
        )

    async def _command(self, turn: Turn, name: str, argument: str) -> tuple[Reply, ...]:
        if name in self._own:
            return await self._own[name](turn, argument)
        if name in COMMANDS:
            conversation = await self._active(turn) or await self._fresh(turn)
            return await self._keep(
                turn, await to_thread(self._assistant.command, conversation, COMMANDS[name])
            )
        return await self._refuse(
            turn, Refused(text=self._texts.say("unknown_command", name=f"/{name[:40]}"))
        )

    async def _refuse(self, turn: Turn, refused: Refused) -> tuple[Reply, ...]:
        """The refusal, and the conversation as it stands, if there is one."""
        conversation = await self._active(turn)
        return (refused, *(self._assistant.again(conversation) if conversation else ()))

    # Commands that go beyond one conversation

    async def _start(self, turn: Turn, _: str) -> tuple[Reply, ...]:
        return await self.open(turn)

    async def _new(self, turn: Turn, argument: str) -> tuple[Reply, ...]:
        if argument:
            return await self._keep(
                turn, await to_thread(self._assistant.say, await self._fresh(turn), argument)
            )
        started = Message(text=self._texts.say("started_new")) if await self._active(turn) else None
        replies = await self._begin(turn)
        return (started, *replies) if started else replies

    async def _again(self, turn: Turn, _: str) -> tuple[Reply, ...]:
        conversation = await self._active(turn)
        if conversation is None or conversation.description is None:
            return await self._begin(turn)
        fresh = await self._fresh(turn, full=conversation.full)
        step = await to_thread(self._assistant.say, fresh, conversation.description)
        again = Message(text=self._texts.say("started_again"))
        return (again, *await self._keep(turn, step))

    async def _mine(self, turn: Turn, _: str) -> tuple[Reply, ...]:
        stored = await self._described(turn)
        if not stored:
            return (Message(text=self._texts.say("mine_none")),)
        active = await turn.active()
        lines = [self._texts.say("mine")]
        for number, one in enumerate(stored, start=1):
            status = self._texts.say(f"status_{one.status}")
            if active is not None and one.id == active.id:
                status = f"{status}, {self._texts.say('mine_current')}"
            lines.append(self._texts.say("mine_line", number=number, title=one.title, status=status))
        return (Message(text="\n".join(lines)),)

    @staticmethod
    async def _described(turn: Turn) -> tuple[Stored, ...]:
        """The requests that have a description, newest first; one without is only an empty page."""
        return tuple(one for one in await turn.conversations() if one.status != "intake")

    async def _open(self, turn: Turn, argument: str) -> tuple[Reply, ...]:
        stored = await self._described(turn)
        number = int(argument) if argument.isdecimal() and len(argument) < 6 else 0
        if not 1 <= number <= len(stored):
            refused = Refused(text=self._texts.say("no_such_request", number=argument[:20] or "?"))
            return (refused, *await self._mine(turn, ""))
        conversation = _restored(stored[number - 1])
        if conversation is None:
            return await self._refuse(turn, Refused(text=self._texts.say("went_wrong")))
        await turn.activate(conversation.id)
        return self._assistant.again(conversation)

    async def _municipality(self, turn: Turn, argument: str) -> tuple[Reply, ...]:
        places = self._assistant.places()
        if not argument:
            code = await turn.municipality()
            place = places.find(code) if code else None
            if place is None:
                return (Message(text=self._texts.say("municipality_which")),)
            return (Message(text=self._texts.say("municipality_now", name=place.name)),)
        place = places.find(argument)
        if place is None:
            return (Refused(text=self._texts.say("municipality_unknown", name=argument[:60])),)
        await turn.set_municipality(place.code)
        message = Message(text=self._texts.say("municipality_set", name=place.name))
        conversation = await self._active(turn) or await self._fresh(turn)
        step = await to_thread(self._assistant.command, conversation, "municipality", place.code)
        return (message, *await self._keep(turn, step))

    async def _search(self, turn: Turn, argument: str) -> tuple[Reply, ...]:
        if not argument:
            return (Message(text=self._texts.say("search_what")),)
        near = await turn.municipality()
        try:
            searcher = await to_thread(self._assistant.searcher)
            found = await to_thread(searcher.search, argument, near=near, limit=SEARCH_LIMIT)
        except IndexUnavailable as error:
            log.error("%s", error)
            return (Refused(text=self._texts.say("index_unavailable")),)
        passages = tuple(shown(hit.passage) for hit in found.hits if hit.relevant)
        return (
            Message(
                text=self._texts.say("search_found" if passages else "search_nothing"), passages=passages
            ),
        )

    # State

    async def _begin(self, turn: Turn, *, full: bool = False) -> tuple[Reply, ...]:
        step = self._assistant.dialogue.start(await self._fresh(turn, full=full))
        return await self._keep(turn, step)

    async def _fresh(self, turn: Turn, *, full: bool = False) -> Conversation:
        """A new conversation; one that was never described is used again instead of piling up."""
        active = await self._active(turn)
        if active is not None and active.phase == "intake":
            return active.model_copy(update={"full": full or active.full, "paused": False})
        return Conversation(id=self._new_id(), municipality=await turn.municipality(), full=full)

    async def _active(self, turn: Turn, *, full: bool = False) -> Conversation | None:
        stored = await turn.active()
        conversation = _restored(stored) if stored else None
        return conversation.model_copy(update={"full": full or conversation.full}) if conversation else None

    async def _keep(self, turn: Turn, step: Step) -> tuple[Reply, ...]:
        conversation = step.conversation
        title = " ".join((conversation.description or self._texts.say("untitled")).split())[:TITLE_LENGTH]
        await turn.save(
            Stored(
                id=conversation.id,
                owner=turn.owner,
                title=title,
                status=conversation.phase,
                state=conversation.model_dump_json(),
                updated=datetime.now(UTC),
            )
        )
        return step.replies


def _restored(stored: Stored) -> Conversation | None:
    """The conversation, or None when it is of a version that this one cannot read: it stays stored."""
    try:
        return Conversation.model_validate_json(stored.state)
    except ValidationError:
        return None


def _readable(text: str) -> str:
    """`text` without control characters and halves of characters: not every database or screen takes them."""
    return "".join(" " if one != "\n" and category(one) in ("Cc", "Cs") else one for one in text)
