"""The menu of commands: which one somebody sees in a chat."""

import re
from dataclasses import dataclass
from typing import Literal

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as strictly

from tests.auxil.telegram.messages import Chat
from tests.auxil.telegram.wire import Json, Params, bad_request, utf16

MOST = 100
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_ABOUT_A_CHAT = ("chat", "chat_member")


@dataclass(frozen=True)
class Command:
    """A line in the bot's menu."""

    command: str
    description: str


@strictly(frozen=True, config=ConfigDict(strict=True, extra="forbid"))
class Scope:
    """For whom a menu is; those for administrators of a group are not known here."""

    type: Literal["default", "all_private_chats", "all_group_chats", "chat", "chat_member"] = "default"
    chat_id: int | None = None
    user_id: int | None = None


_COMMANDS = TypeAdapter(list[Command])
_SCOPE = TypeAdapter(Scope)


class Menus:
    """The menus that the bot set, by scope and language."""

    def __init__(self) -> None:
        self.commands: dict[tuple[Scope, str], list[Command]] = {}
        self.descriptions: dict[tuple[str, str], str] = {}

    def seen(self, chat: Chat, user: int) -> list[Command]:
        """The menu that a user without a language of his own sees in a chat: the narrowest there is."""
        scopes = (
            Scope("chat_member", chat.id, user),
            Scope("chat", chat.id),
            Scope("all_group_chats" if chat.is_group else "all_private_chats"),
            Scope(),
        )
        return next((self.commands[scope, ""] for scope in scopes if (scope, "") in self.commands), [])

    def set_commands(self, params: Params) -> Json:
        """What setMyCommands does."""
        try:
            commands = _COMMANDS.validate_json(params.json("commands"))
        except ValidationError as error:
            raise bad_request("can't parse commands JSON object") from error
        if len(commands) > MOST:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        if not all(_COMMAND.fullmatch(entry.command) for entry in commands):
            raise bad_request("BOT_COMMAND_INVALID")
        if not all(1 <= utf16(entry.description) <= 256 for entry in commands):
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        self.commands[_place(params)] = commands
        return True

    def delete_commands(self, params: Params) -> Json:
        """What deleteMyCommands does."""
        self.commands.pop(_place(params), None)
        return True

    def get_commands(self, params: Params) -> Json:
        """What getMyCommands answers."""
        found = self.commands.get(_place(params), [])
        return [{"command": entry.command, "description": entry.description} for entry in found]

    def describe(self, params: Params, kind: str, most: int) -> Json:
        """What setMyDescription and setMyShortDescription do."""
        text = params.text(kind)
        if utf16(text) > most:
            raise bad_request(f"{kind} is too long")
        self.descriptions[kind, params.text("language_code")] = text
        return True


def scope_of(params: Params) -> Scope:
    """For whom a call is.

    Raises:
        ApiError: that makes no sense.
    """
    try:
        scope = _SCOPE.validate_json(params.text("scope", "{}"))
    except ValidationError as error:
        raise bad_request(f"can't parse BotCommandScope: {error.errors()[0]['msg']}") from error
    if (scope.chat_id is not None) != (scope.type in _ABOUT_A_CHAT):
        raise bad_request("can't parse BotCommandScope: chat_id")
    if (scope.user_id is not None) != (scope.type == "chat_member"):
        raise bad_request("can't parse BotCommandScope: user_id")
    return scope


def _place(params: Params) -> tuple[Scope, str]:
    return scope_of(params), params.text("language_code")
