"""Groups, as the real python-telegram-bot client gets them."""

import pytest
from telegram import (
    Bot,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeChatAdministrators,
    BotCommandScopeChatMember,
    BotCommandScopeDefault,
    ReplyParameters,
)
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import BadRequest, Forbidden

from tests.auxil.telegram import Group, TelegramServer, User, running
from tests.auxil_tests.conftest import client, confirmed, markup


@pytest.fixture
def group(telegram_server: TelegramServer, user: User) -> Group:
    """With Sanne and the bot in it."""
    group = telegram_server.group(-1001, "Inkoop jeugd")
    group.adds_bot(user)
    return group


async def texts(bot: Bot) -> list[str]:
    """What the bot gets of what was typed."""
    return [update.message.text for update in await confirmed(bot) if update.message and update.message.text]


async def test_being_added_is_an_update_and_a_message_that_nobody_wrote(
    telegram_server: TelegramServer, bot: Bot, user: User
) -> None:
    group = telegram_server.group(-1001, "Inkoop jeugd")
    await confirmed(bot)
    added = group.adds_bot(user)
    member, message = await confirmed(bot)
    assert (member.update_id, group.has_bot) == (added, True)
    change = member.my_chat_member
    assert change is not None
    assert (change.chat.id, change.chat.type, change.chat.title) == (-1001, ChatType.SUPERGROUP, group.title)
    assert (change.from_user.id, change.old_chat_member.status) == (user.id, ChatMemberStatus.LEFT)
    assert change.new_chat_member.status == ChatMemberStatus.MEMBER
    assert message.message is not None
    assert [one.username for one in message.message.new_chat_members] == ["drievragen_bot"]


async def test_privacy_only_commands_and_replies_to_the_bot(
    telegram_server: TelegramServer, bot: Bot, user: User, group: Group
) -> None:
    sanne, joost = group.member(user), group.member(telegram_server.user(45, "Joost"))
    spoken = await bot.send_message(group.id, "Ik ben er")
    shown = group.chat[-1]
    await confirmed(bot)
    assert await sanne.sends("hallo allemaal") == 0
    assert await sanne.sends("@drievragen_bot help") == 0
    assert await sanne.sends("zie /nieuw") == 0
    assert await joost.sends("eens", reply_to=group.chat[-3]) == 0
    assert await joost.sends("/nieuw@andere_bot") == 0
    await joost.sends("/nieuw@drievragen_bot")
    await joost.sends("/nieuw")
    await sanne.sends("ja", reply_to=shown)
    await sanne.sends_document(b"x", "eis.txt", reply_to=shown)
    first, _, reply, document = [update.message for update in await confirmed(bot)]
    assert first is not None
    assert first.from_user is not None
    assert (first.from_user.first_name, first.chat_id) == ("Joost", group.id)
    assert reply is not None
    assert reply.reply_to_message is not None
    assert reply.reply_to_message.message_id == spoken.message_id
    assert document is not None
    assert document.document is not None
    assert [message.text for message in group.chat][-1] == ""
    assert joost.screen() == sanne.screen()


async def test_a_command_is_for_the_bot_that_spoke_last(bot: Bot, user: User, group: Group) -> None:
    sanne = group.member(user)
    group.other_bot_says("Ik ben een ander")
    assert await sanne.sends("/start") == 0
    await bot.send_message(group.id, "En ik de eerste")
    assert await sanne.sends("/start") > 0


async def test_an_administrator_gets_every_message(bot: Bot, user: User, group: Group) -> None:
    group.promotes_bot(user)
    await group.member(user).sends("gewoon wat")
    group.other_bot_says("niet van een bot")
    assert (await texts(bot))[-1] == "gewoon wat"


async def test_a_group_numbers_its_own_messages(bot: Bot, user: User, group: Group) -> None:
    sent = await bot.send_message(group.id, "in de groep")
    private = await bot.send_message(user.id, "alleen")
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("x", group.id, private.message_id + 5)
    await bot.edit_message_text("anders", group.id, sent.message_id)
    assert group.chat[-1].text == "anders"
    assert user.chat[-1].text == "alleen"


async def test_a_pressed_button_says_who_pressed_and_where(
    telegram_server: TelegramServer, bot: Bot, user: User, group: Group
) -> None:
    joost = telegram_server.user(45, "Joost")
    await bot.send_message(group.id, "vraag", reply_markup=markup(["ja"]))
    await group.member(joost).presses("ja")
    query = (await confirmed(bot))[-1].callback_query
    assert query is not None
    assert query.message is not None
    assert (query.from_user.id, query.message.chat.id) == (joost.id, group.id)
    await bot.answer_callback_query(query.id, "van Sanne")
    assert ([one.text for one in joost.notices], user.notices) == (["van Sanne"], [])


async def test_answers_to_a_message_and_files(bot: Bot, user: User, group: Group) -> None:
    await group.member(user).sends("/start")
    asked = group.chat[-1]
    await bot.send_message(group.id, "ja", reply_parameters=ReplyParameters(asked.message_id))
    assert group.chat[-1].reply_to == asked
    await bot.send_document(group.id, b"inhoud", filename="notitie.docx")
    assert group.chat[-1].document is not None
    with pytest.raises(BadRequest, match="replied not found"):
        await bot.send_message(group.id, "ja", reply_parameters=ReplyParameters(99))
    lenient = ReplyParameters(99, allow_sending_without_reply=True)
    assert (await bot.send_message(group.id, "ja", reply_parameters=lenient)).reply_to_message is None


