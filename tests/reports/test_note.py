"""What is in the note."""

from datetime import date

import pytest

from bot.domain import Outcome
from bot.domain.recorded import Recorded
from bot.reports.document import Bullets, Chart, Document, Heading, Paragraph, Table
from tests.reports.examples import AT, a_note


def headings(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading)]


def table(document: Document, title: str) -> dict[str, tuple[str, ...]]:
    """The rows of a table under their first cell."""
    (rows,) = (block.rows for block in document.blocks if isinstance(block, Table) and block.title == title)
    return {row[0]: row[1:] for row in rows}


def test_it_has_every_part() -> None:
    made = a_note()
    assert made.title == "Drie vragen: behouden"
    parts = ["De registratie", "Besluit", "Waarom", "Waarom, per vraag", "Doel", "Harmonisatie", "Ruimte"]
    parts += ["Wat het kost", "Onder deze voorwaarden", "Volgende stap", "Wat het advies zou veranderen"]
    parts += ["Tekst voor het contract", "Bronnen bij deze tekst", "Waar dit op rust", "Bronnen"]
    assert headings(made) == [*parts, "Hoe dit advies is gemaakt"]
    about = table(made, "De registratie")
    assert about["Gemeente"] == ("Almere",)
    assert about["Datum"] == ("2 maart 2026",)
    assert about["Regel in de beslistabel"] == ("R16",)
    assert {"hoog", "midden", "laag"} >= {
        row[-1] for number, row in table(made, "Bronnen").items() if number != "Nr."
    }
    assert sum(isinstance(block, Chart) for block in made.blocks) == 1
    assert "Beslistabel 1. Kennis proef." in str(made.blocks[-1])


def test_advice_to_drop_has_other_ways_and_a_letter() -> None:
    found = headings(a_note(purpose="none"))
    assert "Wat u in plaats daarvan kunt doen" in found
    assert "Tekst voor de brief" in found
    assert "Onder deze voorwaarden" not in found


def test_without_a_decision_there_is_room_for_one() -> None:
    rows = table(a_note(), "Besluit")
    assert {value for name, (value,) in rows.items() if name != "Onderdeel"} == {"[vul in]"}


@pytest.mark.parametrize(
    ("recorded", "expected"),
    [
        (
            Recorded(
                outcome=Outcome.SCHRAPPEN, by="wethouder", reason="Te duur.", until=date(2027, 1, 1), at=AT
            ),
            [
                "schrappen (anders dan het advies: behouden)",
                "wethouder",
                "Te duur.",
                "1 januari 2027",
                "2 maart 2026",
            ],
        ),
        (
            Recorded(outcome=Outcome.BEHOUDEN, by="inkoop", at=AT),
            [
                "behouden",
                "inkoop",
                "Geen andere reden dan in dit advies staat",
                "Geen einddatum afgesproken",
                "2 maart 2026",
            ],
        ),
    ],
)
def test_a_decision_is_in_it(recorded: Recorded, expected: list[str]) -> None:
    rows = table(a_note(recorded), "Besluit")
    assert [value for (value,) in list(rows.values())[1:]] == expected


def test_a_provisional_advice_says_so() -> None:
    made = a_note(purpose="unknown", decision="unknown")
    assert made.title.endswith("(voorlopig)")
    assert any(isinstance(block, Paragraph) and block.text == "Doel: Doel, Besluit." for block in made.blocks)


def test_without_numbers_there_is_no_picture() -> None:
    assert not any(isinstance(block, Chart) for block in a_note(numbers=False).blocks)


def test_no_list_or_text_is_empty() -> None:
    for block in a_note().blocks:
        texts = block.items if isinstance(block, Bullets) else (getattr(block, "text", "x"),)
        assert texts
        assert all(texts)


def test_signs_that_no_file_takes_are_taken_out() -> None:
    assert table(a_note(description="Uren\x00 en\x0b taken"), "De registratie")["Beschrijving"] == (
        "Uren  en  taken",
    )
