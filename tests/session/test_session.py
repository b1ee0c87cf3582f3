"""What one owner does, with real conversations in a real store."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.dialogue import AdviceGiven, Understood
from bot.domain import UNKNOWN
from bot.session import Session
from bot.store import Store, Stored
from knowledge.errors import IndexUnavailable
from knowledge.search import Searcher
from tests.auxil.assistant import make_assistant
from tests.dialogue.chat import DESCRIPTION, TIME
from tests.session.user import User

OTHER = "Aanbieders melden elke maand hun vrije plekken"


def no_searcher() -> Searcher:
    raise IndexUnavailable(Path("ergens"), "de index is er niet")


class TestRequests:
    async def test_several_requests_are_listed_and_opened_again(self, user: User) -> None:
        await user.type(DESCRIPTION)
        await user.press("none")
        await user.type("/nieuw")
        assert "Uw andere aanvragen blijven bewaard" in user.text
        await user.type(OTHER)
        await user.type("/mijn")
        assert user.text.splitlines()[1:] == [
            f"1. {OTHER} (bezig, deze is open)",
            f"2. {DESCRIPTION} (bezig)",
        ]
        await user.type("/open 2")
        assert user.slot == "purpose"
        assert (await user.state()).description == DESCRIPTION

    async def test_a_description_may_follow_the_command(self, user: User) -> None:
        await user.type(DESCRIPTION)
        await user.type(f"/nieuw {OTHER}")
        assert user.types[0] == "understood"
        assert (await user.state()).description == OTHER
        assert sorted(await user.titles()) == sorted([DESCRIPTION, OTHER])

    async def test_also_on_the_next_line(self, user: User) -> None:
        await user.type(f"/nieuw\n{OTHER}")
        assert (await user.state()).description == OTHER

    async def test_an_undescribed_request_is_used_again(self, user: User) -> None:
        for _ in range(3):
            await user.type("/nieuw")
        assert await user.titles() == ["Nog zonder beschrijving"]

    async def test_a_title_is_one_short_line(self, user: User) -> None:
        await user.type("Aanbieders\ngeven\t de \x00kleur door van " + "deuren " * 50)
        (title,) = await user.titles()
        assert title.startswith("Aanbieders geven de kleur door van deuren")
        assert len(title) == 80

    @pytest.mark.parametrize("number", ["", "0", "9", "-1", "een", "²", "1" * 40])
    async def test_a_number_that_is_not_in_the_list(self, user: User, number: str) -> None:
        await user.type(DESCRIPTION)
        await user.type(f"/open {number}")
        assert user.types == ["error", "message"]
        assert (await user.state()).description == DESCRIPTION

    async def test_without_requests(self, user: User) -> None:
        assert "nog geen aanvragen" in (await user.type("/mijn")).text
        assert (await user.type("/open 1")).types == ["error", "message"]
        assert "drie vragen" in (await user.type("/opnieuw")).text

    async def test_again_starts_the_same_request_and_keeps_the_first(self, user: User) -> None:
        await user.type(DESCRIPTION)
        await user.press("none")
        await user.type("/opnieuw")
        assert user.types == ["message", "understood", "question"]
        assert user.slot == "legal_basis"
        state = await user.state()
        assert (state.description, state.id) == (DESCRIPTION, "c2")
        await user.type("/open 2")
        assert user.slot == "purpose"

    async def test_the_buttons_of_the_advice(self, user: User) -> None:
        await user.type(DESCRIPTION)
        while not isinstance(user.replies[-1], AdviceGiven):
            await user.press(UNKNOWN)
        await user.press("change")
        assert user.slot == "change"
        await user.press("legal_basis")
        await user.press("prescribed")
        assert isinstance(user.replies[-1], AdviceGiven)
        assert user.replies[-1].advice.rule == "R01"
        await user.press("new")
        assert (await user.state()).description is None

    async def test_new_is_also_an_answer(self, user: User) -> None:
        """The button "Nieuwe registratie" and the answer "Nieuw" have the same name."""
        await user.type(DESCRIPTION)
        for answer in ("none", "outcomes", "named"):
            await user.press(answer)
        assert user.slot == "status"
        await user.press("new")
        state = await user.state()
        assert state.description == DESCRIPTION
        assert state.sheet.facts["status"].value == "new"

    async def test_two_owners_do_not_see_each_other(self, store: Store, session: Session) -> None:
        one, other = User(store, session, "een"), User(store, session, "twee")
        await one.type(DESCRIPTION)
        await one.type("/gemeente Almere")
        assert "nog geen aanvragen" in (await other.type("/mijn")).text
        assert (await other.type("/open 1")).types == ["error", "message"]
        assert "Typ de naam erbij" in (await other.type("/gemeente")).text
        await other.type(OTHER)
        await other.press("none", conversation="c1")
        assert other.types == ["error", "question"]
        assert not (await one.state()).sheet.facts
        assert await other.titles() == [OTHER]


class TestOpening:
    async def test_the_first_time_it_greets(self, user: User) -> None:
        await user.open()
        assert user.types == ["message"]
        assert "computerprogramma" in user.text

    async def test_later_it_goes_on_where_it_was(self, user: User) -> None:
        await user.type(DESCRIPTION)
        await user.press("none")
        await user.open()
        assert user.types == ["message", "question"]
        assert DESCRIPTION in user.text
        assert user.slot == "purpose"

    async def test_after_a_pause_it_welcomes_once(self, user: User) -> None:
        await user.type(DESCRIPTION)
        await user.type("/pauze")
        await user.open()
        assert user.text.count("Welkom terug") == 1
        await user.press("none")
        assert "Welkom terug" not in user.text
        assert user.slot == "purpose"

    async def test_after_an_advice_it_begins_another(self, user: User) -> None:
        await user.type(DESCRIPTION)
        while not isinstance(user.replies[-1], AdviceGiven):
            await user.press(UNKNOWN)
        await user.open()
        assert "drie vragen" in user.text
        assert (await user.state()).description is None
        assert DESCRIPTION in await user.titles()

    async def test_fresh_takes_nothing_over(self, user: User) -> None:
        await user.open(full=True)
        await user.type("voordeur")
        await user.open(fresh=True)
        state = await user.state()
        assert (state.full, state.notes) == (False, ())

    async def test_full_asks_everything(self, user: User) -> None:
        await user.open(full=True)
        await user.type(DESCRIPTION)
        await user.press("prescribed")
        assert user.slot == "purpose"


class TestMunicipality:
    @pytest.mark.parametrize("name", ["Almere", "almere", "GM0034", "gemeente Almere"])
    async def test_by_name_or_code(self, user: User, name: str) -> None:
        await user.type(f"/gemeente {name}")
        assert "Almere" in user.text
        assert "Uw gemeente is Almere" in (await user.type("/gemeente")).text
        await user.type(TIME)
        assert (await user.state()).municipality == "GM0034"

    @pytest.mark.parametrize(("name", "code"), [("Den Haag", "GM0518"), ("Den Bosch", "GM0796")])
    async def test_by_another_name(self, user: User, name: str, code: str) -> None:
        await user.type(f"/gemeente {name}")
        assert (await user.state()).municipality == code

    @pytest.mark.parametrize("name", ["Nergenshuizen", "GM9999", "x" * 1000])
    async def test_an_unknown_one_is_refused_and_changes_nothing(self, user: User, name: str) -> None:
        await user.type("/gemeente Almere")
        await user.type(f"/gemeente {name}")
        assert user.types == ["error"]
        assert len(user.text) < 200
        assert "Almere" in (await user.type("/gemeente")).text

    async def test_none_yet(self, user: User) -> None:
        assert "Typ de naam erbij" in (await user.type("/gemeente")).text

    async def test_in_a_conversation_it_keeps_the_answers(self, user: User) -> None:
        await user.type(TIME)
        await user.press("none")
        await user.type("/gemeente Lelystad")
        assert user.slot == "purpose"
        state = await user.state()
        assert state.sheet.facts["legal_basis"].value == "none"
        assert state.sheet.facts["neighbours"].passage == "test-buren"


class TestSearch:
    async def test_it_shows_what_is_found_and_leaves_the_conversation(self, user: User) -> None:
        await user.type(DESCRIPTION)
        await user.type("/zoek steekproef van enkele dossiers")
        (message,) = user.replies
        assert [passage["id"] for passage in message.model_dump()["passages"]] == ["test-uitleg"]
        assert (await user.state()).asked == "legal_basis"

    @pytest.mark.parametrize(("text", "says"), [("/zoek", "Typ erbij"), ("/zoek hypotheek", "niets")])
    async def test_nothing_to_find(self, user: User, text: str, says: str) -> None:
        assert says in (await user.type(text)).text

    async def test_without_an_index_it_says_so_and_goes_on(self, store: Store) -> None:
        assistant = make_assistant()
        assistant.searcher = no_searcher
        user = User(store, Session(assistant))
        assert (await user.type("/zoek steekproef")).types == ["error"]
        assert (await user.type(DESCRIPTION)).types == ["error", "understood", "question"]
        while not isinstance(user.replies[-1], AdviceGiven):
            await user.press(UNKNOWN)
        assert user.replies[-1].advice.versions.knowledge == ""


class TestRefused:
    @pytest.mark.parametrize("text", ["/bestaatniet", "/", "//", "/" + "x" * 5000])
    async def test_an_unknown_command_changes_nothing(self, user: User, text: str) -> None:
        await user.type(DESCRIPTION)
        before = await user.state()
        await user.type(text)
        assert user.types == ["error", "question"]
        assert "/help" in user.text
        assert len(user.text) < 1000
        assert await user.state() == before

    async def test_a_command_may_name_the_bot(self, user: User) -> None:
        await user.type("/HELP@drievragenbot")
        assert "U beschrijft een registratie" in user.text

    @pytest.mark.parametrize("command", ["/nieuw", "/gemeente", "/zoek", "/open", "/onzin"])
    async def test_personal_data_after_a_command_is_refused(self, user: User, command: str) -> None:
        await user.type(DESCRIPTION)
        before = await user.state()
        await user.type(f"{command} cliënt met bsn 123456782")
        assert user.types == ["error", "question"]
        assert "123456782" not in user.text
        assert await user.state() == before

    async def test_halves_of_characters_and_control_characters(self, user: User) -> None:
        await user.type("Aanbieders geven \ud800de\x00 kleur van \x1b[31mdeuren door")
        description = (await user.state()).description
        assert description is not None
        assert description.isprintable()

    async def test_a_button_without_a_conversation(self, user: User) -> None:
        assert (await user.press("none")).types == ["error"]


class TestOtherVersion:
    @pytest.fixture
    async def old(self, user: User) -> User:
        """An owner whose open conversation is of a version that cannot be read."""
        await user.type(OTHER)
        async with user.store.turn(user.owner) as turn:
            state = '{"id": "oud", "phase": "dromen"}'
            await turn.save(
                Stored("oud", user.owner, "Een oude aanvraag", "asking", state, datetime.now(UTC))
            )
        return user

    async def test_a_new_conversation_begins_and_the_old_one_stays(self, old: User) -> None:
        await old.type(DESCRIPTION)
        assert isinstance(old.replies[0], Understood)
        assert (await old.state()).description == DESCRIPTION
        async with old.store.turn(old.owner) as turn:
            stored = {one.id: one.state for one in await turn.conversations()}
        assert stored["oud"] == '{"id": "oud", "phase": "dromen"}'
        assert len(stored) == 3

    async def test_opening_it_says_so_and_leaves_what_is_open(self, old: User) -> None:
        await old.type(DESCRIPTION)
        await old.type("/open 2")
        assert old.types == ["error", "question"]
        assert (await old.state()).description == DESCRIPTION

    @pytest.mark.parametrize("text", ["/verder", "/terug", "/mijn", "/opnieuw", "/onzin", "/zoek deuren"])
    async def test_every_command_still_answers(self, old: User, text: str) -> None:
        await old.type(text)
        assert "Een oude aanvraag" in await old.titles()
