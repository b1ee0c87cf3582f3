"""People, chats and messages, as they are at one moment."""

from dataclasses import dataclass, replace

from tests.auxil.telegram.files import Document
from tests.auxil.telegram.html import Entity, Formatted
from tests.auxil.telegram.keyboards import Rows
from tests.auxil.telegram.wire import Json


@dataclass(frozen=True)
class Person:
    """A user, or a bot."""

    id: int
    first_name: str
    username: str | None = None
    is_bot: bool = False

    def as_json(self) -> dict[str, Json]:
        body: dict[str, Json] = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        return body if self.username is None else {**body, "username": self.username}


@dataclass(frozen=True)
class Chat:
    """A private chat, which has the id of its user, or a supergroup, whose id is below zero."""

    id: int
    title: str

    @property
    def is_group(self) -> bool:
        return self.id < 0

    def as_json(self) -> dict[str, Json]:
        if self.is_group:
            return {"id": self.id, "type": "supergroup", "title": self.title}
        return {"id": self.id, "type": "private", "first_name": self.title}


@dataclass(frozen=True)
class Message:
    """A message as it was at one moment; `text` is what the user sees, `edits` how often it was changed.

    With a `document` the text is its caption, which may be empty. With people who were `added` to a group it
    is a message that nobody wrote.
    """

    message_id: int
    chat: Chat
    sender: Person
    date: int
    text: str
    entities: tuple[Entity, ...] = ()
    buttons: Rows = ()
    edits: int = 0
    document: Document | None = None
    reply_to: "Message | None" = None
    added: tuple[Person, ...] = ()

    @property
    def from_bot(self) -> bool:
        return self.sender.is_bot

    @property
    def labels(self) -> list[str]:
        """The texts of all buttons, in reading order."""
        return [button.text for row in self.buttons for button in row]

    def with_content(self, content: Formatted, buttons: Rows) -> "Message":
        """The same message after an edit."""
        return replace(
            self, text=content.text, entities=content.entities, buttons=buttons, edits=self.edits + 1
        )

    def as_json(self) -> dict[str, Json]:
        body: dict[str, Json] = {
            "message_id": self.message_id,
            "date": self.date,
            "chat": self.chat.as_json(),
            "from": self.sender.as_json(),
        }
        if self.added:
            return {**body, "new_chat_members": [one.as_json() for one in self.added]}
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
        if self.reply_to is not None:  # Telegram gives one level
            body["reply_to_message"] = replace(self.reply_to, reply_to=None).as_json()
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
    chat: int
    at: float
    answered: bool = False
