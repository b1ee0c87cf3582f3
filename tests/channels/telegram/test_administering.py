"""What administrators do in their own chat."""

import logging
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.channels.telegram.access import Access
from bot.channels.telegram.house import House
from bot.channels.telegram.parcels import Administration
from bot.content import load_content
from bot.store import Role, Store
from knowledge.library import Library
from tests.auxil.administration import admins
from tests.auxil.assistant import make_assistant
from tests.auxil.library import WordEngine
from tests.auxil.telegram import TelegramServer, User
from tests.channels.telegram.conftest import Serving
from tests.channels.telegram.talking import FIRST, by_bot, says, until

INVITED = House(Access.INVITATION)
OWN = {"uitnodigen", "gebruikers", "status"}


@pytest.fixture
def chief(tmp_path: Path) -> Administration:
    """User 1 is an administrator."""
    return admins([1], Library.open(tmp_path / "library", WordEngine()), tmp_path)


@pytest.fixture
def boss(telegram_server: TelegramServer) -> User:
    return telegram_server.user(1, "Bea")


async def told(user: User, text: str) -> str:
    """Type a command; the plain message that answers it."""
    seen = len(by_bot(user))
    await user.sends(text)
    await user.waits(lambda _: len(by_bot(user)) > seen)
    return by_bot(user)[-1]


async def code_of(boss: User, words: str) -> str:
    found = re.search(r"https://t\.me/drievragen_bot\?start=(i_[\w-]+)", await told(boss, words))
    assert found
    return found[1]


def menu(user: User) -> set[str]:
    return {entry.command for entry in user.menu}


async def test_an_invitation_lets_in_as_many_as_it_says(
    serving: Serving, boss: User, chief: Administration, telegram_server: TelegramServer, store: Store
) -> None:
    sanne, joost, late = (telegram_server.user(number) for number in (44, 45, 46))
    async with serving(make_assistant(), chief, INVITED):
        code = await code_of(boss, "/uitnodigen gebruiker 2 14")
        for user in (sanne, joost):
            shown = await told(user, f"/start {code}")
            assert shown.startswith("Welkom. U hebt toegang als gebruiker.")
            assert "Welke registratie" in shown
        await told(sanne, f"/start {code}")  # again, which takes no place of another
        wrong = await told(late, f"/start {code}")
        assert wrong.startswith("Deze uitnodiging werkt niet of niet meer")
        assert "Schrijft een wet" in (await says(sanne, FIRST)).text
    assert await store.people.role("telegram:45") is Role.USER
    assert await store.people.role("telegram:46") is None


async def test_an_invitation_that_comes_again_counts_once(
    serving: Serving, boss: User, chief: Administration, telegram_server: TelegramServer
) -> None:
    user, other = telegram_server.user(44), telegram_server.user(45)
    async with serving(make_assistant(), chief, INVITED):
        code = await code_of(boss, "/uitnodigen gebruiker 2")
        update = await user.sends(f"/start {code}")
        await user.waits(lambda _: bool(by_bot(user)))
        telegram_server.replay(update)
        assert "Welkom" in await told(other, f"/start {code}")
    assert len(by_bot(user)) == 1


@pytest.mark.parametrize("what", ["unknown", "over", "used"])
async def test_of_a_code_that_does_not_work_nobody_hears_why(
    what: str, serving: Serving, user: User, store: Store
) -> None:
    now = datetime.now(UTC)
    codes = {
        "unknown": "abc",
        "over": await store.people.invite(Role.USER, 1, now - timedelta(days=1)),
        "used": await store.people.invite(Role.USER, 1, now + timedelta(days=1)),
    }
    await store.people.join("telegram:9", codes["used"], now)
    async with serving(make_assistant(), house=INVITED):
        assert await told(user, f"/start i_{codes[what]}") == (
            "Deze uitnodiging werkt niet of niet meer. Vraag de beheerder om een nieuwe."
        )


async def test_after_five_codes_no_code_is_looked_at(serving: Serving, user: User, store: Store) -> None:
    good = await store.people.invite(Role.USER, 1, datetime.now(UTC) + timedelta(days=1))
    async with serving(make_assistant(), house=INVITED):
        for number in range(5):
            await told(user, f"/start i_fout{number}")
        assert "te veel uitnodigingen" in await told(user, f"/start i_{good}")
    assert await store.people.role("telegram:44") is None


async def test_with_a_list_an_invitation_only_gives_a_role(
    serving: Serving, user: User, telegram_server: TelegramServer, store: Store
) -> None:
    code = await store.people.invite(Role.FACILITATOR, 5, datetime.now(UTC) + timedelta(days=1))
    outsider = telegram_server.user(45)
    async with serving(make_assistant(), house=House(Access.LIST, frozenset({44}))):
        assert "nog geen toegang" in await told(outsider, f"/start i_{code}")
        assert "toegang als facilitator" in await told(user, f"/start i_{code}")
    assert await store.people.role("telegram:45") is None


