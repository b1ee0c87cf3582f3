"""In a group: what is for the bot, and whose conversation it is."""

from datetime import UTC, datetime

import pytest
from telegram import CallbackQuery, Chat, Message, MessageEntity, User

from bot.channels.telegram.addressing import chat_of, is_for_bot, owner_of, person_of
from bot.channels.telegram.pressing import is_of_another

BOT = User(1, "Drie Vragen", is_bot=True, username="DrieVragenBot")
SANNE, JOOST = User(44, "Sanne", is_bot=False), User(45, "Joost", is_bot=False)
GROUP = Chat(-100, "supergroup")
COMMANDS = frozenset({"nieuw", "start"})


def message(text: str, *, to: User | None = None) -> Message:
    """What Sanne types, maybe as a reply to somebody."""
    length = len(text.split()[0]) if text.startswith("/") else 0
    command = [MessageEntity("bot_command", 0, length)] if length else []
    when = datetime.now(UTC)
    earlier = None if to is None else Message(1, when, GROUP, from_user=to, text="eerder")
    return Message(2, when, GROUP, from_user=SANNE, text=text, entities=command, reply_to_message=earlier)


@pytest.mark.parametrize(
    "text", ["/nieuw", "/NIEUW iets", "/start", "/iets@drievragenbot", "/nieuw@DrieVragenBot x"]
)
def test_its_commands_are_for_the_bot(text: str) -> None:
    assert is_for_bot(message(text), BOT, COMMANDS)


@pytest.mark.parametrize(
    "text", ["hallo allemaal", "/weer", "/nieuw@AndereBot", "zie /nieuw", "@DrieVragenBot help"]
)
def test_the_rest_is_not(text: str) -> None:
    assert not is_for_bot(message(text), BOT, COMMANDS)


def test_a_reply_to_the_bot_is_for_the_bot_and_one_to_another_is_not() -> None:
    assert is_for_bot(message("ja, elke week", to=BOT), BOT, COMMANDS)
    assert not is_for_bot(message("ja, elke week", to=JOOST), BOT, COMMANDS)


def test_a_conversation_is_of_a_person_in_a_group() -> None:
    owner = owner_of(GROUP, SANNE)
    assert owner is not None
    assert owner != owner_of(GROUP, JOOST)
    assert owner != owner_of(Chat(44, "private"), SANNE)
    assert (chat_of(owner), person_of(owner)) == (-100, "44")


def test_in_private_it_is_of_the_chat() -> None:
    owner = owner_of(Chat(44, "private"), SANNE)
    assert owner == "telegram:44"
    assert (chat_of(owner), person_of(owner)) == (44, "44")


def test_a_channel_and_a_bot_have_none() -> None:
    assert owner_of(Chat(-5, "channel"), SANNE) is None
    assert owner_of(GROUP, User(1087968824, "Group", is_bot=True)) is None


@pytest.mark.parametrize(
    ("data", "another"), [("3:0:44", False), ("3:0:45", True), ("3:0", False), ("", False)]
)
def test_a_button_is_of_one_person(data: str, another: bool) -> None:
    assert is_of_another(CallbackQuery("1", SANNE, "x", data=data)) is another
