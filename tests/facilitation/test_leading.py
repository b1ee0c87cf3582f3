"""A facilitator in a chat: from the first word to what goes home."""

from pathlib import Path

from bot.dialogue import File
from bot.facilitation import Hall
from bot.session import Session
from bot.store import Store
from bot.workshop import State
from bot.workshop import events as on
from knowledge.errors import IndexUnavailable
from knowledge.search import Searcher
from tests.facilitation.people import HOURS, Room, votes
from tests.session.user import User


def no_searcher() -> Searcher:
    raise IndexUnavailable(Path("ergens"), "geen ruimte")


async def test_a_workshop_begins_with_its_code_and_its_addresses(room: Room) -> None:
    code = await room.code()
    assert f"De code is {code}." in room.leader.text
    assert f"https://t.me/testbot?start=w_{code}" in room.leader.text
    assert f"http://pagina.test/w/{code}/" in room.leader.text
    assert (await room.workshop()).title == "Wat kan er weg?"


async def test_only_who_may_lead_can_begin_one(room: Room, store: Store, session: Session) -> None:
    other = User(store, session, "telegram:2")
    await other.type("/workshop Nog een")
    assert "alleen een facilitator" in other.text
    async with store.turn("telegram:2") as turn:
        assert await turn.led() == ()


async def test_the_command_alone_brings_the_controls_back(room: Room) -> None:
    code = await room.code()
    await room.leader.type("/workshop")
    assert f"code {code}" in room.leader.text
    assert await room.code() == code


async def test_lines_that_are_typed_go_on_the_list(room: Room) -> None:
    await room.leader.type("- Minuten per cliënt\n2) Foto van de voordeur\n\n- Minuten per  cliënt")
    assert [item.text for item in (await room.workshop()).items] == [
        "Minuten per cliënt",
        "Foto van de voordeur",
    ]
    assert "Dit staat al op de lijst." in room.leader.text


async def test_two_that_are_alike_are_offered_as_one(room: Room) -> None:
    await room.leader.type("Aanbieders sturen elke maand een lijst met wachttijden")
    await room.leader.type("Aanbieders sturen een lijst met wachttijden, elke maand")
    assert "Deze twee lijken op elkaar" in room.leader.text
    await room.leader.option("Voeg samen")
    (item,) = (await room.workshop()).items
    assert item.also == ("Aanbieders sturen een lijst met wachttijden, elke maand",)


async def test_sources_that_cannot_be_searched_are_not_called_empty(room: Room, hall: Hall) -> None:
    hall.assistant.searcher = no_searcher
    await room.is_listed()
    await room.leader.option(f"Op tafel: {HOURS}")
    assert "Ik kan mijn bronnen nu niet doorzoeken." in room.leader.text
    assert "vond ik niets" not in room.leader.text


async def test_a_whole_registration_from_the_list_to_the_verdict(room: Room) -> None:
    item = await room.is_listed()
    people = await room.guests("Gemeente", "Aanbieder", "Aanbieder", "Aanbieder", "Inwoner")
    await room.leader.option(f"Op tafel: {HOURS}")
    assert "Wat er al bestaat: Testpassage test-tijd" in room.leader.text
    await room.leader.option("Open de stemming")
    for number, user in enumerate(people):
        await user.type(f"/start w_{await room.code()}")
        await votes(user, 4 if number == 0 else 1, 1, 1)
    await room.leader.option("Ververs")
    assert "5 van de 5 mensen hebben gestemd" in room.leader.text
    await room.leader.option("Toon de stemmen")
    await room.is_weighed()
    await room.leader.option("Ververs")
    assert "Doel: █4 ▁0 ▁0 ▃1  vooral “Geen duidelijk doel”" in room.leader.text
    assert "advies van de assistent op wat de zaal zegt: schrappen" in room.leader.text
    await room.leader.option("Praten: 5 minuten")
    assert (await room.scene()).registrations[0].talk_until is not None
    await room.leader.option("Nog een ronde")
    for user in people:
        await user.type(f"/start w_{await room.code()}")
        await votes(user, 1, 1, 1)
    await room.leader.option("Toon de stemmen")
    await room.leader.option("Besluit: schrappen")
    assert f"De zaal besluit over “{HOURS}”: schrappen." in room.leader.text
    told = (await room.scene()).registrations[0]
    assert (told.state, len(told.results)) == (State.DECIDED, 2)
    assert told.id == item


