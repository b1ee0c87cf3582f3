"""The whole way from file to document, with the reading process."""

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pydantic import ValidationError

from knowledge.documents.columns import Columns
from knowledge.documents.errors import DocumentError, Refusal, Trouble, shown
from knowledge.documents.isolation import isolated_pieces
from knowledge.documents.reading import parse_table, read_document
from knowledge.documents.screening import screen
from knowledge.passages import Kind
from tests.knowledge.documents.makers import LONG, document, part_of, pdf, story, with_part, word, workbook


def trouble_with(path: Path) -> DocumentError:
    with pytest.raises(DocumentError) as refused:
        document(path)
    return refused.value


def test_a_document_carries_what_is_known_about_it(tmp_path: Path) -> None:
    path = word(tmp_path / "Eisen_jeugd 2026.docx", ("Heading 1", "Artikel 3 Verslag"), ("Normal", LONG))
    read = read_document(
        path,
        kind=Kind.EIS,
        municipality="GM0344",
        publisher="Gemeente Utrecht",
        date="2026-01",
        title="Eisen",
    )
    assert (read.name, read.title, read.publisher, read.date) == (
        path.name,
        "Eisen",
        "Gemeente Utrecht",
        "2026-01",
    )
    assert read.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (read.chunks[0].article, read.chunks[0].text) == ("3", LONG.strip())
    plain = document(path)
    assert (plain.title, plain.publisher, plain.date) == ("Eisen jeugd 2026", "onbekend", "onbekend")


def test_a_wrong_date_is_the_callers_fault(tmp_path: Path) -> None:
    path = word(tmp_path / "a.docx", ("Normal", LONG))
    with pytest.raises(ValidationError):
        read_document(path, kind=Kind.GIDS, municipality=None, date="1 mei")


def test_the_guide_as_pdf_with_progress_a_page(tmp_path: Path) -> None:
    pages = [[(11, "B", f"Hoofdstuk {n}"), (11, "", f"{story(n)[:80]}.")] for n in range(1, 501)]
    seen: list[tuple[int, int]] = []
    read = read_document(
        pdf(tmp_path / "handreiking.pdf", *pages),
        kind=Kind.GIDS,
        municipality=None,
        progress=lambda done, total: seen.append((done, total)),
    )
    assert seen == [(done, 500) for done in range(1, 501)]
    assert [chunk.page for chunk in read.chunks] == list(range(1, 501))


