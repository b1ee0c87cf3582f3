"""Who may use the bot: the rule itself, and what people see of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.access import Access, Rules
from bot.channels.telegram.house import House
from bot.store import Role, Store
from tests.auxil.administration import no_admins
from tests.auxil.assistant import make_assistant
from tests.auxil.telegram import TelegramServer, User
from tests.channels.telegram.conftest import Serving
from tests.channels.telegram.hooked import hooked
from tests.channels.telegram.talking import FIRST, by_bot, card, presses, says, until

NUMBERS = st.integers(-3, 3).filter(bool)
SETS = st.frozensets(NUMBERS)
ROLES = st.none() | st.sampled_from(Role)
CLOSED = [Access.LIST, Access.INVITATION]


@given(st.sampled_from(Access), SETS, SETS, NUMBERS, ROLES)
def test_administrators_of_the_server_always_may(
    access: Access, allowed: frozenset[int], admins: frozenset[int], chat: int, known: Role | None
) -> None:
    rules = Rules(access, allowed, admins)
    assert rules.role_in(chat, known) is Role.ADMINISTRATOR or chat not in admins


@given(SETS, NUMBERS, ROLES)
def test_open_is_for_everybody(allowed: frozenset[int], chat: int, known: Role | None) -> None:
    assert Rules(Access.OPEN, allowed).role_in(chat, known) is (known or Role.USER)


@given(SETS, NUMBERS, ROLES)
def test_a_list_decides_alone(allowed: frozenset[int], chat: int, known: Role | None) -> None:
    rules = Rules(Access.LIST, allowed)
    assert (rules.role_in(chat, known) is not None) is (chat in allowed)
    assert rules.takes_code_from(chat) is (chat in allowed)


@given(SETS, NUMBERS, ROLES)
def test_by_invitation_the_store_decides(allowed: frozenset[int], chat: int, known: Role | None) -> None:
    assert Rules(Access.INVITATION, allowed).role_in(chat, known) is known


@pytest.mark.parametrize("access", CLOSED)
async def test_who_may_not_is_told_once_and_nothing_of_them_is_kept(
    access: Access, serving: Serving, user: User, telegram_server: TelegramServer, store: Store
) -> None:
    async with serving(make_assistant(), house=House(access, frozenset({45}))):
        for text in ("/start", FIRST, "/status", "/export"):
            await user.sends(text)
        await until(lambda: not telegram_server.waiting_updates)
        await user.waits(lambda chat: chat[-1].from_bot)
    (told,) = by_bot(user)
    assert told == "U hebt nog geen toegang tot deze bot. Geef uw nummer aan de beheerder: 44."
    async with store.turn("telegram:44") as turn:
        held = await turn.export()
    assert not any(held.values())


async def test_who_is_on_the_list_may(serving: Serving, user: User) -> None:
    async with serving(make_assistant(), house=House(Access.LIST, frozenset({44}))):
        assert "Schrijft een wet" in (await says(user, FIRST)).text


async def test_who_lost_access_hears_so_at_a_button(serving: Serving, user: User, store: Store) -> None:
    house = House(Access.INVITATION)
    await store.people.grant("telegram:44", Role.USER)
    async with serving(make_assistant(), house=house):
        shown = await says(user, FIRST)
        await store.people.revoke("telegram:44")
        await user.presses("Nee, geen wet")
        await user.waits(lambda _: not user.unanswered)
        assert "nog geen toegang" in user.notices[-1].text
        assert card(user) == shown
        await store.people.grant("telegram:44", Role.USER)
        assert "Wat wilt u vooral weten" in (await presses(user, "Nee, geen wet")).text


async def test_a_group_that_may_is_greeted_and_helped(
    serving: Serving, user: User, telegram_server: TelegramServer
) -> None:
    group = telegram_server.group(-100)
    async with serving(make_assistant(), house=House(Access.LIST, frozenset({-100}))):
        group.adds_bot(user)
        there = group.member(user)
        await there.waits(lambda chat: "Typ /nieuw om te beginnen" in chat[-1].text)
        await there.sends("/nieuw")
        await there.waits(lambda chat: "Welke registratie" in chat[-1].text)
        await user.sends("hoi")
        await user.waits(lambda chat: "nog geen toegang" in chat[-1].text)
    assert group.has_bot


@pytest.mark.parametrize("access", CLOSED)
async def test_a_group_that_may_not_is_left_with_a_sentence(
    access: Access, serving: Serving, user: User, telegram_server: TelegramServer
) -> None:
    group = telegram_server.group(-100)
    async with serving(make_assistant(), house=House(access, frozenset({44}))):
        group.adds_bot(user)
        await until(lambda: not group.has_bot)
    said = [message.text for message in group.chat if message.from_bot]
    assert len(said) == 1
    assert "-100" in said[0]


async def test_a_group_it_was_in_already_is_left_when_it_is_asked_something(
    serving: Serving, user: User, telegram_server: TelegramServer
) -> None:
    group = telegram_server.group(-100)
    group.adds_bot(user)
    async with serving(make_assistant()):
        there = group.member(user)
        await there.waits(lambda chat: "Goedendag" in chat[-1].text)
    async with serving(make_assistant(), house=House(Access.LIST)):
        await there.sends("hallo allemaal")
        await there.sends("/nieuw")
        await until(lambda: not group.has_bot)


async def test_an_administrator_brings_the_bot_into_a_group(
    serving: Serving, user: User, telegram_server: TelegramServer, store: Store
) -> None:
    await store.people.grant("telegram:44", Role.ADMINISTRATOR)
    group, joost = telegram_server.group(-100), telegram_server.user(45, "Joost")
    async with serving(make_assistant(), house=House(Access.INVITATION)):
        group.adds_bot(user)
        there = group.member(joost)
        await there.waits(lambda chat: "Typ /nieuw om te beginnen" in chat[-1].text)
        await there.sends("/nieuw")
        await there.waits(lambda chat: "Welke registratie" in chat[-1].text)
    assert await store.people.role("telegram:-100") is Role.USER


async def test_too_much_in_a_minute_is_not_read_and_it_is_clear_from_where(
    telegram_server: TelegramServer, user: User, store: Store, serving: Serving
) -> None:
    other = telegram_server.user(55, "Joost")
    async with serving(make_assistant(), house=House(turns_per_minute=3)):
        shown = await says(user, FIRST)
        await says(user, "/mijn")
        shown = await says(user, "/mijn")
        await user.presses("Nee, geen wet", shown)
        await user.waits(lambda _: not user.unanswered)
        assert "Even wachten" in user.notices[-1].text
        await user.sends("dit is te veel")
        chat = await user.waits(lambda chat: "Even wachten" in chat[-1].text)
        assert chat[-1].reply_to is not None
        assert chat[-1].reply_to.text == "dit is te veel"
        await user.sends("en dit ook")
        await says(other, FIRST)
    assert sum("Even wachten" in text for text in by_bot(user)) == 1


async def test_with_a_webhook_the_gate_is_the_same(
    telegram_server: TelegramServer, store: Store, user: User, tmp_path_factory: pytest.TempPathFactory
) -> None:
    administration = no_admins(tmp_path_factory.mktemp("incoming"))
    async with hooked(telegram_server, store, make_assistant(), administration, House(Access.LIST)):
        await user.sends(FIRST)
        await user.waits(lambda chat: "nog geen toegang" in chat[-1].text)
        await until(lambda: not telegram_server.waiting_updates)