async def test_a_mistake_is_undone_and_a_refusal_says_why(room: Room) -> None:
    item = await room.is_listed()
    await room.leads(f"open:{item}")
    await room.leader.option("Parkeren")
    assert (await room.scene()).registrations[0].state is State.PARKED
    await room.leader.option("Maak ongedaan")
    assert (await room.scene()).registrations[0].state is State.EVIDENCE
    await room.leader.option("Open de stemming")
    await room.leader.option("Toon de stemmen")
    assert "Nog niemand heeft gestemd." in room.leader.text


async def test_what_the_room_decided_is_kept_with_the_facilitator(room: Room, store: Store) -> None:
    await room.leader.type("/gemeente Almere")
    await room.leader.type("/workshop Tweede")
    item = await room.is_listed()
    people = await room.guests("Gemeente", "Aanbieder", "Inwoner")
    await room.leads(f"open:{item}")
    await room.leads(f"vote:{item}")
    for user in people:
        await user.type(f"/start w_{await room.code()}")
        await votes(user, 4, 4, 4)
    await room.leads(f"reveal:{item}:1")
    await room.leads(f"decide:{item}:behouden")
    await room.leader.option("Sluit af")
    await room.leader.option("Ja, sluit af")
    assert "1 besluiten staan bij uw aanvragen" in room.leader.text
    async with store.turn(room.leader.owner) as turn:
        (decision,) = await turn.decisions()
    assert decision.decided.outcome == "behouden"
    assert decision.decided.until is not None
    await room.leader.option("Zet de besluiten in het register")
    assert "1 besluiten staan in het gedeelde register." in room.leader.text
    (published,) = await store.register.listing(("GM0034",))
    assert published.publication.description == HOURS
    await room.leads("closeyes")  # a second time changes nothing
    async with store.turn(room.leader.owner) as turn:
        assert len(await turn.decisions()) == 1


async def test_a_decision_that_changed_afterwards_is_kept_as_it_is_now(
    room: Room, hall: Hall, store: Store
) -> None:
    item = await room.is_listed()
    people = await room.guests("Gemeente", "Aanbieder", "Inwoner")
    await room.leads(f"open:{item}")
    await room.leads(f"vote:{item}")
    for user in people:
        await user.type(f"/start w_{await room.code()}")
        await votes(user, 4, 4, 4)
    await room.leads(f"reveal:{item}:1")
    await room.leads(f"decide:{item}:behouden")
    await room.leads("closeyes")
    verdict = (await room.workshop()).items[0].verdict
    assert verdict is not None
    await hall.do(await room.code(), on.Resumed())
    with_action = verdict.model_copy(update={"action": "Inkoop schrapt het veld over vervoer"})
    done = await hall.do(await room.code(), on.Decided(item=item, verdict=with_action))
    assert done.refused is None
    await room.leads("closeyes")
    async with store.turn(room.leader.owner) as turn:
        kept = await turn.decisions()
    assert len({(one.conversation, one.decided.until) for one in kept}) == 1
    # in any order: the clock of the tests stands still
    assert {one.decided.reason for one in kept} == {None, "Inkoop schrapt het veld over vervoer"}


async def test_the_report_comes_as_word_pdf_and_excel(room: Room, store: Store, session: Session) -> None:
    await room.leads("closeyes")
    await room.leader.option("Verslag")
    files = [reply for reply in room.leader.replies if isinstance(reply, File)]
    beginnings = {}
    for file in files:
        async with store.turn(room.leader.owner) as turn:
            content = await session.make(turn, file)
        assert content is not None
        beginnings[file.name] = content[:4]
    assert beginnings == {
        "verslag-workshop.docx": b"PK\x03\x04",
        "verslag-workshop.pdf": b"%PDF",
        "verslag-workshop.xlsx": b"PK\x03\x04",
    }
    async with store.turn("telegram:2") as turn:
        assert await session.make(turn, files[0]) is None
