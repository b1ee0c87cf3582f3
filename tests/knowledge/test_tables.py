"""The tables of codes: found by code and by words."""

import re

import pytest

from knowledge.tables import code_tables


@pytest.mark.parametrize(
    ("query", "identifier"),
    [
        ("45A04", "productcode-jeugd-45a04"),
        ("wat is productcode 45a04?", "productcode-jeugd-45a04"),
        ("wat betekent eenheid 16", "code-wj756-beide-16"),
        ("productcategorie begeleiding wmo", "productcategorie-wmo-02"),
        ("verwijzer huisarts", "code-cod327-beide-02"),
    ],
)
def test_finds_the_row(query: str, identifier: str) -> None:
    assert identifier in [match.passage.id for match in code_tables().find(query, 5)]


def test_a_code_goes_before_words() -> None:
    matches = code_tables().find("JW307 geboortedatum", 5)
    assert all(match.by_code for match in matches)
    assert "Geboortedatum" in matches[0].passage.title or matches[0].share > 0


def text_of(code: str) -> str:
    return code_tables().find(code, 1)[0].passage.text


def test_what_a_row_does_not_say_is_not_shown() -> None:
    assert text_of("43A58").endswith("NHC. Productcategorie 43.")
    assert text_of("43A51").count("Productcategorie 43. Hulpvorm") == 1
    assert "Uitvoeringsvariant: Outputgericht." in text_of("42A01")


def test_every_row_reads_as_sentences_that_stand_alone() -> None:
    for row in code_tables().rows:
        passage = row.table.passage(row.cells)
        assert not re.search(r"\.\.|[:(] *[-.,)]|bovenstaand|beide\)|[{}]", passage.text), passage.text
        assert passage.text.endswith(".")


def test_a_word_that_points_elsewhere_is_replaced_only_where_it_is_read() -> None:
    assert "anders dan pleegzorg, gezinsgericht of gesloten plaatsing." in text_of("43A51")
    found = [match.passage for match in code_tables().find("hulpvorm pleegzorg", 5)]
    assert found
    assert all("leegzorg" in passage.title or "verblijf: pleegzorg" in passage.text for passage in found)


def test_a_title_that_is_too_long_ends_with_a_whole_word() -> None:
    title = code_tables().find("43B12", 1)[0].passage.title
    assert title.endswith("schorsing:…")
    assert len(title) <= 120


def test_leading_zeros_stay() -> None:
    assert any("code 02" in match.passage.title for match in code_tables().find("WMO588", 20))


def test_every_row_makes_a_passage() -> None:
    tables = code_tables()
    found = {match.passage.id for match in tables.find("JW301 WMO301 JZ588 WMO588 45A04", 5000)}
    assert len(found) >= 97 + 97 + 11 + 11


@pytest.mark.parametrize("query", ["", "🙂", "zzzzqqq", "\x00", "16"])
def test_nothing_for_nothing(query: str) -> None:
    assert code_tables().find(query, 5) == ()


def test_counts_of_the_files() -> None:
    rows = [row.table.file for row in code_tables().rows]
    assert rows.count("berichtelementen.csv") == 727
    assert rows.count("codelijsten.csv") == 433
    assert rows.count("jz21_productcodes_jeugd.csv") == 450
    assert rows.count("productcategorieen.csv") == 42
