"""A municipality's own documents from the command line: add, list, show, remove, export, samples."""

import io
import json
import sys
from pathlib import Path

import pytest
import xlsxwriter
from typer.testing import CliRunner

from bot.commands.documents import Request, add_documents
from bot.commands.knowledge import app
from bot.commands.usage import UsageError
from knowledge.library import Library
from knowledge.passages import Kind
from tests.auxil.library import WordEngine

EISEN = """# Wachttijden

De aanbieder geeft elke maand op de eerste werkdag door hoeveel weken inwoners moeten wachten.

# Klachten

Eenmaal per jaar stuurt de aanbieder een overzicht van het aantal klachten en de afhandeling ervan.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DRIEVRAGEN_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "eisen.md").write_text(EISEN, encoding="utf-8")
    return tmp_path


def drievragen(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(words))
    if isinstance(result.exception, UsageError):
        return 1, str(result.exception)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout


def test_a_document_is_added_shown_and_removed(folder: Path) -> None:
    code, out = drievragen("add", "eisen.md", "--municipality", "Almere", "--json")
    assert code == 0
    (line,) = json.loads(out)
    assert line["added"]
    assert line["passages"] == 2
    code, out = drievragen("list", "--json")
    (entry,) = json.loads(out)
    assert (entry["municipality"], entry["name"]) == ("GM0034", "eisen.md")
    number = str(entry["id"])
    assert "hoeveel weken inwoners" in drievragen("show", number)[1]
    assert "hoeveel weken inwoners" in drievragen("export")[1]
    assert drievragen("remove", number) == (0, f"Document {number} is weggehaald.\n")
    assert "nog geen documenten" in drievragen("list")[1]


def test_of_the_same_file_under_another_name_it_is_said_which_one_is_there(folder: Path) -> None:
    assert drievragen("add", "eisen.md", "--municipality", "Almere")[0] == 0
    (folder / "kopie.md").write_text(EISEN, encoding="utf-8")
    code, out = drievragen("add", "kopie.md", "--municipality", "Almere")
    assert code == 0
    assert "kopie.md: dit bestand is er al, onder de naam eisen.md." in out


def test_adding_twice_adds_nothing_and_a_bad_file_stops_no_other(folder: Path) -> None:
    drievragen("add", "eisen.md", "--municipality", "Almere", "--yes")
    (folder / "leeg.pdf").write_bytes(b"")
    code, out = drievragen("add", "leeg.pdf", "eisen.md", "--municipality", "Almere", "--yes")
    assert code == 0
    assert "leeg.pdf" in out
    assert "niet veranderd" in out


def test_what_became_of_a_file_is_said_at_once_and_by_a_name_that_can_be_shown(folder: Path) -> None:
    odd = [folder / "map" / name for name in ("\udcff kapot.md", "[/b] opmaak.md", "{naam} %s.md")]
    for number, path in enumerate(odd):
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{EISEN}\nDit is bestand {number} van de map.", encoding="utf-8")
    library = Library.open(folder / "bieb", WordEngine())
    request = Request.checked([folder / "eisen.md", folder / "map"], "Almere", "eis", None, None, [])
    lines = add_documents(library, request, ask=False)
    assert next(lines).file == "eisen.md"
    assert [entry.name for entry in library.documents()] == ["eisen.md"]
    rest = list(lines)
    assert all(line.sound for line in rest)
    assert [line.file for line in rest] == ["{naam} %s.md", "kapot.md", "[/b] opmaak.md"]


def test_files_of_one_name_in_two_folders_do_not_replace_each_other(folder: Path) -> None:
    for place in ("jeugd", "wmo"):
        (folder / place).mkdir()
        (folder / place / "eisen.md").write_text(f"{EISEN}\nDit hoort bij de {place}.", encoding="utf-8")
    out = drievragen("add", "jeugd", "wmo", "--municipality", "Almere", "--yes")[1]
    assert out.splitlines() == [f"{name}: toegevoegd. Passages: 2." for name in ("eisen.md", "wmo/eisen.md")]


def test_a_file_that_changed_replaces_what_was_there(folder: Path) -> None:
    drievragen("add", "eisen.md", "--municipality", "Almere", "--yes")
    (folder / "eisen.md").write_text(EISEN.replace("Klachten", "Bezwaren"), encoding="utf-8")
    out = drievragen("add", "eisen.md", "--municipality", "Almere", "--yes")[1]
    assert out == "eisen.md: vervangen. Passages nu: 2.\n"
    assert "Bezwaren" in drievragen("export")[1]
    assert '"title": "Klachten"' not in drievragen("export")[1]


def test_columns_are_asked_until_the_answer_can_be_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with xlsxwriter.Workbook(folder / "eisen.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["[/rood] Zaak", "Eis"])
        sheet.write_row(1, 0, ["Het aantal uren per week bijhouden", "nvt"])
    library = Library.open(folder / "bieb", WordEngine())
    request = Request.checked([folder / "eisen.xlsx"], "Almere", "eis", None, None, [])
    monkeypatch.setattr(sys, "stdin", io.StringIO("onzin\neis=[/rood] Zaak\n\n"))
    [line] = add_documents(library, request, ask=True)
    assert (line.sound, line.passages) == (True, 1)
    asked = capsys.readouterr().err
    assert "veld=Kolomnaam" in asked
    assert "eis: [/rood] Zaak" in asked


def test_a_folder_without_documents_is_said(folder: Path) -> None:
    (folder / "leeg").mkdir()
    assert drievragen("add", "leeg", "--municipality", "Almere") == (
        1,
        "Er is niets om toe te voegen: in wat u gaf, staat geen bestand.\n",
    )


def test_personal_data_stays_out(folder: Path) -> None:
    text = (
        EISEN
        + "\n# Contact\n\nMail de uitkomsten aan jan.jansen@voorbeeld.nl, dan kijken wij er samen naar.\n"
    )
    (folder / "eisen.md").write_text(text, encoding="utf-8")
    out = drievragen("add", "eisen.md", "--municipality", "Almere", "--yes")[1]
    assert "persoonsgegevens in staan: 1 (Contact)" in out
    assert "jan.jansen" not in drievragen("export")[1]


def test_samples_are_labelled_and_only_loaded_on_request(folder: Path) -> None:
    assert "nog geen documenten" in drievragen("list")[1]
    assert "voorbeelden geladen" in drievragen("samples")[1]
    entries = json.loads(drievragen("list", "--json")[1])
    assert len(entries) >= 10
    assert all(entry["title"].startswith("Voorbeeld: ") for entry in entries)


@pytest.mark.parametrize("command", ["show", "remove"])
def test_a_document_that_is_not_there_is_said_in_a_sentence(folder: Path, command: str) -> None:
    code, out = drievragen(command, "99999")
    assert code == 1
    assert "99999" in out


def test_the_corpus_verifies(folder: Path) -> None:
    code, out = drievragen("verify", "--json")
    assert json.loads(out)["findings"] == []
    assert code == 0


@pytest.mark.parametrize(
    ("municipality", "kind", "column", "word"),
    [
        (None, "eis", (), "gemeente"),
        ("Nergenshuizen", "eis", (), "Nergenshuizen"),
        ("Almere", "onzin", (), "onzin"),
        ("Almere", "eis", ("onzin=A",), "nummer"),
    ],
)
def test_a_wrong_word_is_named(
    municipality: str | None, kind: str, column: tuple[str, ...], word: str
) -> None:
    with pytest.raises(UsageError, match=word):
        Request.checked([], municipality, kind, None, None, column)


@pytest.mark.parametrize("date", ["1 mei", "2026-13", "2026-02-30", "2026-W10-1", "20260101", ""])
def test_a_wrong_date_is_said_before_anything_is_read(date: str) -> None:
    with pytest.raises(UsageError, match="jjjj-mm-dd"):
        Request.checked([], None, "gids", None, date, [])


@pytest.mark.parametrize("date", ["2026", "2026-03", "2026-03-31"])
def test_a_date_may_be_a_year_or_a_month(date: str) -> None:
    assert Request.checked([], None, "gids", None, date, []).date == date


def test_a_publisher_is_more_than_a_letter() -> None:
    with pytest.raises(UsageError, match="--publisher"):
        Request.checked([], None, "gids", "x", None, [])


def test_a_guide_belongs_to_no_municipality() -> None:
    request = Request.checked([], None, "gids", "VGN", "2025", ["eis=Omschrijving", "eis=Eis"])
    assert (request.kind, request.municipality) == (Kind.GIDS, None)
    assert request.columns is not None
    assert request.columns.requirement == ("Omschrijving", "Eis")