async def test_only_own_messages_are_deleted(bot: Bot, user: User, group: Group) -> None:
    await group.member(user).sends("/start")
    with pytest.raises(BadRequest, match="can't be deleted"):
        await bot.delete_message(group.id, group.chat[-1].message_id)
    sent = await bot.send_message(group.id, "weg ermee")
    await bot.delete_message(group.id, sent.message_id)
    assert [one.text for one in group.chat if one.from_bot] == []


async def test_leaving_and_being_put_out(bot: Bot, user: User, group: Group) -> None:
    await bot.leave_chat(group.id)
    change = (await confirmed(bot))[-1].my_chat_member
    assert change is not None
    assert (change.from_user.id, change.new_chat_member.status) == (bot.id, ChatMemberStatus.LEFT)
    assert await group.member(user).sends("/start") == 0
    with pytest.raises(Forbidden, match="not a member"):
        await bot.send_message(group.id, "nog iets")
    group.adds_bot(user)
    await bot.send_message(group.id, "daar ben ik weer")
    group.kicks_bot(user)
    change = (await confirmed(bot))[-1].my_chat_member
    assert change is not None
    assert change.new_chat_member.status == ChatMemberStatus.BANNED
    for call in (bot.send_message(group.id, "nog iets"), bot.leave_chat(group.id)):
        with pytest.raises(Forbidden, match="kicked"):
            await call
    with pytest.raises(BadRequest, match="private"):
        await bot.leave_chat(user.id)


async def test_a_group_that_the_bot_never_was_in(bot: Bot, telegram_server: TelegramServer) -> None:
    group = telegram_server.group(-1002)
    for chat in (group.id, -1003):
        with pytest.raises(BadRequest, match="Chat not found"):
            await bot.send_message(chat, "hallo")


async def test_a_link_brings_the_bot_in_and_names_what_comes_behind_it(
    telegram_server: TelegramServer, bot: Bot, user: User
) -> None:
    group = telegram_server.group(-1001)
    await group.opens_link(user, "w_abc-1")
    assert group.has_bot
    assert (await texts(bot))[-1] == "/start@drievragen_bot w_abc-1"
    await group.opens_link(user, "w_abc-1")
    assert [one.added != () for one in group.chat] == [True, False, False]
    with pytest.raises(AssertionError):
        await group.opens_link(user, "met spatie")


async def test_twenty_messages_a_minute_whatever_they_are() -> None:
    now = [0.0]
    async with running(clock=lambda: now[0]) as server, client(server) as bot:
        server.flood = True
        group = server.group(-1001)
        group.adds_bot(server.user(44))
        sent = await bot.send_message(group.id, "0")
        for number in range(19):
            now[0] += 2
            await bot.edit_message_text(f"{number + 1}", group.id, sent.message_id)
        now[0] += 2
        with pytest.raises(Exception, match="Flood control"):
            await bot.send_document(group.id, b"x")
        await bot.send_chat_action(group.id, "typing")
        now[0] = 60.0
        await bot.send_document(group.id, b"x")


async def test_menus_for_whom_they_are(bot: Bot, user: User, group: Group) -> None:
    sanne = group.member(user)
    for name, scope in (
        ("standaard", BotCommandScopeDefault()),
        ("alleen", BotCommandScopeAllPrivateChats()),
        ("groep", BotCommandScopeAllGroupChats()),
    ):
        await bot.set_my_commands([(name, "x")], scope=scope)
    assert [[one.command for one in who.menu] for who in (user, sanne)] == [["alleen"], ["groep"]]
    await bot.set_my_commands([("beheer", "x")], scope=BotCommandScopeChat(user.id))
    await bot.set_my_commands([("hier", "x")], scope=BotCommandScopeChat(group.id))
    await bot.set_my_commands([("zij", "x")], scope=BotCommandScopeChatMember(group.id, user.id))
    assert [[one.command for one in who.menu] for who in (user, sanne)] == [["beheer"], ["zij"]]
    await bot.delete_my_commands(scope=BotCommandScopeChat(user.id))
    await bot.delete_my_commands(scope=BotCommandScopeAllPrivateChats())
    assert [one.command for one in user.menu] == ["standaard"]
    assert await bot.get_my_commands(scope=BotCommandScopeChat(user.id)) == ()
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.set_my_commands([("x", "x")], scope=BotCommandScopeChat(99))
    with pytest.raises(BadRequest, match="scope"):
        await bot.set_my_commands([("x", "x")], scope=BotCommandScopeChatAdministrators(group.id))


def test_ids_of_groups_are_below_zero(telegram_server: TelegramServer) -> None:
    with pytest.raises(AssertionError):
        telegram_server.group(5)


async def test_whoever_blocked_the_bot_cannot_write_to_it(user: User) -> None:
    user.blocks_bot()
    with pytest.raises(AssertionError, match="blocked"):
        await user.sends("hoi")
