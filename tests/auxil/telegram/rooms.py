"""What is in one chat, how the bot stands there, and what it gets to see."""

import asyncio
from collections.abc import Iterator
from enum import Enum

from tests.auxil.telegram.messages import Chat, Message, Person
from tests.auxil.telegram.wire import ApiError, bad_request


class Standing(Enum):
    """What the bot is in a chat. In a private one it is a stranger, a member, or kicked (blocked)."""

    STRANGER = "stranger"
    MEMBER = "member"
    ADMIN = "administrator"
    LEFT = "left"
    KICKED = "kicked"


class Room:
    """One chat."""

    def __init__(self, chat: Chat, ids: Iterator[int]) -> None:
        self.chat = chat
        self.ids = ids
        self.standing = Standing.STRANGER
        self.messages: dict[int, Message] = {}
        self._last_bot: int | None = None
        self._changed = asyncio.Event()

    @property
    def has_bot(self) -> bool:
        return self.standing in (Standing.MEMBER, Standing.ADMIN)

    def list(self) -> list[Message]:
        """Every message, oldest first."""
        return [*self.messages.values()]

    def check(self) -> None:
        """Nothing, when the bot can do something here.

        Raises:
            ApiError: it cannot.
        """
        match self.standing:
            case Standing.STRANGER:
                raise bad_request("chat not found")
            case Standing.LEFT:
                raise ApiError(403, "Forbidden: bot is not a member of the supergroup chat")
            case Standing.KICKED if self.chat.is_group:
                raise ApiError(403, "Forbidden: bot was kicked from the supergroup chat")
            case Standing.KICKED:
                raise ApiError(403, "Forbidden: bot was blocked by the user")

    def put(self, message: Message) -> None:
        """A new message, or a newer version of one."""
        if message.from_bot and message.message_id not in self.messages:
            self._last_bot = message.sender.id
        self.messages[message.message_id] = message
        self.wake()

    def remove(self, message: Message) -> None:
        del self.messages[message.message_id]
        self.wake()

    def reaches(self, message: Message, bot: Person) -> bool:
        """Whether the bot gets a message: https://core.telegram.org/bots/features#privacy-mode.

        In a group, as long as it is no administrator: replies to it, what begins with a command that names
        it, or that names nobody when no other bot spoke last, and messages that nobody wrote. Never what
        bots write.
        """
        if not self.chat.is_group or self.standing is Standing.ADMIN:
            return not message.from_bot
        if not self.has_bot or message.from_bot:
            return False
        if message.added or (message.reply_to is not None and message.reply_to.sender.id == bot.id):
            return True
        return self._is_command_for(message, bot)

    def _is_command_for(self, message: Message, bot: Person) -> bool:
        first = message.entities[0] if message.entities else None
        if first is None or first.offset != 0:
            return False
        _, _, named = message.text[: first.length].partition("@")  # a command has letters and digits only
        if named:
            return named.casefold() == (bot.username or "").casefold()
        return self._last_bot in (None, bot.id)

    def wake(self) -> None:
        """Tell everyone who watches this chat that something is different."""
        self._changed.set()
        self._changed = asyncio.Event()

    async def until_changed(self) -> None:
        await self._changed.wait()
