"""The methods of the Bot API that a bot of this project may use."""

from collections.abc import Awaitable, Callable

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from tests.auxil.telegram.html import Formatted, parse_html
from tests.auxil.telegram.keyboards import keyboard
from tests.auxil.telegram.menus import Command, Scope, scope_of
from tests.auxil.telegram.messages import Message, Notice
from tests.auxil.telegram.rooms import Room, Standing
from tests.auxil.telegram.wire import Json, Params, bad_request, utf16
from tests.auxil.telegram.world import World

MAX_TEXT = 4096
MAX_NOTICE = 200
ACTIONS = frozenset(
    [
        *("typing", "choose_sticker", "find_location"),
        *("upload_photo", "upload_video", "upload_voice", "upload_document", "upload_video_note"),
        *("record_video", "record_voice", "record_video_note"),
    ]
)
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as "
    "a current content and reply markup of the message"
)
_STRINGS = TypeAdapter(list[str] | None)


class _Reply(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")
    message_id: int
    allow_sending_without_reply: bool = False


class Methods:
    """The bot's side: each method checks as strictly as Telegram does, then changes the world."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.callback_seconds = 15.0
        self.actions: list[tuple[int, str]] = []
        self.by_name: dict[str, Callable[[Params], Json | Awaitable[Json]]] = {
            "getMe": self._get_me,
            "getUpdates": self._get_updates,
            "setMyCommands": lambda params: self._in_menu(params, world.menus.set_commands),
            "getMyCommands": lambda params: self._in_menu(params, world.menus.get_commands),
            "deleteMyCommands": lambda params: self._in_menu(params, world.menus.delete_commands),
            "setMyDescription": lambda params: world.menus.describe(params, "description", 512),
            "setMyShortDescription": lambda params: world.menus.describe(params, "short_description", 120),
            "leaveChat": self._leave,
            "sendMessage": self._send,
            "sendDocument": self._send_document,
            "editMessageText": self._edit_text,
            "editMessageReplyMarkup": self._edit_markup,
            "deleteMessage": self._delete,
            "answerCallbackQuery": self._answer,
            "sendChatAction": self._action,
            "getFile": lambda params: world.files.describe(params.text("file_id")),
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

    @property
    def commands(self) -> dict[tuple[Scope, str], list[Command]]:
        """The menus, by scope and language."""
        return self._world.menus.commands

    @property
    def descriptions(self) -> dict[tuple[str, str], str]:
        """The descriptions, by kind and language."""
        return self._world.menus.descriptions

    def _in_menu(self, params: Params, act: Callable[[Params], Json]) -> Json:
        chat = scope_of(params).chat_id
        if chat is not None:
            self._room(chat).check()
        return act(params)

    def _leave(self, params: Params) -> Json:
        room = self._room(params.integer("chat_id"))
        if not room.chat.is_group:
            raise bad_request("chat member status can't be changed in private chats")
        room.check()
        self._world.stands(room.chat.id, self._world.bot, Standing.LEFT)
        return True

    def _send(self, params: Params) -> Json:
        params.refuse("entities", "business_connection_id", "message_thread_id")
        chat, replied = self._chat(params), self._replied(params)
        content, buttons = _content(params), keyboard(params)
        return self._world.post(chat, self._world.bot, content, buttons, reply_to=replied).as_json()

    def _send_document(self, params: Params) -> Json:
        params.refuse("caption", "reply_markup", "thumbnail", "message_thread_id")
        chat, replied = self._chat(params), self._replied(params)
        document = self._world.files.kept(params.text("document"))
        if document.size == 0:
            raise bad_request("file must be non-empty")
        sent = self._world.post(chat, self._world.bot, Formatted(""), document=document, reply_to=replied)
        return sent.as_json()

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
        if message.chat.is_group and message.sender.id != self._world.bot.id:
            raise bad_request("message can't be deleted")
        self._world.delete(message)
        return True

    def _answer(self, params: Params) -> Json:
        text = params.text("text")
        if utf16(text) > MAX_NOTICE:
            raise bad_request("MESSAGE_TOO_LONG")
        query = params.text("callback_query_id")
        press = self._world.presses.get(query)
        if press is None or press.answered or self._world.clock() - press.at > self.callback_seconds:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        self._world.answer(query, Notice(text, params.flag("show_alert")) if text else None)
        return True

    def _action(self, params: Params) -> Json:
        chat, action = self._chat(params), params.text("action")
        if action not in ACTIONS:
            raise bad_request("wrong parameter action in request")
        self.actions.append((chat, action))
        return True

    def _room(self, chat: int) -> Room:
        if chat not in self._world.rooms:
            raise bad_request("chat not found")
        return self._world.rooms[chat]

    def _chat(self, params: Params) -> int:
        chat = params.integer("chat_id")
        self._room(chat).check()
        return chat

    def _message(self, params: Params) -> Message | None:
        return self._world.rooms[self._chat(params)].messages.get(params.integer("message_id"))

    def _replied(self, params: Params) -> Message | None:
        """The message that is answered, if one is."""
        if "reply_parameters" not in params:
            return None
        try:
            reply = _Reply.model_validate_json(params.json("reply_parameters"))
        except ValidationError as error:
            raise bad_request(f"can't parse reply parameters: {error.errors()[0]['msg']}") from error
        found = self._world.rooms[self._chat(params)].messages.get(reply.message_id)
        if found is None and not reply.allow_sending_without_reply:
            raise bad_request("message to be replied not found")
        return found

    def _own(self, params: Params) -> Message:
        message = self._message(params)
        if message is None:
            raise bad_request("message to edit not found")
        if message.sender.id != self._world.bot.id:
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
