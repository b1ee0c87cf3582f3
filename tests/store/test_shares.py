"""Links to an advice for a colleague, on both databases."""

from datetime import timedelta

from bot.store import Store
from bot.store.shares import VALID
from tests.store.examples import MORNING, conversation


async def test_whoever_has_the_link_reads_that_conversation_and_no_other(store: Store) -> None:
    async with store.turn("anna") as turn:
        await turn.save(conversation("anna"))
        link = await turn.share("c-anna", MORNING)
    async with store.turn("bert") as turn:
        found = await turn.shared(link, MORNING)
        assert found is not None
        assert (found.id, found.owner) == ("c-anna", "anna")
        assert await turn.shared(link[:-1], MORNING) is None
        assert await turn.conversations() == ()


async def test_a_link_stops_by_itself_and_when_the_owner_says_so(store: Store) -> None:
    async with store.turn("anna") as turn:
        await turn.save(conversation("anna"))
        link = await turn.share("c-anna", MORNING)
        assert await turn.shared(link, MORNING + VALID) is not None
        assert await turn.shared(link, MORNING + VALID + timedelta(seconds=1)) is None
        assert await turn.unshare("c-anna") == 1
        assert await turn.shared(link, MORNING) is None


async def test_a_link_to_what_is_erased_leads_nowhere(store: Store) -> None:
    async with store.turn("anna") as turn:
        await turn.save(conversation("anna"))
        link = await turn.share("c-anna", MORNING)
    async with store.turn("anna") as turn:
        await turn.forget()
    async with store.turn("bert") as turn:
        assert await turn.shared(link, MORNING) is None
