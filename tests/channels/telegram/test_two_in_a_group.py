"""Two colleagues in one group, each with a conversation of their own."""

from dataclasses import replace

import pytest

from tests.auxil.telegram import Button, Group, Message, TelegramServer, User
from tests.channels.telegram.talking import FIRST, WAITING, until

LAW, NEXT = "Nee, geen wet", "Wat wilt u vooral weten"


@pytest.fixture
def group(telegram_server: TelegramServer, user: User) -> Group:
    group = telegram_server.group(-1001, "Inkoop jeugd")
    group.adds_bot(user)
    return group


async def asks(member: User, text: str) -> Message:
    """Describe a registration to the bot; its question about it."""
    await member.sends(f"/nieuw@drievragen_bot {text}")
    await member.waits(lambda chat: card_of(member) is not None)
    found = card_of(member)
    assert found is not None
    return found


def card_of(member: User) -> Message | None:
    """The card in the group whose buttons are this person's."""
    cards = [one for one in member.chat if one.buttons]
    return next((one for one in cards if str(one.buttons[0][0].data).endswith(f":{member.id}")), None)


async def test_each_has_a_card_and_answers_only_that(
    bot: None, telegram_server: TelegramServer, user: User, group: Group
) -> None:
    sanne, joost = group.member(user), group.member(telegram_server.user(45, "Joost"))
    hers, his = await asks(sanne, FIRST), await asks(joost, WAITING)
    await joost.presses(LAW, hers)
    await until(lambda: joost.notices)
    assert "van een ander" in joost.notices[0].text
    await sanne.presses(LAW, hers)
    await sanne.waits(lambda _: NEXT in getattr(card_of(sanne), "text", ""))
    assert card_of(joost) == his
    await joost.presses(his.labels[0], his)
    await joost.waits(lambda _: card_of(joost) != his)
    assert "wachttijden" not in getattr(card_of(sanne), "text", "")


async def test_what_is_said_beside_it_changes_nothing(bot: None, user: User, group: Group) -> None:
    sanne = group.member(user)
    shown = await asks(sanne, FIRST)
    for promoted in (False, True):
        if promoted:  # now the bot gets all that is said
            group.promotes_bot(user)
        before = len(group.chat)
        await sanne.sends("nee")
        await sanne.sends("zie /nieuw en @drievragen_bot")
        await sanne.sends("/weer@andere_bot")
        await sanne.sends("eens", reply_to=group.chat[-1])
        await sanne.presses("x", _with_data(shown))
        await until(lambda: not sanne.unanswered)
        assert len(group.chat) == before + 4
    assert card_of(sanne) == shown


async def test_a_reply_to_the_card_is_an_answer(bot: None, user: User, group: Group) -> None:
    sanne = group.member(user)
    shown = await asks(sanne, FIRST)
    await sanne.sends("nee", reply_to=shown)
    await sanne.waits(lambda _: NEXT in getattr(card_of(sanne), "text", ""))


async def test_the_conversation_alone_is_another(bot: None, user: User, group: Group) -> None:
    await asks(group.member(user), FIRST)
    await user.sends("/mijn")
    await user.waits(lambda chat: chat[-1].from_bot)
    assert "begeleiders" not in user.chat[-1].text


async def test_put_out_of_the_group_and_back(bot: None, user: User, group: Group) -> None:
    sanne = group.member(user)
    shown = await asks(sanne, FIRST)
    group.kicks_bot(user)
    await sanne.presses(LAW, shown)
    await until(lambda: not sanne.unanswered)
    group.adds_bot(user)
    await sanne.sends("/mijn@drievragen_bot")
    await sanne.waits(lambda _: NEXT in getattr(card_of(sanne), "text", ""))


def _with_data(shown: Message) -> Message:
    """The same message with a button of a card that never was."""
    return replace(shown, buttons=((Button("x", "0:0:44"),),))
