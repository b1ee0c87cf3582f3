"""The people at the other end: they type, press buttons, read and wait."""

import asyncio
from collections.abc import Callable

from tests.auxil.telegram.keyboards import Button
from tests.auxil.telegram.menus import Command
from tests.auxil.telegram.messages import Message, Notice, Person
from tests.auxil.telegram.rooms import Standing
from tests.auxil.telegram.wire import utf16
from tests.auxil.telegram.world import World

MAX_CAPTION = 1024


class User:
    """One person in one chat: the private one with the bot, or a group."""

    def __init__(self, world: World, person: Person, chat: int) -> None:
        self._world = world
        self._person = person
        self._chat = chat
        self.id = person.id
        self.first_name = person.first_name

    @property
    def chat(self) -> list[Message]:
        """Every message this user sees in this chat now, oldest first."""
        return self._world.rooms[self._chat].list()

    @property
    def notices(self) -> list[Notice]:
        """What answers to pressed buttons have shown, oldest first, in whichever chat."""
        return self._world.notices[self.id]

    @property
    def unanswered(self) -> int:
        """How many pressed buttons are still turning round on the user's screen, in whichever chat."""
        return len(self._world.turning[self.id])

    @property
    def menu(self) -> list[Command]:
        """The commands that Telegram proposes to this user in this chat."""
        return self._world.menus.seen(self._world.rooms[self._chat].chat, self.id)

    async def sends(self, text: str, reply_to: Message | None = None) -> int:
        """Type a message, maybe as a reply; the id of the update it makes, 0 if the bot does not get it."""
        text = text.strip()
        assert text, "nobody can send an empty message"
        return self._world.says(self._chat, self.id, text, reply_to)

    async def sends_document(
        self, content: bytes, name: str | None, caption: str = "", reply_to: Message | None = None
    ) -> int:
        """Send a file, with words below it or none; the id of the update, 0 if the bot does not get it."""
        caption = caption.strip()
        assert content, "nobody can send an empty file"
        assert utf16(caption) <= MAX_CAPTION, "nobody can write so much below a file"
        document = self._world.files.keep(content, name)
        return self._world.sends_document(self._chat, self.id, document, caption, reply_to)

    async def presses(self, button: str, message: Message | None = None) -> int:
        """Press a button by its label or its data; the id of the update it makes.

        Without `message` the newest message that shows such a button. With `message` the buttons count as
        they were when it was seen: a finger can be faster than an edit.
        """
        for candidate in [message] if message else reversed(self.chat):
            for shown in (b for row in candidate.buttons for b in row):
                if button in (shown.text, shown.data):
                    return self._press(candidate.message_id, shown)
        raise AssertionError(f"no button {button!r} in:\n{self.screen()}")

    def _press(self, message_id: int, button: Button) -> int:
        assert button.data is not None, f"button {button.text!r} sends nothing to the bot"
        message = self._world.rooms[self._chat].messages.get(message_id)
        assert message is not None, f"the message with button {button.text!r} is gone"
        return self._world.presses_button(self.id, message, button)

    async def waits(self, until: Callable[[list[Message]], object], timeout: float = 5.0) -> list[Message]:  # noqa: ASYNC109
        """Watch the chat until it is as described; the chat then.

        Raises:
            AssertionError: it did not come to that within `timeout` seconds.
        """
        try:
            async with asyncio.timeout(timeout):
                while not until(self.chat):
                    await self._world.rooms[self._chat].until_changed()
        except TimeoutError:
            raise AssertionError(f"not seen within {timeout} s; the chat is:\n{self.screen()}") from None
        return self.chat

    def blocks_bot(self) -> None:
        """The bot can no longer reach this user."""
        self._world.stands(self.id, self._person, Standing.KICKED)

    def unblocks_bot(self) -> None:
        """The bot can reach this user again."""
        self._world.stands(self.id, self._person, Standing.MEMBER)

    def screen(self) -> str:
        """The chat as text, for the message of a failing test."""
        lines = []
        for message in self.chat:
            who = "bot" if message.sender.is_bot else message.sender.first_name
            file = f"[{message.document.name}] " if message.document else ""
            added = "".join(f"[+ {one.first_name}] " for one in message.added)
            lines.append(f"{message.message_id} {who}: {file}{added}{message.text}")
            lines += ["    " + " ".join(f"[{button.text}]" for button in row) for row in message.buttons]
        return "\n".join(lines) or "(empty)"
