"""What the bot does in a chat, through the real python-telegram-bot client."""

import pytest
from telegram import (
    Bot,
    BotCommand,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    ReplyKeyboardMarkup,
)
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    Forbidden,
)

from tests.auxil.telegram import (
    Button,
    TelegramServer,
    User,
)
from tests.auxil_tests.conftest import confirmed, markup


async def test_the_user_sees_plain_text_and_buttons(bot: Bot, user: User) -> None:
    sent = await bot.send_message(
        user.id,
        " <b>Vraag 1</b> &amp; meer\n",
        parse_mode=ParseMode.HTML,
        reply_markup=markup(["ja", "nee"], ["stop"]),
    )
    assert sent.text == "Vraag 1 & meer"
    assert sent.parse_entities() == {sent.entities[0]: "Vraag 1"}
    (message,) = [message for message in user.chat if message.from_bot]
    assert (message.message_id, message.text, message.edits) == (sent.message_id, "Vraag 1 & meer", 0)
    assert message.buttons[1] == (Button("stop", data="d:stop"),)
    assert message.labels == ["ja", "nee", "stop"]


async def test_without_parse_mode_text_is_text(bot: Bot, user: User) -> None:
    await bot.send_message(user.id, "<b>a</b> &amp; b < c")
    assert user.chat[-1].text == "<b>a</b> &amp; b < c"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a" * 4097, "message is too long"),
        ("😀" * 2049, "message is too long"),
        ("<b>" + "a" * 4097 + "</b>", "message is too long"),
        ("", "message text is empty"),
        ("<b> \n </b>", "message text is empty"),
        ("x < y", "can't parse entities: unclosed start tag|unsupported start tag"),
    ],
)
async def test_texts_that_are_refused(bot: Bot, user: User, text: str, reason: str) -> None:
    with pytest.raises(BadRequest, match=f"(?i){reason}"):
        await bot.send_message(user.id, text, parse_mode=ParseMode.HTML)
    assert len(user.chat) == 1


async def test_texts_that_just_fit(bot: Bot, user: User) -> None:
    await bot.send_message(user.id, "<b>" + "😀" * 2048 + "</b>", parse_mode=ParseMode.HTML)
    await bot.send_message(user.id, "&amp;" * 4096, parse_mode=ParseMode.HTML)
    assert [len(message.text) for message in user.chat[1:]] == [2048, 4096]


@pytest.mark.parametrize(
    ("keyboard", "reason"),
    [
        ([[InlineKeyboardButton("a", callback_data="é" * 33)]], "Button_data_invalid"),
        ([[InlineKeyboardButton("a", callback_data="")]], "unallowed"),
        ([[InlineKeyboardButton("a")]], "unallowed"),
        ([[InlineKeyboardButton(" ", callback_data="x")]], "text is empty"),
        ([[InlineKeyboardButton("a", url="ftp://x.nl")]], "URL"),
        ([[InlineKeyboardButton("a", callback_data="x")] * 9], "Reply_markup_too_long"),
        ([[InlineKeyboardButton("a", callback_data="x")]] * 101, "Reply_markup_too_long"),
        ([[InlineKeyboardButton("a", switch_inline_query="x")]], "inline keyboard button"),
    ],
)
async def test_buttons_that_are_refused(
    bot: Bot, user: User, keyboard: list[list[InlineKeyboardButton]], reason: str
) -> None:
    with pytest.raises(BadRequest, match=f"(?i){reason}"):
        await bot.send_message(user.id, "vraag", reply_markup=InlineKeyboardMarkup(keyboard))
    assert len(user.chat) == 1


async def test_buttons_that_just_fit(bot: Bot, user: User) -> None:
    rows = [[InlineKeyboardButton("a", callback_data="é" * 32)] * 8] * 12
    links = [
        InlineKeyboardButton("b", url="https://example.nl"),
        InlineKeyboardButton("c", copy_text=CopyTextButton("d")),
    ]
    sent = await bot.send_message(user.id, "vraag", reply_markup=InlineKeyboardMarkup([*rows, links]))
    assert sent.reply_markup == InlineKeyboardMarkup([*rows, links])
    assert user.chat[-1].buttons[-1] == (Button("b", url="https://example.nl"), Button("c", copied="d"))


async def test_other_keyboards_and_parse_modes_are_refused_loudly(bot: Bot, user: User) -> None:
    with pytest.raises(BadRequest):
        await bot.send_message(user.id, "x", reply_markup=ReplyKeyboardMarkup([["a"]]))
    with pytest.raises(BadRequest, match="parse_mode"):
        await bot.send_message(user.id, "x", parse_mode=ParseMode.MARKDOWN_V2)