async def test_the_menu_of_an_administrator_has_more(
    serving: Serving, boss: User, chief: Administration, user: User, store: Store
) -> None:
    await store.people.grant("telegram:44", Role.ADMINISTRATOR)
    for one in (boss, user):
        await one.sends("/start")
    async with serving(make_assistant(), chief):
        await until(lambda: menu(boss) >= OWN and menu(user) >= OWN and by_bot(boss) and by_bot(user))
        await told(boss, "/gebruikers rol 44 gebruiker")
        await until(lambda: menu(user) == set(load_content().commands))
        await told(boss, f"/start {await code_of(boss, '/uitnodigen beheerder')}")
        assert menu(boss) >= OWN


async def test_whoever_becomes_an_administrator_gets_the_menu(
    serving: Serving, boss: User, chief: Administration, user: User
) -> None:
    async with serving(make_assistant(), chief):
        code = await code_of(boss, "/uitnodigen beheerder")
        assert "toegang als beheerder" in await told(user, f"/start {code}")
        await until(lambda: menu(user) >= OWN)
        assert "Versie" in await told(user, "/status")


async def test_who_is_no_administrator_has_no_such_commands(
    serving: Serving, user: User, store: Store
) -> None:
    await store.people.grant("telegram:44", Role.FACILITATOR)
    async with serving(make_assistant()):
        for command in sorted(OWN):
            assert f"Dit commando ken ik niet: /{command}" in (await says(user, f"/{command}")).text
        assert menu(user) == set(load_content().commands)


async def test_roles_are_given_and_taken(
    serving: Serving, boss: User, chief: Administration, user: User
) -> None:
    async with serving(make_assistant(), chief, INVITED):
        assert await told(boss, "/gebruikers rol 44 facilitator") == "44 is nu facilitator."
        assert "Schrijft een wet" in (await says(user, FIRST)).text
        listed = await told(boss, "/gebruikers")
        assert listed.startswith("Alleen wie is uitgenodigd mag meedoen.")
        assert "1: beheerder, volgens DRIEVRAGEN_ADMINS" in listed
        assert re.search(r"^44: facilitator, sinds \d+ \w+ \d{4}$", listed, re.MULTILINE)
        assert (await told(boss, "/gebruikers weg 44")).startswith("44 is uit de lijst.")
        await user.sends("nee")
        await user.waits(lambda chat: "nog geen toegang" in chat[-1].text)


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        ("/gebruikers rol 44 baas", "Een rol geven:"),
        ("/gebruikers weg jan", "Een rol geven:"),
        ("/gebruikers weg 99", "99 staat niet in de lijst"),
        ("/gebruikers weg 1", "1 staat bij DRIEVRAGEN_ADMINS"),
        ("/gebruikers rol 1 gebruiker", "1 staat bij DRIEVRAGEN_ADMINS"),
        ("/gebruikers rol -100 beheerder", "Een groep kan alleen gebruiker zijn."),
        ("/gebruikers rol -100 gebruiker", "-100 is nu gebruiker."),
        ("/uitnodigen baas", "Typ bijvoorbeeld:"),
        ("/uitnodigen gebruiker 0", "Typ bijvoorbeeld:"),
        ("/uitnodigen gebruiker 1 91", "Typ bijvoorbeeld:"),
        ("/uitnodigen gebruiker 1 1 1", "Typ bijvoorbeeld:"),
        ("/UITNODIGEN@drievragen_bot Facilitator", "Deze link geeft toegang als facilitator."),
    ],
)
async def test_what_is_typed_wrong_gets_a_sentence(
    command: str, answer: str, serving: Serving, boss: User, chief: Administration
) -> None:
    async with serving(make_assistant(), chief):
        assert (await told(boss, command)).startswith(answer)


async def test_a_code_is_kept_nowhere(
    serving: Serving, boss: User, chief: Administration, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with serving(make_assistant(), chief):
        code = (await code_of(boss, "/uitnodigen")).removeprefix("i_")
    files = list(tmp_path.glob("drievragen.db*"))  # noqa: ASYNC240 - nothing else runs
    kept = b"".join(file.read_bytes() for file in files)
    assert b"telegram:1" in kept
    assert code.encode() not in kept
    assert code not in caplog.text


async def test_status_tells_how_the_bot_is_doing(
    serving: Serving, boss: User, chief: Administration, user: User
) -> None:
    async with serving(make_assistant(), chief):
        await says(user, FIRST)
        logging.getLogger("bot.test").error("een fout")
        lines = (await told(boss, "/status")).splitlines()
    assert lines[0] == "Versie 0.1.0."
    assert lines[1].startswith("Deze bot draait sinds ")
    assert lines[2:5] == [
        "@drievragen_bot haalt berichten zelf op.",
        "Iedereen mag meedoen.",
        "De database is bereikbaar. Het logboek is heel.",
    ]
    assert lines[5] == "In behandeling: 0. Nog te tonen: 0."
    assert lines[6] == "Beurten sinds de start: 1. Fouten: 1."
    assert lines[7].endswith("Eigen documenten: 0. Passages daaruit: 0.")
    assert len(lines) == 8


async def test_an_invited_administrator_may_add_documents(
    serving: Serving, user: User, chief: Administration, store: Store
) -> None:
    await store.people.grant("telegram:44", Role.ADMINISTRATOR)
    async with serving(make_assistant(), chief):
        await user.sends_document(b"De aanbieder telt elke week zijn sleutels.", "eis.txt", "Almere")
        await user.waits(lambda chat: "toegevoegd. Passages: 1" in chat[-1].text, 30)
