"""A participant in a chat: coming in, voting alone, a reason, seeing it differently, going."""

from bot.store import Store
from bot.workshop import Question, Role
from bot.workshop.scales import scales
from tests.facilitation.people import HOURS, Room, votes


async def test_who_opens_the_link_is_asked_for_a_role_and_then_takes_part(room: Room) -> None:
    guest = await room.guest(100)
    assert "In welke rol doet u mee?" in guest.text
    await guest.option("Aanbieder")
    assert "u bent aanbieder" in guest.text
    assert (await room.scene()).joined[Role.AANBIEDER] == 1


async def test_the_code_can_also_be_typed(room: Room) -> None:
    guest = await room.guest(100)
    again = await guest.type(f"/workshop {(await room.code()).lower()}")
    assert "In welke rol" in again.text
    assert len((await room.workshop()).participants) == 1


async def test_who_comes_back_has_the_same_place(room: Room) -> None:
    guest = await room.guest(100, "Raad")
    await guest.option("Verlaat de workshop")
    assert (await room.scene()).voters == 0
    await guest.type(f"/start w_{await room.code()}")
    assert (await room.scene()).joined[Role.RAAD] == 1


async def test_everybody_answers_alone_and_sees_only_the_own_answers(room: Room) -> None:
    item = await room.is_listed()
    one, two = await room.guests("Gemeente", "Inwoner")
    await room.leads(f"open:{item}")
    await room.leads(f"vote:{item}")
    for user in (one, two):
        await user.type(f"/start w_{await room.code()}")
        assert "vraag 1 van 3 · Doel" in user.text
    await votes(one, 4, 2)
    assert "vraag 3 van 3 · Ruimte" in one.text
    await votes(one, 3)
    assert "U hebt alle vragen beantwoord" in one.text
    assert f"Doel: {scales().doel.answers[3].label}" in one.text
    await two.type(f"/start w_{await room.code()}")
    assert "U hebt alle vragen" not in two.text
    assert (await room.scene()).registrations[0].voted == 1


async def test_an_answer_can_be_changed_until_the_votes_are_shown(room: Room) -> None:
    item = await room.is_listed()
    (one,) = await room.guests("Gemeente")
    await room.leads(f"open:{item}")
    await room.leads(f"vote:{item}")
    await one.type(f"/start w_{await room.code()}")
    await votes(one, 1, 1, 1)
    await one.option("Wijzig doel")
    assert "vraag 1 van 3 · Doel" in one.text
    await votes(one, 4)
    ballots = (await room.workshop()).items[0].rounds[0].ballots
    assert [ballot.scores[Question.DOEL] for ballot in ballots.values()] == [4]
    await room.leads(f"reveal:{item}:1")
    late = await one.press(f"w:{await room.code()}:answer:{item}:1:doel:1")
    assert "De stemming is niet open." in late.text
    ballots = (await room.workshop()).items[0].rounds[0].ballots
    assert [ballot.scores[Question.DOEL] for ballot in ballots.values()] == [4]


async def test_what_is_typed_while_voting_is_the_reason(room: Room) -> None:
    item = await room.is_listed()
    (one,) = await room.guests("Professional")
    await room.leads(f"open:{item}")
    await room.leads(f"vote:{item}")
    await one.type(f"/start w_{await room.code()}")
    await votes(one, 1, 1, 1)
    await one.type("Het kost een uur per week.")
    assert "Uw reden is bewaard." in one.text
    assert "Uw reden: Het kost een uur per week." in one.text
    await one.option("Reden weghalen")
    assert "Uw reden:" not in one.text


async def test_what_is_typed_otherwise_goes_on_the_list_when_that_was_meant(room: Room) -> None:
    (one,) = await room.guests("Inwoner")
    await one.type("Elke maand een formulier: ook over vervoer")
    assert "Wilt u dit op de lijst zetten?" in one.text
    await one.option("Nee")
    assert (await room.workshop()).items == ()
    await one.type("Elke maand een formulier: ook over vervoer")
    await one.option("Ja, op de lijst")
    assert (await room.workshop()).items[0].text == "Elke maand een formulier: ook over vervoer"


async def test_personal_data_is_refused_and_kept_nowhere(room: Room, store: Store) -> None:
    (one,) = await room.guests("Inwoner")
    await one.type("Vraag het aan jan@voorbeeld.nl")
    assert "e-mailadres" in one.text
    await room.leader.type("Bel 06-12345678 voor het formulier")
    assert "telefoonnummer" in room.leader.text
    assert (await room.workshop()).items == ()


async def test_a_verdict_can_be_seen_differently_with_a_reason(room: Room) -> None:
    item = await room.is_listed()
    one, *others = await room.guests("Inwoner", "Aanbieder", "Raad")
    await room.leads(f"open:{item}")
    await room.leads(f"vote:{item}")
    for user in (one, *others):
        await user.type(f"/start w_{await room.code()}")
        await votes(user, 1, 1, 1)
    await room.leads(f"reveal:{item}:1")
    await room.leads(f"decide:{item}:schrappen")
    await one.type(f"/start w_{await room.code()}")
    assert f"De zaal besluit over “{HOURS}”: schrappen." in one.text
    await one.option("Ik zie het anders")
    await one.type("Wij gebruiken het wel.")
    told = (await room.scene()).registrations[0]
    assert (told.disagreed, told.dissent, told.dissent_reasons) == (True, None, ("Wij gebruiken het wel.",))
    await one.option("Toch eens")
    assert not (await room.scene()).registrations[0].disagreed


async def test_who_goes_is_not_known_any_more_but_the_votes_count(room: Room, store: Store) -> None:
    item = await room.is_listed()
    (one,) = await room.guests("Gemeente")
    await room.leads(f"open:{item}")
    await room.leads(f"vote:{item}")
    await one.type(f"/start w_{await room.code()}")
    await votes(one, 4, 4, 4)
    await one.type("Omdat wij ermee sturen.")
    await one.type("/verwijder")
    await one.press("forget:yes")
    async with store.turn(one.owner) as turn:
        assert await turn.memberships() == ()
    (ballot,) = (await room.workshop()).items[0].rounds[0].ballots.values()
    assert (ballot.complete, ballot.reason) == (True, None)


async def test_an_own_conversation_comes_first_once_it_is_begun(room: Room) -> None:
    (one,) = await room.guests("Gemeente")
    await one.type("/nieuw")
    await one.type("Wij willen weten hoeveel minuten begeleiders besteden.")
    assert "understood" in one.types


async def test_a_workshop_that_is_not_there_is_said_so(room: Room) -> None:
    guest = await room.guest(100)
    await guest.type("/start w_AAAAAA")
    assert "Deze workshop ken ik niet" in guest.text


async def test_who_wants_to_be_named_is_and_can_take_it_back(room: Room) -> None:
    (one,) = await room.guests("Raad")
    await one.type("Anna Voorbeeld")
    await one.option("Dit is mijn naam, voor het verslag")
    assert [who.name for who in (await room.workshop()).participants] == ["Anna Voorbeeld"]
    await one.option("Naam uit het verslag")
    assert [who.name for who in (await room.workshop()).participants] == [None]
    assert (await room.workshop()).items == ()