def test_columns_that_were_pointed_out_are_used(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", Blad=[["Zaak", "Eis"], ["Uren bijhouden", "nvt"]])
    chosen = Columns(requirement=("Zaak",))
    assert [row.fields["requirement"] for row in parse_table(path, chosen).rows] == ["Uren bijhouden"]
    read = read_document(path, kind=Kind.EIS, municipality="GM0344", columns=chosen)
    assert read.chunks[0].row == 2
    with pytest.raises(DocumentError, match="Gevonden kolommen: Zaak, Eis"):
        parse_table(path, Columns(requirement=("Weg",)))


@pytest.mark.parametrize(
    "name",
    ["twee\nregels.txt", "\u202eomgekeerd\u202c.txt", "🙂.txt", "a.txt", f"{'lang' * 50}.txt", "\udce9.txt"],
)
def test_odd_names_make_ordinary_titles(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(LONG, "utf-8")
    read = document(tmp_path / name)
    for text in (read.name, read.title):
        assert text == shown(text, 200)
    assert 3 <= len(read.title) <= 120


def test_what_is_no_file_is_said_in_one_dutch_sentence_with_its_name(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pijp.txt")
    (tmp_path / "rond.txt").symlink_to("rond.txt")
    with (tmp_path / "groot.txt").open("wb") as file:
        file.truncate(50_000_001)
    for name, trouble in (
        ("weg\nis weg.pdf", Trouble.NOT_FOUND),
        ("x" * 300, Trouble.NOT_FOUND),
        ("nul\0.txt", Trouble.NOT_FOUND),
        ("rond.txt", Trouble.NOT_FOUND),
        ("", Trouble.FOLDER),
        ("pijp.txt", Trouble.NOT_A_FILE),
        ("groot.txt", Trouble.TOO_LARGE),
    ):
        error = trouble_with(tmp_path / name)
        assert error.trouble is trouble
        assert "\n" not in str(error)
        assert str(error).endswith(".")


@contextmanager
def without_rights(path: Path) -> Iterator[None]:
    """The file may not be read, also not by root, who may read everything."""
    path.chmod(0)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        path.chmod(stat.S_IRUSR | stat.S_IWUSR)


def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = word(tmp_path / "a.docx", ("Normal", LONG))
    with without_rights(path):
        error = trouble_with(path)
    assert error.trouble is Trouble.UNREADABLE


def test_a_sheet_as_wide_as_the_world_ends_its_own_process_only(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx", Blad=[["Eis", "Wie"], ["Uren", "wij"]])
    sheet = part_of(source, "xl/worksheets/sheet1.xml")
    far = b'<row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>'
    path = with_part(
        tmp_path / "b.xlsx", source, "xl/worksheets/sheet1.xml", sheet.replace(b"</sheetData>", far)
    )
    assert trouble_with(path).trouble is Trouble.TOO_COMPLEX


def test_a_document_nested_without_end(tmp_path: Path) -> None:
    source = word(tmp_path / "a.docx", ("Normal", LONG))
    deep = b"<w:sdt>" * 30_000 + b"</w:sdt>" * 30_000
    xml = part_of(source, "word/document.xml").replace(b"<w:body>", b"<w:body>" + deep)
    path = with_part(tmp_path / "b.docx", source, "word/document.xml", xml)
    assert trouble_with(path).trouble is Trouble.TOO_COMPLEX


def test_a_file_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    path = word(tmp_path / "a.docx", ("Normal", LONG))
    with pytest.raises(Refusal) as refused:
        isolated_pieces(path, None, lambda done, total: None, lambda page: None, seconds=0.001)
    assert refused.value.trouble is Trouble.TOO_COMPLEX


def test_nothing_from_the_current_folder_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = word(tmp_path / "a.docx", ("Normal", LONG))
    (tmp_path / "yaml.py").write_text("raise SystemExit(3)", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert document(path).chunks[0].text == LONG.strip()


def test_chunks_with_personal_data_are_left_out_and_counted(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx", Blad=[["Eis", "Wie"], ["Uren", "wij"], ["Vragen", "jan@voorbeeld.nl"]]
    )
    read = document(path)
    screened = screen(read, lambda text: "email" if "@" in text else None)
    assert [chunk.row for chunk in screened.document.chunks] == [2]
    assert screened.places == "1 (regel 3)"
    assert screen(read, lambda text: None) == (read, ())
    with pytest.raises(DocumentError) as refused:
        screen(read, lambda text: "bsn")
    assert refused.value.trouble is Trouble.PERSONAL_ONLY


def test_the_first_places_with_personal_data_are_named(tmp_path: Path) -> None:
    rows = [["Eis", "Wie"], ["Uren", "wij"], *([f"Vraag {n}", "jan@voorbeeld.nl"] for n in range(7))]
    screened = screen(
        document(workbook(tmp_path / "a.xlsx", Blad=rows)), lambda text: "email" if "@" in text else None
    )
    assert screened.places == "7 (regel 3; regel 4; regel 5; regel 6; regel 7; …)"


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("regeling-jeugdwet.txt", "Regeling jeugdwet"),
        ("eisen_wmo-2025.txt", "Eisen wmo-2025"),
        ("Contract 2025-26.txt", "Contract 2025-26"),
    ],
)
def test_the_name_of_a_file_is_a_title_that_can_be_read(tmp_path: Path, name: str, title: str) -> None:
    (tmp_path / name).write_text(LONG, "utf-8")
    assert document(tmp_path / name).title == title


@pytest.mark.parametrize("trouble", list(Trouble))
def test_every_trouble_has_its_sentence(trouble: Trouble) -> None:
    values: dict[str, str | int] = {"limit": 50, "pages": 3000, "extension": ".pdf", "columns": "A"}
    text = str(DocumentError(trouble, Path("map/eisen\n2026.pdf"), **values))
    assert "eisen 2026.pdf" in text
    assert text.endswith(".")
