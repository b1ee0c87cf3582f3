"""Searching that is remembered or disturbed is a searcher like any other."""

from collections.abc import Collection

from bot.building import places
from bot.domain import Slot
from evals.axes.generating import undisturbed
from evals.playing.searching import Crowded, Remembered, Shuffled
from evals.playing.stage import NEIGHBOURS, documents
from knowledge.passages import Kind
from knowledge.search import Found, Searcher
from tests.auxil.assistant import PASSAGES, FakeSearcher
from tests.evals.example import KEEP

TEXT = "begeleiders minuten verzonnen vraag tekst wachttijden steekproef"
DOCUMENTS = documents(undisturbed(KEEP, "buttons"))


class Counting(FakeSearcher):
    """Counts how often it searches."""

    def __init__(self) -> None:
        super().__init__()
        self.searched = 0

    def search(
        self, text: str, *, kinds: Collection[Kind] | None = None, near: str | None = None, limit: int = 5
    ) -> Found:
        self.searched += 1
        return super().search(text, kinds=kinds, near=near, limit=limit)


def ids(searcher: Searcher, kinds: Collection[Kind] | None = None) -> list[str]:
    return [hit.passage.id for hit in searcher.search(TEXT, kinds=kinds, limit=8).hits]


def test_the_same_is_searched_once() -> None:
    counting = Counting()
    remembered = Remembered(counting)
    assert ids(remembered) == ids(remembered) == ids(FakeSearcher())
    assert counting.searched == 1
    assert ids(remembered, kinds=[Kind.EIS]) != ids(remembered)
    assert counting.searched == 2
    assert remembered.get("test-tijd") == counting.get("test-tijd")


def test_shuffled_is_the_same_in_an_order_that_hangs_on_the_seed() -> None:
    orders = {tuple(ids(Shuffled(FakeSearcher(), seed))) for seed in range(5)}
    assert len(orders) > 1
    assert {frozenset(order) for order in orders} == {frozenset(ids(FakeSearcher()))}
    assert ids(Shuffled(FakeSearcher(), 1)) == ids(Shuffled(FakeSearcher(), 1))


def test_neighbours_documents_are_found_where_requirements_are_sought() -> None:
    crowded = Crowded(FakeSearcher(), DOCUMENTS)
    extra = [one.id for one in DOCUMENTS]
    assert ids(crowded)[:NEIGHBOURS] == ids(crowded, kinds=[Kind.EIS])[:NEIGHBOURS] == extra
    assert ids(crowded, kinds=[Kind.STANDAARD]) == ids(FakeSearcher(), kinds=[Kind.STANDAARD])
    assert crowded.get(extra[0]) == DOCUMENTS[0]
    assert crowded.get("test-tijd") == FakeSearcher().get("test-tijd")
    assert crowded.search(TEXT, limit=2).hits[-1].passage.id == extra[1]


def test_a_document_of_every_neighbour_that_asks_the_same() -> None:
    near = [place.code for place in places().neighbours("GM0995")]
    assert [one.municipality for one in DOCUMENTS] == near[:NEIGHBOURS]
    assert all(
        KEEP.description in one.text and one.implies == {Slot.NEIGHBOURS: "similar"} for one in DOCUMENTS
    )
    nowhere = undisturbed(KEEP, "buttons").model_copy(update={"municipality": None})
    assert documents(nowhere) == ()
    assert not {one.id for one in DOCUMENTS} & {one.id for one in PASSAGES}
