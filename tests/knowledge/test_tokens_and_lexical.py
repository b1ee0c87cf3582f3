import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.lexical import WordIndex
from knowledge.tokens import tokens

DOCUMENTS = (
    "Begeleiders schrijven hun tijd op: tijdregistratie per kwartier",
    "Bericht JW307 meldt het einde van de hulp, zie artikel 2.15 van de Jeugdwet",
    "Een vragenlijst over klanttevredenheid, en beleid van de gemeente",
    "De lijst met productcodes jeugd",
)
INDEX = WordIndex(DOCUMENTS)


def best(query: str) -> int:
    share = INDEX.search(query).share
    assert share.max() > 0
    return int(share.argmax())


@pytest.mark.parametrize(
    ("query", "row"),
    [
        ("tijdregistraties", 0),
        ("registratie", 0),
        ("JW307", 1),
        ("307", 1),
        ("jw 307", 1),
        ("WMO307", 1),
        ("art. 2.15", 1),
        ("artikel 2.15", 1),
        ("vragelijst", 2),
        ("vragnlijst", 2),
        ("45A04", 3),
    ],
)
def test_finds_words_codes_compounds_and_mistypings(query: str, row: int) -> None:
    assert best(query) == row


@pytest.mark.parametrize("query", ["voetbaluitslag", "308", "artikel 2.16", "2.1", "de het een", "", "!?"])
def test_finds_nothing_where_nothing_is(query: str) -> None:
    found = INDEX.search(query)
    assert not found.share.any()
    assert not found.coverage.any()


def test_coverage_is_the_share_of_the_words_found() -> None:
    assert INDEX.search("tijdregistratie kwartier").coverage[0] == 1.0
    assert 0 < INDEX.search("tijdregistratie voetbal").coverage[0] < 1


def test_only_a_code_counts_as_a_code() -> None:
    assert INDEX.search("bericht 307").code.tolist() == [0, 1, 0, 0]
    assert not INDEX.search("bericht").code.any()


def test_words_are_named_as_the_user_wrote_them() -> None:
    assert INDEX.matches("Vragelijsten over voetbal", 2) == ("vragelijsten",)


def test_guidance_and_policy_are_different_words() -> None:
    assert tokens("begeleiding")[0].term != tokens("beleid")[0].term


@given(st.text())
def test_any_text_can_be_searched(text: str) -> None:
    found = INDEX.search(text)
    for measure in found:
        assert ((measure >= 0) & (measure <= 1 + 1e-9)).all()


def test_an_empty_index_finds_nothing() -> None:
    assert WordIndex(()).search("tijd").share.tolist() == []
