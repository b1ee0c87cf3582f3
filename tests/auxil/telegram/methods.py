"""The methods of the Bot API that a bot of this project may use."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError

from tests.auxil.telegram.html import Formatted, parse_html
from tests.auxil.telegram.keyboards import keyboard
from tests.auxil.telegram.wire import ApiError, Json, Params, bad_request, utf16
from tests.auxil.telegram.world import Message, Notice, World

MAX_TEXT = 4096
MAX_NOTICE = 200
ACTIONS = frozenset(
    [
        *("typing", "choose_sticker", "find_location"),
        *("upload_photo", "upload_video", "upload_voice", "upload_document", "upload_video_note"),
        *("record_video", "record_voice", "record_video_note"),
    ]
)
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as "
    "a current content and reply markup of the message"
)
_STRINGS = TypeAdapter(list[str] | None)


@dataclass(frozen=True)
class Command:
    """A line in the bot's menu."""

    command: str
    description: str


_COMMANDS = TypeAdapter(list[Command])


class Methods:
    """The bot's side: each method checks as strictly as Telegram does, then changes the world."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.callback_seconds = 15.0
        self.commands: dict[tuple[str, str], list[Command]] = {}
        self.descriptions: dict[tuple[str, str], str] = {}
        self.actions: list[tuple[int, str]] = []
        self.by_name: dict[str, Callable[[Params], Json | Awaitable[Json]]] = {
            "getMe": self._get_me,
            "getUpdates": self._get_updates,
            "setMyCommands": self._set_commands,
            "getMyCommands": self._get_commands,
            "setMyDescription": lambda params: self._describe(params, "description", 512),
            "setMyShortDescription": lambda params: self._describe(params, "short_description", 120),
            "sendMessage": self._send,
            "sendDocument": self._send_document,
            "editMessageText": self._edit_text,
            "editMessageReplyMarkup": self._edit_markup,
            "deleteMessage": self._delete,
            "answerCallbackQuery": self._answer,
            "sendChatAction": self._action,
            "getFile": lambda params: self._world.files.describe(params.text("file_id")),
        }

    def _get_me(self, _params: Params) -> Json:
        abilities = {"can_join_groups": True, "can_read_all_group_messages": False}
        return {**self._world.bot.as_json(), **abilities, "supports_inline_queries": False}

    async def _get_updates(self, params: Params) -> Json:
        limit = params.integer("limit", 100)
        if not 1 <= limit <= 100:
            raise bad_request("limit must be between 1 and 100")
        try:
            allowed = _STRINGS.validate_json(params.json("allowed_updates"))
        except ValidationError as error:
            raise bad_request("can't parse allowed_updates JSON object") from error
        return await self._world.updates.fetch(
            params.integer("offset", 0), limit, params.integer("timeout", 0), allowed
        )

    def _set_commands(self, params: Params) -> Json:
        try:
            commands = _COMMANDS.validate_json(params.json("commands"))
        except ValidationError as error:
            raise bad_request("can't parse commands JSON object") from error
        if len(commands) > 100:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        if not all(_COMMAND.fullmatch(entry.command) for entry in commands):
            raise bad_request("BOT_COMMAND_INVALID")
        if not all(1 <= utf16(entry.description) <= 256 for entry in commands):
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        self.commands[_place(params)] = commands
        return True

    def _get_commands(self, params: Params) -> Json:
        found = self.commands.get(_place(params), [])
        return [{"command": entry.command, "description": entry.description} for entry in found]

    def _describe(self, params: Params, kind: str, most: int) -> Json:
        text = params.text(kind)
        if utf16(text) > most:
            raise bad_request(f"{kind} is too long")
        self.descriptions[kind, params.text("language_code")] = text
        return True

    def _send(self, params: Params) -> Json:
        params.refuse("entities", "reply_parameters", "business_connection_id", "message_thread_id")
        user = self._user(params)
        content, buttons = _content(params), keyboard(params)
        return self._world.post(user, self._world.bot, content, buttons).as_json()

    def _send_document(self, params: Params) -> Json:
        params.refuse("caption", "reply_markup", "thumbnail", "reply_parameters", "message_thread_id")
        user = self._user(params)
        document = self._world.files.kept(params.text("document"))
        if document.size == 0:
            raise bad_request("file must be non-empty")
        return self._world.post(user, self._world.bot, Formatted(""), document=document).as_json()

    def _edit_text(self, params: Params) -> Json:
        params.refuse("entities", "inline_message_id", "business_connection_id")
        message = self._own(params)
        content, buttons = _content(params), keyboard(params)
        if (content.text, content.entities, buttons) == (message.text, message.entities, message.buttons):
            raise bad_request(_NOT_MODIFIED)
        return self._world.edit(message, content, buttons).as_json()

    def _edit_markup(self, params: Params) -> Json:
        params.refuse("inline_message_id", "business_connection_id")
        message = self._own(params)
        buttons = keyboard(params)
        if buttons == message.buttons:
            raise bad_request(_NOT_MODIFIED)
        return self._world.edit(message, Formatted(message.text, message.entities), buttons).as_json()

    def _delete(self, params: Params) -> Json:
        message = self._message(params)
        if message is None:
            raise bad_request("message to delete not found")
        del self._world.messages[message.message_id]
        self._world.change()
        return True

    def _answer(self, params: Params) -> Json:
        text = params.text("text")
        if utf16(text) > MAX_NOTICE:
            raise bad_request("MESSAGE_TOO_LONG")
        press = self._world.presses.get(params.text("callback_query_id"))
        if press is None or press.answered or self._world.clock() - press.at > self.callback_seconds:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        press.answered = True
        if text:
            self._world.notices[press.user].append(Notice(text, params.flag("show_alert")))
        self._world.change()
        return True

    def _action(self, params: Params) -> Json:
        user, action = self._user(params), params.text("action")
        if action not in ACTIONS:
            raise bad_request("wrong parameter action in request")
        self.actions.append((user, action))
        return True

    def _user(self, params: Params) -> int:
        user = params.integer("chat_id")
        if user not in self._world.known:
            raise bad_request("chat not found")
        if user in self._world.blocked:
            raise ApiError(403, "Forbidden: bot was blocked by the user")
        return user

    def _message(self, params: Params) -> Message | None:
        user = self._user(params)
        message = self._world.messages.get(params.integer("message_id"))
        return message if message and message.chat.id == user else None

    def _own(self, params: Params) -> Message:
        message = self._message(params)
        if message is None:
            raise bad_request("message to edit not found")
        if not message.from_bot:
            raise bad_request("message can't be edited")
        return message


def _content(params: Params) -> Formatted:
    match params.text("parse_mode").lower():
        case "":
            content = Formatted(params.text("text"))
        case "html":
            content = parse_html(params.text("text"))
        case _:
            raise bad_request("unsupported parse_mode")
    content = content.stripped()
    if not content.text:
        raise bad_request("message text is empty")
    if utf16(content.text) > MAX_TEXT:
        raise bad_request("message is too long")
    return content


def _place(params: Params) -> tuple[str, str]:
    return params.text("scope", '{"type": "default"}'), params.text("language_code")
