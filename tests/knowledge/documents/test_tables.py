"""Spreadsheets with requirements."""

from pathlib import Path

import odfdo
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from knowledge.documents.columns import Columns, read_table
from knowledge.documents.errors import DocumentError, Refusal, Trouble
from knowledge.documents.grids import Grid, read_csv
from knowledge.documents.reading import parse_table
from tests.knowledge.documents.makers import ods, pieces, word, workbook

HEADER = ["Nr", "Omschrijving", "Hoe vaak?", "Waarom", "Door wie", "Wettelijke grondslag"]
ROW = ["1.1", "Uren per kwartier bijhouden", "per week", "sturen", "begeleider", "geen"]


def table(*rows: list[str], columns: Columns | None = None) -> tuple[Columns, list[dict[str, str]]]:
    found = read_table([Grid("Blad", list(rows))], columns)
    return found.columns, [row.fields for row in found.rows]


def test_every_meaning_is_recognised_by_a_dutch_name() -> None:
    columns, rows = table(["Programma van eisen"], [], HEADER, ROW)
    number, requirement, frequency, purpose, party, law = ((name,) for name in HEADER)
    assert columns == Columns(requirement, number, frequency, purpose, party, law)
    assert rows == [
        dict(zip(("number", "requirement", "frequency", "purpose", "party", "law"), ROW, strict=True))
    ]


def test_a_header_of_two_rows() -> None:
    columns, rows = table(
        ["Nr", "Eis", "Levering", ""], ["", "", "frequentie", "wie"], ["1", "Uren", "week", "wij"]
    )
    assert columns.frequency == ("frequentie",)
    assert rows == [{"number": "1", "requirement": "Uren", "frequency": "week", "party": "wij"}]


def test_names_that_occur_twice_carry_their_group() -> None:
    found = read_table(
        [Grid("", [["", "", "Jeugd", "Wmo"], ["Nr", "Eis", "aantal", "aantal"], ["1", "Uren", "3", "4"]])]
    )
    assert found.headers == ("Nr", "Eis", "Jeugd aantal", "Wmo aantal")


def test_groups_repeated_headers_and_empty_rows_are_no_requirements() -> None:
    found = read_table(
        [
            Grid(
                "",
                [
                    ["Nr", "Eis"],
                    ["Kwaliteit", ""],
                    ["1", "Uren"],
                    ["", ""],
                    ["Nr", "Eis"],
                    ["2", "Klachten"],
                    ["9", ""],
                ],
            )
        ]
    )
    assert [(row.number, row.section, row.fields["requirement"]) for row in found.rows] == [
        (3, "Kwaliteit", "Uren"),
        (6, "Kwaliteit", "Klachten"),
    ]


def test_columns_can_be_pointed_out() -> None:
    rows = [["Kolom X", "Eis"], ["Uren bijhouden", "nvt"]]
    assert table(*rows)[1] == [{"requirement": "nvt"}]
    assert table(*rows, columns=Columns(requirement=("kolom x",)))[1] == [{"requirement": "Uren bijhouden"}]
    with pytest.raises(Refusal) as refused:
        table(*rows, columns=Columns(requirement=("Kolom Y",)))
    assert refused.value.trouble is Trouble.NO_COLUMN
    assert "Kolom X" in str(refused.value.values["columns"])


def test_without_a_known_name_the_longest_texts_are_the_requirement() -> None:
    columns, rows = table(["A", "Zaak", "Ref"], ["x", "De uren van elke begeleider bijhouden", "7"])
    assert columns.requirement == ("Zaak",)
    assert rows[0]["requirement"].startswith("De uren")


@given(st.lists(st.lists(st.text(max_size=12), max_size=5), max_size=12))
def test_any_grid_gives_requirements_with_a_text_or_is_refused(rows: list[list[str]]) -> None:
    try:
        found = read_table([Grid("", rows)])
    except Refusal as refused:
        trouble = refused.trouble
        found = None
    if found is None:
        assert trouble in (Trouble.EMPTY, Trouble.NO_ROWS, Trouble.NO_COLUMN)
    else:
        assert found.columns.requirement
        assert all(row.fields["requirement"] and row.text for row in found.rows)


