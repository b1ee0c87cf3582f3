"""Whose update it is, and whether it is for the bot: in a group most is not."""

from collections.abc import Collection

from telegram import Chat, Message, User
from telegram.constants import ChatType, MessageEntityType

GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)


def owner_of(chat: Chat, user: User) -> str | None:
    """Who has the conversation: a person, and in a group a person there; None when nobody has.

    A bot is no person; neither is an administrator of a group who stays anonymous.
    """
    if user.is_bot:
        return None
    if chat.type == ChatType.PRIVATE:
        return person_in(chat.id)
    return f"telegram:{chat.id}:{user.id}" if chat.type in GROUPS else None


def chat_of(owner: str) -> int:
    """The chat of an owner's conversation."""
    return int(owner.split(":")[1])


def person_in(chat_id: int) -> str:
    """Who a private chat is with; of a group, the group as if it were somebody."""
    return f"telegram:{chat_id}"


def person_of(owner: str) -> str:
    """The person behind an owner."""
    return owner.rpartition(":")[2]


def is_for_bot(message: Message, bot: User, commands: Collection[str]) -> bool:
    """Whether a message in a group is meant for this bot: a reply to it, or a command that it has.

    A command that names another bot is not, and one without a name only when this bot knows it.
    """
    answered = message.reply_to_message
    if answered is not None and answered.from_user is not None and answered.from_user.id == bot.id:
        return True
    first = message.entities[0] if message.entities else None
    if first is None or first.type != MessageEntityType.BOT_COMMAND or first.offset != 0:
        return False
    name, _, named = message.parse_entity(first).removeprefix("/").partition("@")
    if named:
        return named.casefold() == (bot.username or "").casefold()
    return name.casefold() in commands
