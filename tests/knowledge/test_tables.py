"""The tables of codes: found by code and by words."""

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