def test_excel_with_merged_cells_formulas_dates_and_a_hidden_sheet(tmp_path: Path) -> None:
    path = tmp_path / "eisen.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Jeugd")
        plain = book.add_format()
        sheet.merge_range("C1:D1", "Levering", plain)
        sheet.write_row("A2", ["Nr", "Eis", "Frequentie", "Wie"])
        sheet.merge_range("A3:D3", "Thema kwaliteit", plain)
        sheet.write_row("A4", [1, "Klachten"])
        sheet.merge_range("C4:C5", "per maand", plain)
        sheet.write_row("A5", [2.5, "Incidenten"])
        sheet.write_formula("D5", '=CONCATENATE("zorg","aanbieder")', plain, "zorgaanbieder")
        hidden = book.add_worksheet("Verborgen")
        hidden.write_row("A1", ["Eis", "Wie"])
        hidden.write_row("A2", ["Geheim", "niemand"])
        hidden.hide()
        book.add_worksheet("Leeg")
        wmo = book.add_worksheet("Wmo")
        wmo.write_row("A1", ["Omschrijving van de registratie", "Doel"])
        wmo.write_row("A2", ["Tevredenheid meten", "leren"])
    found = parse_table(path)
    assert [(row.sheet, row.number, row.section, row.text) for row in found.rows] == [
        ("Jeugd", 4, "Thema kwaliteit", "Nr: 1; Eis: Klachten; Frequentie: per maand"),
        (
            "Jeugd",
            5,
            "Thema kwaliteit",
            "Nr: 2,5; Eis: Incidenten; Frequentie: per maand; Wie: zorgaanbieder",
        ),
        ("Wmo", 2, "", "Omschrijving van de registratie: Tevredenheid meten; Doel: leren"),
    ]
    assert found.columns.requirement == ("Eis", "Omschrijving van de registratie")
    assert [(p.row, p.heading) for p in pieces(path)] == [
        (4, "Jeugd › Thema kwaliteit"),
        (5, "Jeugd › Thema kwaliteit"),
        (2, "Wmo"),
    ]


def test_opendocument_and_excel_give_the_same(tmp_path: Path) -> None:
    ours = pieces(workbook(tmp_path / "a.xlsx", Eisen=[HEADER, ROW]))
    assert ours == pieces(ods(tmp_path / "a.ods", "Eisen", [HEADER, ROW]))
    assert ours[0].row == 2


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_csv_with_any_delimiter_and_text_between_quotes(delimiter: str) -> None:
    text = delimiter.join(("Nr", "Eis")) + "\n1" + delimiter + f'"Uren{delimiter}\nook reistijd"\n'
    assert read_csv(text)[0].rows == [["Nr", "Eis"], ["1", "Uren" + delimiter.strip() + " ook reistijd"]]


def test_a_sheet_without_requirements_is_still_text(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Alles\nMooi\n", "utf-8")
    assert [(p.row, p.text) for p in pieces(tmp_path / "a.csv")] == [(1, "Alles"), (2, "Mooi")]


def test_a_document_is_no_table(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as refused:
        parse_table(word(tmp_path / "a.docx", ("Normal", "Tekst.")))
    assert refused.value.trouble is Trouble.NOT_A_TABLE


def test_merged_cells_of_opendocument_are_filled(tmp_path: Path) -> None:
    made = odfdo.Document("spreadsheet")
    made.body.clear()
    table = odfdo.Table("Blad")
    table.set_values(
        [["Eis", "Vaak", "Wie"], ["Uren", "week", None], ["Klachten", None, None], ["Plan", "jaar", "wij"]]
    )
    table.set_span("B2:C3")
    made.body.append(table)
    made.save(tmp_path / "a.ods")
    assert [row.fields for row in parse_table(tmp_path / "a.ods").rows] == [
        {"requirement": "Uren", "frequency": "week", "party": "week"},
        {"requirement": "Klachten", "frequency": "week", "party": "week"},
        {"requirement": "Plan", "frequency": "jaar", "party": "wij"},
    ]
