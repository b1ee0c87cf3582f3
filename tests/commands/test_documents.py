"""A municipality's own documents from the command line: add, list, show, remove, export, samples."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.commands.documents import Request
from bot.commands.knowledge import app
from bot.commands.usage import UsageError
from knowledge.passages import Kind

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


def test_adding_twice_adds_nothing_and_a_bad_file_stops_no_other(folder: Path) -> None:
    drievragen("add", "eisen.md", "--municipality", "Almere", "--yes")
    (folder / "leeg.pdf").write_bytes(b"")
    code, out = drievragen("add", "leeg.pdf", "eisen.md", "--municipality", "Almere", "--yes")
    assert code == 0
    assert "leeg.pdf" in out
    assert "niet veranderd" in out


def test_personal_data_stays_out(folder: Path) -> None:
    text = (
        EISEN
        + "\n# Contact\n\nMail de uitkomsten aan jan.jansen@voorbeeld.nl, dan kijken wij er samen naar.\n"
    )
    (folder / "eisen.md").write_text(text, encoding="utf-8")
    assert "Overgeslagen" in drievragen("add", "eisen.md", "--municipality", "Almere", "--yes")[1]
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


def test_a_guide_belongs_to_no_municipality() -> None:
    request = Request.checked([], None, "gids", "VGN", "2025", ["eis=Omschrijving", "eis=Eis"])
    assert (request.kind, request.municipality) == (Kind.GIDS, None)
    assert request.columns is not None
    assert request.columns.requirement == ("Omschrijving", "Eis")
