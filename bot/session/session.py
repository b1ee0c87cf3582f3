"""Takes what one owner does: a command, a button, or words for the open conversation."""

from asyncio import to_thread
from collections.abc import Awaitable, Callable
from functools import partial
from unicodedata import category
from uuid import uuid4

from bot.assistant import Assistant
from bot.dialogue import CommandName, File, Refused
from bot.domain import Slot
from bot.session.advised import Advised
from bot.session.incoming import Incoming
from bot.session.keeping import Keeper, Replies
from bot.session.looking import Looking
from bot.session.own_data import OwnData
from bot.session.publishing import Publishing
from bot.session.reminding import Reminding
from bot.session.requests import Requests
from bot.session.rooms import WORKSHOP, Rooms
from bot.session.sharing import Link, Sharing
from bot.store import Reminder, Turn

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
    "besluit": "record",
}
"""Commands about the open conversation; the others are methods of the parts of `Session`."""

Act = Callable[[Turn, str], Awaitable[Replies]]


class Session:
    """Applies what an owner does to what the store holds of them. One instance serves everybody."""

    def __init__(
        self,
        assistant: Assistant,
        new_id: Callable[[], str] = lambda: uuid4().hex[:12],
        rooms: Rooms | None = None,
        link: Link = lambda _: None,
    ) -> None:
        """`rooms` hold workshops and `link` gives addresses that others can open, where there are any."""
        self._assistant = assistant
        self._rooms = rooms
        self._texts = assistant.content.texts
        self._keeper = keeper = Keeper(assistant, new_id)
        self._requests = Requests(assistant, keeper)
        self._advised = Advised(assistant, keeper)
        self._own_data = OwnData(assistant, keeper, rooms)
        self._sharing = Sharing(assistant, keeper, link)
        self._reminding = Reminding(assistant, keeper)
        looking, publishing = Looking(assistant, keeper), Publishing(assistant, keeper)
        self._own: dict[str, Act] = {
            "start": self._start,
            "nieuw": self._requests.new,
            "opnieuw": self._requests.again,
            "mijn": self._requests.mine,
            "open": self._requests.open,
            "gemeente": looking.municipality,
            "zoek": looking.search,
            "toelichting": self._advised.explain,
            "document": self._advised.document,
            "delen": self._sharing.share,
            "workshop": self._workshop,
            "publiceer": publishing.publish,
            "intrekken": publishing.withdraw,
            "export": self._own_data.export,
            "verwijder": self._own_data.forget,
            **{word: partial(self._about, name) for word, name in COMMANDS.items()},
        }
        self._buttons: dict[str, Act] = {
            "change": partial(self._about, "change"),
            "record": partial(self._about, "record"),
            "explain": self._advised.explain,
            "document": self._advised.document,
            "publish": publishing.publish,
            "withdraw": publishing.withdraw,
        }
        self._answers: dict[str, Act] = {
            "publish": publishing.confirmed,
            "forget": self._own_data.confirmed,
            "used": self._reminding.used,
            "unused": self._reminding.unused,
            "share": self._sharing.pressed,
            WORKSHOP: self._pressed_in_workshop,
        }
        self._links: dict[str, Act] = {"d": self._sharing.opened, WORKSHOP: self._join}

    @property
    def commands(self) -> frozenset[str]:
        """Every command that it knows."""
        return frozenset(self._own)

    async def take(self, turn: Turn, incoming: Incoming, *, full: bool = False) -> Replies:
        """What to say; the new state is saved in `turn`, in which nothing was changed yet."""
        if incoming.option is not None:
            return await self._press(turn, incoming)
        text = _readable(incoming.text or "").strip()
        if text.startswith("/"):
            if refused := self._assistant.refusal(text):
                return await self._keeper.refuse(turn, refused)
            name, argument = (*text[1:].split(maxsplit=1), "", "")[:2]
            return await self._command(turn, name.split("@")[0].casefold(), argument)
        conversation = await self._keeper.active(turn, full=full)
        if conversation is None:
            if self._rooms is not None and (replies := await self._rooms.say(turn, text)) is not None:
                return replies
            conversation = await self._keeper.fresh(turn, full=full)
        return await self._keeper.keep(turn, await turn.outside(self._assistant.say, conversation, text))

    async def open(self, turn: Turn, *, fresh: bool = False, full: bool = False) -> Replies:
        """What to say when a channel starts: the greeting, or where the owner was."""
        if fresh:
            await turn.activate(None)
        conversation = await self._keeper.active(turn, full=full)
        if conversation is not None and conversation.phase in ("asking", "recording"):
            paused = conversation.model_copy(update={"paused": True})  # also when nobody said so
            return await self._keeper.keep(turn, await to_thread(self._assistant.command, paused, "resume"))
        return await self._keeper.begin(turn, full=full)

    async def remind(self, turn: Turn, reminder: Reminder) -> Replies:
        """What to say when a decision ends; nothing when it is not there any more."""
        return await self._reminding.remind(turn, reminder)

    async def make(self, turn: Turn, file: File) -> bytes | None:
        """The content of a file that was promised; None when what belongs in it is gone."""
        match file.make:
            case "excel":
                return await self._requests.as_excel(turn)
            case "export":
                return await self._own_data.as_json(turn)
            case "workshop_docx" | "workshop_pdf" | "workshop_xlsx":
                return (
                    await self._rooms.make(turn, file.make, file.conversation or "") if self._rooms else None
                )
            case kind:
                return await self._advised.make(turn, kind, file.conversation)

    async def _press(self, turn: Turn, incoming: Incoming) -> Replies:
        option = incoming.option or ""
        name, colon, argument = option.partition(":")
        if colon and name in self._answers:
            return await self._answers[name](turn, argument)
        conversation = await self._keeper.active(turn)
        if option == "new" and (conversation is None or conversation.asked is not Slot.STATUS):
            return await self._requests.new(turn, "")  # not the answer "nieuw", which has the same name
        if conversation is None or incoming.conversation not in (None, conversation.id):
            return await self._keeper.refuse(turn, Refused(text=self._texts.say("old_button")))
        if option in self._buttons:
            return await self._buttons[option](turn, "")
        step = await to_thread(self._assistant.choose, conversation, option, incoming.turn)
        return await self._keeper.keep(turn, step)

    async def _command(self, turn: Turn, name: str, argument: str) -> Replies:
        if name in self._own:
            return await self._own[name](turn, argument)
        return await self._keeper.refuse(
            turn, Refused(text=self._texts.say("unknown_command", name=f"/{name[:40]}"))
        )

    async def _about(self, name: CommandName, turn: Turn, _: str) -> Replies:
        """A command about the open conversation."""
        conversation = await self._keeper.active(turn) or await self._keeper.fresh(turn)
        step = await to_thread(self._assistant.command, conversation, name)
        return await self._keeper.keep(turn, step)

    async def _start(self, turn: Turn, payload: str) -> Replies:
        """Opens; what comes behind the link says what: an advice that was shared, or a workshop."""
        kind, _, argument = payload.partition("_")
        if argument and kind in self._links:
            return await self._links[kind](turn, argument)
        replies = await self.open(turn)
        return (Refused(text=self._texts.say("link_unknown")), *replies) if payload else replies

    async def _workshop(self, turn: Turn, argument: str) -> Replies:
        """Begins a workshop with this title, or takes part in the one with this code."""
        if self._rooms is None:
            return await self._keeper.refuse(turn, Refused(text=self._texts.say("workshop_elsewhere")))
        joined = await self._rooms.join(turn, argument) if argument else None
        return joined if joined is not None else await self._rooms.begin(turn, argument)

    async def _join(self, turn: Turn, code: str) -> Replies:
        joined = await self._rooms.join(turn, code) if self._rooms else None
        unknown = Refused(text=self._texts.say("workshop_unknown"))
        return joined if joined is not None else await self._keeper.refuse(turn, unknown)

    async def _pressed_in_workshop(self, turn: Turn, argument: str) -> Replies:
        if self._rooms is None:  # a card of when there were workshops here
            return await self._keeper.refuse(turn, Refused(text=self._texts.say("old_button")))
        return await self._rooms.press(turn, argument)


def _readable(text: str) -> str:
    """`text` without control characters and halves of characters: not every database or screen takes them."""
    return "".join(" " if one != "\n" and category(one) in ("Cc", "Cs") else one for one in text)