async def test_editing_changes_text_and_takes_away_buttons(bot: Bot, user: User) -> None:
    sent = await bot.send_message(user.id, "vraag", reply_markup=markup(["ja"]))
    await bot.edit_message_text("<b>vraag</b>", user.id, sent.message_id, parse_mode=ParseMode.HTML)
    assert (user.chat[-1].text, user.chat[-1].buttons, user.chat[-1].edits) == ("vraag", (), 1)
    await bot.edit_message_reply_markup(user.id, sent.message_id, reply_markup=markup(["nee"]))
    assert user.chat[-1].labels == ["nee"]
    await bot.edit_message_reply_markup(user.id, sent.message_id)
    assert (user.chat[-1].buttons, user.chat[-1].edits) == ((), 3)


async def test_an_edit_that_changes_nothing_is_refused(bot: Bot, user: User) -> None:
    sent = await bot.send_message(user.id, "vraag", reply_markup=markup(["ja"]))
    with pytest.raises(BadRequest, match="not modified"):
        await bot.edit_message_text("vraag", user.id, sent.message_id, reply_markup=markup(["ja"]))
    with pytest.raises(BadRequest, match="not modified"):
        await bot.edit_message_reply_markup(user.id, sent.message_id, reply_markup=markup(["ja"]))
    assert user.chat[-1].edits == 0


async def test_only_own_messages_in_this_chat_can_be_edited(
    telegram_server: TelegramServer, bot: Bot, user: User
) -> None:
    other = telegram_server.user(45, "Mo")
    await other.sends("hoi")
    sent = await bot.send_message(user.id, "vraag")
    for chat, message_id in ((user.id, 999), (other.id, sent.message_id)):
        with pytest.raises(BadRequest, match="Message to edit not found"):
            await bot.edit_message_text("x", chat, message_id)
    with pytest.raises(BadRequest, match="can't be edited"):
        await bot.edit_message_text("x", user.id, user.chat[0].message_id)


async def test_a_deleted_message_is_gone(bot: Bot, user: User) -> None:
    sent = await bot.send_message(user.id, "weg")
    await bot.delete_message(user.id, sent.message_id)
    assert [message.text for message in user.chat] == ["/start"]
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(user.id, sent.message_id)


async def test_a_chat_the_bot_does_not_know_or_may_not_write_to(
    telegram_server: TelegramServer, bot: Bot, user: User
) -> None:
    silent = telegram_server.user(46, "Stil")
    for chat in (silent.id, 999):
        with pytest.raises(BadRequest, match="Chat not found"):
            await bot.send_message(chat, "hallo")
    user.blocks_bot()
    with pytest.raises(Forbidden, match="blocked by the user"):
        await bot.send_message(user.id, "hallo")
    user.unblocks_bot()
    await bot.send_message(user.id, "hallo")
    statuses = [
        (update.my_chat_member.old_chat_member.status, update.my_chat_member.new_chat_member.status)
        for update in await confirmed(bot)
        if update.my_chat_member
    ]
    assert statuses == [("member", "kicked"), ("kicked", "member")]


async def test_the_menu_and_the_descriptions(telegram_server: TelegramServer, bot: Bot) -> None:
    commands = [BotCommand("start", "Begin"), BotCommand("terug_2", "x" * 256)]
    await bot.set_my_commands(commands)
    assert await bot.get_my_commands() == tuple(commands)
    assert await bot.get_my_commands(language_code="nl") == ()
    for command, description in (
        ("Start", "x"),
        ("te-rug", "x"),
        ("a" * 33, "x"),
        ("a", ""),
        ("a", "x" * 257),
    ):
        with pytest.raises(BadRequest):
            await bot.set_my_commands([BotCommand(command, description)])
    await bot.set_my_description("x" * 512)
    await bot.set_my_short_description("Drie vragen")
    with pytest.raises(BadRequest):
        await bot.set_my_description("x" * 513)
    with pytest.raises(BadRequest):
        await bot.set_my_short_description("x" * 121)
    assert telegram_server.methods.descriptions["short_description", ""] == "Drie vragen"


async def test_a_chat_action_is_seen(telegram_server: TelegramServer, bot: Bot, user: User) -> None:
    await bot.send_chat_action(user.id, "typing")
    assert telegram_server.methods.actions == [(user.id, "typing")]
    with pytest.raises(BadRequest):
        await bot.send_chat_action(user.id, "dancing")
