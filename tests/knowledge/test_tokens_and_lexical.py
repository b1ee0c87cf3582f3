import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.database import Connection, Database
from knowledge.lexical import Lexical, by_word, measure_words, read_bags, shared_words, words_of
from knowledge.library import Library
from knowledge.loading import load_corpus
from knowledge.passages import Kind
from knowledge.tokens import tokens
from tests.auxil.corpus import write_passage
from tests.auxil.library import WordEngine

DOCUMENTS = (
    "Begeleiders schrijven hun tijd op: tijdregistratie per kwartier",
    "Bericht JW307 meldt het einde van de hulp, zie artikel 2.15 van de Jeugdwet",
    "Een vragenlijst over klanttevredenheid, en beleid van de gemeente",
    "De lijst met productcodes jeugd",
)

TABLES = {"45a04"}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("woorden")
    for number, text in enumerate(DOCUMENTS):
        write_passage(folder / "corpus", Kind.GIDS, f"tekst-{number}", "Titel", f"{text}. {'leeg ' * 20}")
    library = Library.open(folder, WordEngine())
    *passages, last = load_corpus(folder / "corpus")
    source = last.source.model_copy(update={"section": "par. 6.3, artikel 9.4; bedrijfsregel OP191"})
    library.take_in((*passages, last.model_copy(update={"source": source})), "een")
    yield library
    library.close()


def measured(library: Library, query: str) -> list[Lexical]:
    """What the words of `query` say about each document, in order."""
    with library.database.reading() as connection:
        rows = connection.execute("SELECT number FROM passage ORDER BY id").fetchall()
        numbers = [number for (number,) in rows]
        words = words_of(connection, query, len(numbers), TABLES)
        found = measure_words(words, dict(read_bags(connection, numbers)), 30.0)
    return [found[number] for number in numbers]


def best(library: Library, query: str) -> int:
    shares = [each.share for each in measured(library, query)]
    assert max(shares) > 0
    return shares.index(max(shares))


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
        ("rvagenlijst", 2),
        ("begeleders", 0),
        ("45A04", 3),
    ],
)
def test_finds_words_codes_compounds_and_mistypings(library: Library, query: str, row: int) -> None:
    assert best(library, query) == row
    with library.database.reading() as connection:
        scores = by_word(connection, words_of(connection, query, len(DOCUMENTS), TABLES))
        first = max(scores, key=lambda number: scores[number])
        found = connection.execute("SELECT id FROM passage WHERE number = ?", (first,)).fetchone()
    assert found == (f"tekst-{row}",)


@pytest.mark.parametrize("query", ["voetbaluitslag", "308", "2.1", "2015", "de het een", "", "!?"])
def test_finds_nothing_where_nothing_is(library: Library, query: str) -> None:
    assert all(each == (0.0, 0.0, 0.0) for each in measured(library, query))


@pytest.mark.parametrize("query", ["JW308", "artikel 2.16", "OP999", "AW307", "JW307 en OP999", "50Z99"])
def test_a_code_that_nothing_has_speaks_against_every_passage(library: Library, query: str) -> None:
    assert all(each.code == -1 for each in measured(library, query))


def test_coverage_is_the_share_of_the_words_found(library: Library) -> None:
    assert measured(library, "tijdregistratie kwartier")[0].coverage == pytest.approx(1.0)
    assert 0 < measured(library, "tijdregistratie voetbal")[0].coverage < 1


def test_only_a_code_counts_as_a_code(library: Library) -> None:
    assert [each.code for each in measured(library, "bericht 307")] == [0, 1, 0, 0]
    assert not any(each.code for each in measured(library, "bericht"))
    assert not any(each.code for each in measured(library, "onder 307.000 euro in 2015"))


def test_of_a_code_in_a_table_passages_know_what_it_is_one_of(library: Library) -> None:
    assert [each.code for each in measured(library, "45A04")] == [0, 0, 0, 1]


def test_a_code_of_the_source_is_found_with_the_passage(library: Library) -> None:
    assert [each.code for each in measured(library, "bedrijfsregel OP191")] == [0, 0, 0, 1]
    assert [each.code for each in measured(library, "artikel 9.4")] == [0, 0, 0, 1]
    assert not any(each.code for each in measured(library, "versie 6.3"))


def test_words_are_named_as_the_user_wrote_them(library: Library) -> None:
    with library.database.reading() as connection:
        words = words_of(connection, "Vragelijsten over voetbal", len(DOCUMENTS), TABLES)
        row = connection.execute("SELECT number FROM passage WHERE id = 'tekst-2'").fetchone()
        assert shared_words(connection, words, row[0]) == ("vragelijsten",)


def test_a_code_is_named_only_where_it_stands(library: Library) -> None:
    with library.database.reading() as connection:
        words = words_of(connection, "JW307 of productcode 45A04", len(DOCUMENTS), TABLES)
        shared = [
            shared_words(connection, words, number)
            for (number,) in connection.execute("SELECT number FROM passage ORDER BY id").fetchall()
        ]
    assert shared == [(), ("jw307",), (), ("productcode",)]


def test_words_that_very_many_passages_have_choose_none(tmp_path: Path) -> None:
    """But codes do, because who types a code wants that code."""
    database = Database(tmp_path / "veel.db")
    with database.writing() as connection:
        _fill(connection, ["overal"] * 4999 + ["overal zeldzaam 45a04"])
    with database.reading() as connection:
        assert by_word(connection, words_of(connection, "overal", 5000, ())) == {}
        assert list(by_word(connection, words_of(connection, "overal zeldzaam", 5000, ()))) == [4999]
        assert list(by_word(connection, words_of(connection, "overal 45A04", 5000, ()))) == [4999]
    database.close()


def _fill(connection: Connection, bags: list[str]) -> None:
    for number, bag in enumerate(bags):
        connection.execute("INSERT INTO bag VALUES (?, ?)", (number, bag))
        connection.execute("INSERT INTO posting (rowid, terms) VALUES (?, ?)", (number, bag))
    for term in {term for bag in bags for term in bag.split()}:
        count = sum(term in bag.split() for bag in bags)
        connection.execute("INSERT INTO term VALUES (?, ?, ?)", (term, term[::-1], count))


def test_guidance_and_policy_are_different_words() -> None:
    assert tokens("begeleiding")[0].term != tokens("beleid")[0].term


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text())
def test_any_text_can_be_searched(library: Library, text: str) -> None:
    for each in measured(library, text):
        assert all(0 <= measure <= 1 + 1e-9 for measure in each[:2])
        assert each.code in (-1, 0, 1)


def test_a_file_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    database = Database(tmp_path / "nieuw.db")
    with database.writing() as connection:
        connection.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(sqlite3.DatabaseError, match="nieuwere versie"):
        Database(tmp_path / "nieuw.db")
