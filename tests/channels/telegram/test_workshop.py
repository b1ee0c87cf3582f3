"""A workshop in Telegram: everybody in the own chat, one card each, and a card in the group."""

import re

import pytest

from bot.channels.telegram.access import Access
from bot.channels.telegram.house import House
from bot.store import Role, Store
from tests.auxil.assistant import make_assistant
from tests.auxil.telegram import Group, Message, TelegramServer, User
from tests.channels.telegram.conftest import Serving
from tests.channels.telegram.talking import card, presses, says

HOURS = "Begeleiders houden per cliënt bij hoeveel minuten zij besteden"
ROLES = {45: "Aanbieder", 46: "Inwoner", 47: "Gemeente"}


def code_in(user: User) -> str:
    """The code of the workshop that a facilitator was told."""
    found = re.search(r"De code is ([A-Z2-9]{6})", " ".join(one.text for one in user.chat))
    assert found
    return found[1]


async def joins(server: TelegramServer, number: int, code: str) -> User:
    one = server.user(number, f"Deelnemer {number}")
    await says(one, f"/start w_{code}")
    await presses(one, ROLES[number])
    return one


async def shows(user: User, text: str) -> Message:
    """The card of a user, once it says this: brought by the bot, without the user doing anything."""
    await user.waits(lambda chat: any(text in one.text and one.buttons for one in chat))
    return card(user)


async def test_a_room_votes_and_everybody_sees_each_step_on_the_one_card(
    bot: None, telegram_server: TelegramServer, user: User
) -> None:
    await says(user, "/workshop Wat kan er weg?")
    await says(user, HOURS)
    people = [await joins(telegram_server, number, code_in(user)) for number in ROLES]
    messages = [one.chat[-1].message_id for one in people]
    await presses(user, f"Op tafel: {HOURS}"[:60])
    for one in people:
        await shows(one, "Zo dadelijk opent de facilitator de stemming")
    await presses(user, "Open de stemming")
    for one in people:
        await shows(one, "vraag 1 van 3")
        for _ in range(3):
            await presses(one, card(one).labels[0])
    await presses(user, "Ververs")
    assert "3 van de 3" in card(user).text
    await presses(user, "Toon de stemmen")
    for one in people:
        await shows(one, "De stemmen van ronde 1 (3 mensen)")
    await presses(user, "Besluit: schrappen")
    for one in people:
        await shows(one, "De zaal besluit over")
    assert [card(one).message_id for one in people] == messages
    await presses(user, "Sluit af")
    await presses(user, "Ja, sluit af")
    for one in people:
        await shows(one, "De workshop is klaar")


async def test_a_group_sees_how_to_take_part_and_the_facilitator_steers_alone(
    bot: None, telegram_server: TelegramServer, user: User
) -> None:
    await says(user, "/help")
    group = telegram_server.group(-1001, "Inkoop jeugd")
    group.adds_bot(user)
    await group.member(user).sends("/workshop@drievragen_bot Wat kan er weg?")
    await group.member(user).waits(lambda chat: any("Meedoen kan met deze link" in one.text for one in chat))
    await user.waits(lambda chat: any("Er staat nog niets op de lijst" in one.text for one in chat))
    (told,) = [one for one in group.chat if "Meedoen kan met deze link" in one.text]
    found = re.search(r"start=w_([A-Z2-9]{6})", told.text)
    assert found
    await says(user, HOURS)
    await joins(telegram_server, 45, found[1])
    await presses(user, f"Op tafel: {HOURS}"[:60])
    await group.member(user).waits(lambda chat: any(f"Op tafel: {HOURS}" in one.text for one in chat))
    assert len([one for one in group.chat if "Workshop: Wat kan er weg?" in one.text]) == 1


async def test_in_a_group_nobody_takes_part_in_front_of_all(
    bot: None, telegram_server: TelegramServer, user: User
) -> None:
    await says(user, "/workshop Wat kan er weg?")
    group: Group = telegram_server.group(-1001, "Inkoop jeugd")
    group.adds_bot(user)
    member = group.member(telegram_server.user(45, "Joost"))
    await member.sends(f"/workshop@drievragen_bot {code_in(user)}")
    await member.waits(lambda chat: any("Meedoen gaat in uw eigen gesprek" in one.text for one in chat))


@pytest.mark.parametrize(("code", "let_in"), [(None, True), ("AAAAAA", False)])
async def test_the_link_of_a_workshop_lets_in_who_was_not_invited_otherwise(
    code: str | None,
    let_in: bool,
    telegram_server: TelegramServer,
    serving: Serving,
    store: Store,
    user: User,
) -> None:
    async with serving(make_assistant(), house=House(Access.INVITATION)):
        await store.people.grant("telegram:44", Role.FACILITATOR)
        await says(user, "/workshop Wat kan er weg?")
        guest = telegram_server.user(45, "Joost")
        await guest.sends(f"/start w_{code or code_in(user)}")
        await guest.waits(lambda chat: chat[-1].from_bot)
        assert ("In welke rol" in guest.chat[-1].text) == let_in
        if let_in:
            await guest.sends("/workshop Ook een")
            await guest.waits(lambda chat: "alleen een facilitator" in chat[-1].text)
