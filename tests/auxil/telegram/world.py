"""What exists at Telegram: people, chats, pressed buttons, and updates on their way to the bot."""

import asyncio
import re
import time
from collections.abc import Callable
from itertools import count

from tests.auxil.telegram.files import Document, Files
from tests.auxil.telegram.html import Entity, Formatted
from tests.auxil.telegram.keyboards import Button, Rows
from tests.auxil.telegram.menus import Menus
from tests.auxil.telegram.messages import Chat, Message, Notice, Person, Press
from tests.auxil.telegram.rooms import Room, Standing
from tests.auxil.telegram.updates import Updates
from tests.auxil.telegram.wire import Json, utf16

_COMMAND = re.compile(r"(?<!\S)/[A-Za-z0-9_]{1,32}(?:@\w+)?")


class World:
    """Everything the bot and the users share."""

    def __init__(self, bot: Person, clock: Callable[[], float]) -> None:
        self.bot = bot
        self.clock = clock
        self.updates = Updates()
        self.files = Files()
        self.menus = Menus()
        self.people: dict[int, Person] = {}
        self.rooms: dict[int, Room] = {}
        self.presses: dict[str, Press] = {}
        self.turning: dict[int, set[str]] = {}  # of each user the presses that were not answered
        self.notices: dict[int, list[Notice]] = {}
        self._private_ids = count(1)
        self._changed = asyncio.Event()

    def enter(self, person: Person) -> None:
        """Somebody new, with a chat of his own with the bot."""
        self.people[person.id] = person
        self.turning[person.id], self.notices[person.id] = set(), []
        self.rooms[person.id] = Room(Chat(person.id, person.first_name), self._private_ids)

    def open_group(self, chat: Chat) -> None:
        """A new group, which numbers its own messages, as a supergroup does."""
        self.rooms[chat.id] = Room(chat, count(1))

    def post(
        self,
        chat: int,
        sender: Person,
        content: Formatted,
        buttons: Rows = (),
        document: Document | None = None,
        reply_to: Message | None = None,
        added: tuple[Person, ...] = (),
    ) -> Message:
        """A new message in a chat."""
        room = self.rooms[chat]
        message = Message(
            next(room.ids),
            room.chat,
            sender,
            int(time.time()),
            content.text,
            content.entities,
            buttons,
            document=document,
            reply_to=reply_to,
            added=added,
        )
        room.put(message)
        self.change()
        return message

    def edit(self, message: Message, content: Formatted, buttons: Rows) -> Message:
        """The same message with another content."""
        edited = message.with_content(content, buttons)
        self.rooms[message.chat.id].put(edited)
        self.change()
        return edited

    def delete(self, message: Message) -> None:
        self.rooms[message.chat.id].remove(message)
        self.change()

    def says(self, chat: int, user: int, text: str, reply_to: Message | None = None) -> int:
        """A user writes in a chat; the id of the update, 0 if the bot gets none."""
        commands = tuple(
            Entity("bot_command", utf16(text[: found.start()]), utf16(found[0]))
            for found in _COMMAND.finditer(text)
        )
        self._may_write(chat)
        message = self.post(chat, self.people[user], Formatted(text, commands), reply_to=reply_to)
        return self._tell(message)

    def sends_document(
        self, chat: int, user: int, document: Document, caption: str, reply_to: Message | None = None
    ) -> int:
        """A user sends a document in a chat; the id of the update, 0 if the bot gets none."""
        self._may_write(chat)
        content = Formatted(caption)
        return self._tell(self.post(chat, self.people[user], content, document=document, reply_to=reply_to))

    def announce(self, chat: int, by: Person) -> int:
        """Everybody in a group sees that the bot came in; the id of the update."""
        return self._tell(self.post(chat, by, Formatted(""), added=(self.bot,)))

    def presses_button(self, user: int, message: Message, button: Button) -> int:
        """A user presses a button; the id of the update."""
        query = f"{user}{len(self.presses) + 1:08}"
        self.presses[query] = Press(user, message.chat.id, self.clock())
        self.turning[user].add(query)
        body: dict[str, Json] = {
            "id": query,
            "from": self.people[user].as_json(),
            "message": message.as_json(),
            "chat_instance": str(message.chat.id),
            "data": button.data,
        }
        return self.updates.add("callback_query", body, message.chat.id)

    def answer(self, query: str, notice: Notice | None) -> None:
        """A pressed button stops turning round."""
        press = self.presses[query]
        press.answered = True
        self.turning[press.user].discard(query)
        if notice is not None:
            self.notices[press.user].append(notice)
        self.rooms[press.chat].wake()
        self.change()

    def stands(self, chat: int, by: Person, standing: Standing) -> int:
        """Somebody lets the bot in, or out, or makes it an administrator; the id of the update."""
        room = self.rooms[chat]
        old, room.standing = room.standing, standing
        body: dict[str, Json] = {
            "chat": room.chat.as_json(),
            "from": by.as_json(),
            "date": int(time.time()),
            "old_chat_member": self._membership(old),
            "new_chat_member": self._membership(standing),
        }
        self.change()
        return self.updates.add("my_chat_member", body, chat)

    def _membership(self, standing: Standing) -> Json:
        until: dict[str, Json] = {"until_date": 0} if standing is Standing.KICKED else {}
        known = Standing.LEFT if standing is Standing.STRANGER else standing
        rights: dict[str, Json] = dict.fromkeys(_RIGHTS, False) if standing is Standing.ADMIN else {}
        return {"status": known.value, "user": self.bot.as_json(), **until, **rights}

    def _may_write(self, chat: int) -> None:
        room = self.rooms[chat]
        if not room.chat.is_group:
            assert room.standing is not Standing.KICKED, "nobody can write to a bot that he blocked"
            room.standing = Standing.MEMBER

    def _tell(self, message: Message) -> int:
        if not self.rooms[message.chat.id].reaches(message, self.bot):
            return 0
        return self.updates.add("message", message.as_json(), message.chat.id)

    def change(self) -> None:
        """Tell everyone who waits that something is different."""
        self._changed.set()
        self._changed = asyncio.Event()

    async def until_changed(self) -> None:
        await self._changed.wait()


_RIGHTS = (
    "can_be_edited",
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)
"""What an administrator may or may not; Telegram names them all."""
