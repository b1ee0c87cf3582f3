"""From what retrieval found to evidence: what is not relevant is neither shown nor used."""

import pytest

from bot.building import places
from bot.dialogue import Search, Shown
from bot.domain import FactSheet, Slot
from bot.evidence import ARTICLES, NEARBY, SHOWN, cited_by, find_answer, find_evidence, shown
from knowledge.passages import Kind, Passage, Source
from tests.auxil.assistant import FakeSearcher, make_assistant, passage
from tests.dialogue.chat import DESCRIPTION, EXPERIENCE, TIME

WORDS = "Begeleiders schrijven minuten. Verzonnen tekst voor een test."


def search(text: str, *, municipality: str | None = None, law: str | None = None) -> Search:
    return Search(purpose="evidence", text=text, municipality=municipality, law=law)


def about(law: str | None, *passages: Passage) -> tuple[str, ...]:
    """Ids of the passages shown for a request under `law`."""
    found = find_evidence(search("begeleiders schrijven minuten", law=law), FakeSearcher(passages), places())
    return tuple(one.id for one in found.passages)


def test_the_best_passages_with_what_they_propose() -> None:
    found = find_evidence(search(TIME), FakeSearcher(), places())
    assert [one.id for one in found.passages] == ["test-tijd"]
    assert {slot: (fact.value, fact.passage) for slot, fact in found.proposals.items()} == {
        Slot.AVAILABLE: ("partly", "test-tijd"),
        Slot.STANDARD: ("partly", "test-tijd"),
        Slot.DATA_KIND: ("effort", "test-tijd"),
    }
    assert all(not fact.confirmed and fact.origin == "retrieved" for fact in found.proposals.values())
    assert (found.nearby, found.articles, found.version) == ((), (), "test-1")


def test_what_is_not_relevant_is_left_out() -> None:
    found = find_evidence(search(DESCRIPTION), FakeSearcher(), places())
    assert (found.passages, found.proposals, found.articles) == ((), {}, ())
    assert found.version == "test-1"


def test_a_duty_is_an_article_that_may_carry_a_claim() -> None:
    found = find_evidence(search(EXPERIENCE), FakeSearcher(), places())
    assert [one.id for one in found.articles] == ["test-ervaring"]
    assert Slot.LEGAL_BASIS not in found.proposals


@pytest.mark.parametrize(("municipality", "asked"), [("GM0995", True), ("GM0518", False), (None, False)])
def test_only_requirements_of_neighbours_count(municipality: str | None, asked: bool) -> None:
    found = find_evidence(search(TIME, municipality=municipality), FakeSearcher(), places())
    assert ("test-buren" in [one.id for one in found.passages]) is asked
    assert (Slot.NEIGHBOURS in found.proposals) is asked
    assert bool(found.nearby) is (municipality is not None)
    assert len(found.nearby) <= NEARBY


def test_a_known_registration_goes_before_a_standard_that_only_touches_it() -> None:
    standard = passage("test-een", Kind.STANDAARD, WORDS, implies={Slot.STANDARD: "full"})
    known = passage("test-twee", Kind.REGISTRATIE, WORDS, implies={Slot.STANDARD: "none"})
    found = find_evidence(search("begeleiders schrijven minuten"), FakeSearcher((standard, known)), places())
    assert [one.id for one in found.passages] == ["test-twee", "test-een"]
    assert found.proposals[Slot.STANDARD].value == "none"
    assert found.proposals[Slot.STANDARD].passage == "test-twee"


def test_no_more_than_fits_on_a_screen_but_what_is_proposed_is_shown() -> None:
    many = [passage(f"test-{number}", Kind.PLICHT, WORDS) for number in range(9)]
    last = passage("test-laatst", Kind.REGISTRATIE, WORDS, implies={Slot.STANDARD: "full"})
    found = find_evidence(search("begeleiders schrijven minuten"), FakeSearcher((*many, last)), places())
    assert len(found.articles) == ARTICLES
    assert [one.id for one in found.passages] == ["test-laatst", *(f"test-{n}" for n in range(SHOWN - 1))]


@pytest.mark.parametrize(
    ("law", "fits"),
    [("wmo", True), ("jeugdwet", False), ("meerdere", True), ("unknown", True), (None, True)],
)
def test_a_passage_of_another_law_is_left_out(law: str | None, fits: bool) -> None:
    wmo = passage("test-wmo", Kind.REGISTRATIE, WORDS).model_copy(update={"laws": ("wmo",)})
    every = passage("test-alle", Kind.REGISTRATIE, WORDS)
    assert set(about(law, wmo, every)) == ({"test-wmo", "test-alle"} if fits else {"test-alle"})


def test_an_answer_is_the_best_passage_or_nothing() -> None:
    question = Search(purpose="answer", text="wat bekijkt een steekproef van dossiers?", municipality=None)
    (answer,) = find_answer(question, FakeSearcher())
    assert answer.id == "test-uitleg"
    assert find_answer(question.model_copy(update={"text": "hypotheek"}), FakeSearcher()) == ()


def test_the_source_is_one_line_without_what_is_not_known() -> None:
    one = passage("test-een", Kind.FEIT, WORDS)
    assert shown(one).source == "Verzonnen bron, De tests, artikel 1, 2025"
    bare = Source(title="Een titel", publisher="Iemand", date="onbekend")
    assert shown(one.model_copy(update={"source": bare})).source == "Een titel, Iemand"


def test_cited_passages_are_as_found_or_else_looked_up() -> None:
    advice = make_assistant().advise(DESCRIPTION, FactSheet(), None).advice
    first, *others = advice.sources
    found = shown(passage(first, Kind.GIDS, WORDS)).model_copy(update={"title": "Zoals gevonden"})
    asked: list[str] = []

    def look_up(identifier: str) -> Shown | None:
        asked.append(identifier)
        return None

    assert cited_by(advice, [found], look_up) == (found,)
    assert asked == others
