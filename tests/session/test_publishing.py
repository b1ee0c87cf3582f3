"""The shared register: what becomes public is what was seen, and neighbours find it."""

from bot.session import Session
from bot.session.stored_register import StoredRegister
from bot.store import Store
from tests.auxil.assistant import make_assistant
from tests.dialogue.chat import DESCRIPTION
from tests.session.user import User


async def published(user: User) -> User:
    await user.type("/gemeente Almere")
    await user.decides()
    await user.press("publish")
    return await user.option("Ja, publiceer dit")


async def test_what_is_published_is_what_was_shown(user: User) -> None:
    await user.type("/gemeente Almere")
    await user.decides()
    await user.press("publish")
    preview = user.text
    assert await user.register() == ()
    await user.option("Ja, publiceer dit")
    (one,) = await user.register()
    publication = one.publication
    assert (publication.municipality, publication.outcome) == ("GM0034", "schrappen")
    public = "Almere", publication.description, publication.outcome, publication.rule, "1 november 2025"
    assert [shown for shown in public if shown not in preview] == []
    assert "Inkoper" not in str(publication)


async def test_nobody_publishes_by_accident(user: User) -> None:
    await user.type("/gemeente Almere")
    await user.decides()
    await user.press("publish")
    await user.option("Nee, niet doen")
    assert await user.register() == ()


async def test_what_changed_since_it_was_shown_is_shown_again(user: User) -> None:
    await user.type("/gemeente Almere")
    await user.decides()
    await user.press("publish:0123456789ab")
    assert user.types == ["error", "choice"]
    assert await user.register() == ()


async def test_without_a_decision_or_a_municipality_nothing_is_published(user: User) -> None:
    await user.is_advised()
    await user.type("/publiceer")
    assert "nadat u een besluit" in user.text
    for word in ("/besluit", "1", "Inkoper", "1", "geen einddatum", "/publiceer"):
        await user.type(word)
    assert "voor welke gemeente" in user.text


async def test_it_can_be_withdrawn_and_published_again(user: User) -> None:
    await published(user)
    await user.type("/publiceer")
    assert "staat al zo in het register" in user.text
    await user.type("/intrekken")
    assert "Ingetrokken" in user.text
    assert await user.register() == ()
    await user.type("/intrekken")
    assert "staat niets in het register" in user.text
    await user.type("/publiceer")
    await user.option("Ja, publiceer dit")
    assert len(await user.register()) == 1


async def test_a_neighbour_finds_it(user: User, store: Store) -> None:
    await published(user)
    session = Session(make_assistant().with_register(StoredRegister(store)))
    neighbour = User(store, session, "buur")
    await neighbour.type("/gemeente Zeewolde")
    await neighbour.type(DESCRIPTION)
    titles = [one.title for one in (await neighbour.state()).evidence.passages]
    assert titles == ["Besluit van Almere: schrappen"]
    far = User(store, session, "ver")
    await far.type("/gemeente Maastricht")
    await far.type(DESCRIPTION)
    assert (await far.state()).evidence.passages == ()


async def test_who_keeps_it_is_a_neighbour_who_asks_it_too(user: User, store: Store) -> None:
    await user.type("/gemeente Almere")
    await user.decides()
    for word in ("/besluit", "behouden", "Inkoper", "De raad wil het weten.", "geen einddatum"):
        await user.type(word)
    await user.press("publish")
    await user.option("Ja, publiceer dit")
    neighbour = User(store, Session(make_assistant().with_register(StoredRegister(store))), "buur")
    await neighbour.type("/gemeente Zeewolde")
    await neighbour.type(DESCRIPTION)
    fact = (await neighbour.state()).sheet.facts["neighbours"]
    assert (fact.value, fact.confirmed) == ("similar", False)
    assert (fact.passage or "").startswith("register:")
