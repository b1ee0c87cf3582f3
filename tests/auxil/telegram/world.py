"""What exists at Telegram: people, messages, pressed buttons, and updates on their way to the bot."""

import asyncio
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import count

from tests.auxil.telegram.files import Document, Files
from tests.auxil.telegram.html import Entity, Formatted
from tests.auxil.telegram.keyboards import Button, Rows
from tests.auxil.telegram.updates import Updates
from tests.auxil.telegram.wire import Json, utf16

_COMMAND = re.compile(r"(?<!\S)/[A-Za-z0-9_]{1,32}(?:@\w+)?")


@dataclass(frozen=True)
class Person:
    """A user, or the bot."""

    id: int
    first_name: str
    username: str | None = None
    is_bot: bool = False

    def as_json(self) -> dict[str, Json]:
        body: dict[str, Json] = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        return body if self.username is None else {**body, "username": self.username}


@dataclass(frozen=True)
class Message:
    """A message as it was at one moment; `text` is what the user sees, `edits` how often it was changed.

    With a `document` the text is its caption, which may be empty.
    """

    message_id: int
    chat: Person
    sender: Person
    date: int
    text: str
    entities: tuple[Entity, ...] = ()
    buttons: Rows = ()
    edits: int = 0
    document: Document | None = None

    @property
    def from_bot(self) -> bool:
        return self.sender.is_bot

    @property
    def labels(self) -> list[str]:
        """The texts of all buttons, in reading order."""
        return [button.text for row in self.buttons for button in row]

    def as_json(self) -> dict[str, Json]:
        body: dict[str, Json] = {
            "message_id": self.message_id,
            "date": self.date,
            "chat": {"id": self.chat.id, "type": "private", "first_name": self.chat.first_name},
            "from": self.sender.as_json(),
        }
        if self.document is None:
            body["text"] = self.text
        else:
            body["document"] = self.document.as_json()
            body |= {"caption": self.text} if self.text else {}
        if self.entities:
            body["entities"] = [entity.as_json() for entity in self.entities]
        if self.buttons:
            body["reply_markup"] = {"inline_keyboard": [[b.as_json() for b in row] for row in self.buttons]}
        if self.edits:
            body["edit_date"] = self.date
        return body


@dataclass(frozen=True)
class Notice:
    """What answering a pressed button showed to the user; `alert` if it had to be clicked away."""

    text: str
    alert: bool


@dataclass
class Press:
    """A pressed button; it turns round on the user's screen until it is answered."""

    user: int
    at: float
    answered: bool = False


class World:
    """Everything the bot and the users share."""

    def __init__(self, bot: Person, clock: Callable[[], float]) -> None:
        self.bot = bot
        self.clock = clock
        self.updates = Updates()
        self.files = Files()
        self.people: dict[int, Person] = {}
        self.known: set[int] = set()  # users who wrote to the bot; the bot cannot start a conversation
        self.blocked: set[int] = set()
        self.messages: dict[int, Message] = {}
        self.presses: dict[str, Press] = {}
        self.notices: dict[int, list[Notice]] = {}
        self._ids = count(1)
        self._changed = asyncio.Event()

    def chat(self, user: int) -> list[Message]:
        """The messages in the chat with a user, oldest first."""
        return [message for message in self.messages.values() if message.chat.id == user]

    def post(
        self,
        user: int,
        sender: Person,
        content: Formatted,
        buttons: Rows = (),
        document: Document | None = None,
    ) -> Message:
        """A new message in the chat with a user."""
        message = Message(
            next(self._ids),
            self.people[user],
            sender,
            int(time.time()),
            content.text,
            content.entities,
            buttons,
            document=document,
        )
        self.messages[message.message_id] = message
        self.change()
        return message

    def edit(self, message: Message, content: Formatted, buttons: Rows) -> Message:
        """The same message with another content."""
        edited = replace(
            message,
            text=content.text,
            entities=content.entities,
            buttons=buttons,
            edits=message.edits + 1,
        )
        self.messages[message.message_id] = edited
        self.change()
        return edited

    def says(self, user: int, text: str) -> int:
        """A user writes to the bot; the id of the update."""
        self.known.add(user)
        commands = tuple(
            Entity("bot_command", utf16(text[: found.start()]), utf16(found[0]))
            for found in _COMMAND.finditer(text)
        )
        message = self.post(user, self.people[user], Formatted(text, commands))
        return self.updates.add("message", message.as_json(), user)

    def sends_document(self, user: int, document: Document, caption: str) -> int:
        """A user sends a document; the id of the update."""
        self.known.add(user)
        message = self.post(user, self.people[user], Formatted(caption), document=document)
        return self.updates.add("message", message.as_json(), user)

    def presses_button(self, user: int, message: Message, button: Button) -> int:
        """A user presses a button; the id of the update."""
        query = f"{user}{len(self.presses) + 1:08}"
        self.presses[query] = Press(user, self.clock())
        body: dict[str, Json] = {
            "id": query,
            "from": self.people[user].as_json(),
            "message": message.as_json(),
            "chat_instance": str(user),
            "data": button.data,
        }
        return self.updates.add("callback_query", body, user)

    def membership_changes(self, user: int, old: str, new: str) -> int:
        """A user blocks the bot or lets it in again; the id of the update."""
        person = self.people[user]
        body: dict[str, Json] = {
            "chat": {"id": user, "type": "private", "first_name": person.first_name},
            "from": person.as_json(),
            "date": int(time.time()),
            "old_chat_member": self._membership(old),
            "new_chat_member": self._membership(new),
        }
        return self.updates.add("my_chat_member", body, user)

    def _membership(self, status: str) -> Json:
        until: dict[str, Json] = {"until_date": 0} if status == "kicked" else {}
        return {"status": status, "user": self.bot.as_json(), **until}

    def change(self) -> None:
        """Tell everyone who waits that something is different."""
        self._changed.set()
        self._changed = asyncio.Event()

    async def until_changed(self) -> None:
        await self._changed.wait()
