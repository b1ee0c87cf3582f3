"""What a file is, and every way in which it cannot be read."""

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.documents.errors import Refusal, Trouble
from knowledge.documents.formats import Format, format_of
from tests.knowledge.documents.makers import LONG, ods, part_of, pdf, pieces, with_part, word, workbook

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
XXE = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><d>&b;</d>'
)


def trouble_with(path: Path) -> Trouble:
    with pytest.raises(Refusal) as refused:
        pieces(path)
    return refused.value.trouble


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("leeg.txt", b"", Trouble.EMPTY),
        ("wit.md", b" \n\t\n", Trouble.EMPTY),
        ("streep.txt", b"---\n***\n", Trouble.EMPTY),
        ("vreemd.xyz", b"Gewone tekst.", Trouble.UNKNOWN_TYPE),
        ("vreemd.bin", bytes(range(256)) * 9, Trouble.UNKNOWN_TYPE),
        ("scan.jpg", b"\xff\xd8\xff\xe0" + bytes(50), Trouble.PICTURE),
        ("scan.pdf", b"\x89PNG\r\n\x1a\n" + bytes(50), Trouble.PICTURE),
        ("brief.rtf", b"{\\rtf1 hallo}", Trouble.OLD_WORD),
        ("oud.doc", COMPOUND + "WordDocument".encode("utf-16-le"), Trouble.OLD_WORD),
        ("slot.docx", COMPOUND + "EncryptedPackage".encode("utf-16-le"), Trouble.ENCRYPTED),
        ("oud.xls", COMPOUND + "Workbook".encode("utf-16-le"), Trouble.DAMAGED),
        ("tekst.pdf", b"Gewone tekst onder de naam van een pdf.", Trouble.MISLABELLED),
        ("kapot.pdf", b"%PDF-1.7\n" + bytes(300), Trouble.DAMAGED),
        ("kapot.docx", b"PK\x03\x04" + bytes(300), Trouble.DAMAGED),
        ("rommel.docx", bytes(range(1, 256)) * 9, Trouble.DAMAGED),
    ],
)
def test_bad_bytes_are_told_apart(tmp_path: Path, name: str, content: bytes, expected: Trouble) -> None:
    (tmp_path / name).write_bytes(content)
    assert trouble_with(tmp_path / name) is expected


MAKERS: list[tuple[Format, Callable[[Path], Path]]] = [
    (Format.PDF, lambda path: pdf(path, [(11, "", LONG)])),
    (Format.WORD, lambda path: word(path, ("Normal", LONG))),
    (Format.EXCEL, lambda path: workbook(path, Blad=[["Eis"], [LONG]])),
]


@pytest.mark.parametrize(("expected", "make"), MAKERS)
def test_the_content_decides_and_not_the_name(
    tmp_path: Path, expected: Format, make: Callable[[Path], Path]
) -> None:
    made = make(tmp_path / "echt.xlsx")
    for name in ("a.docx", "a.txt", "zonder", "a.PDF"):
        path = Path(shutil.copy(made, tmp_path / name))
        assert format_of(path) is expected
        assert LONG.split()[0] in pieces(path)[0].text


def test_a_web_page_under_the_name_of_a_spreadsheet_is_read(tmp_path: Path) -> None:
    (tmp_path / "export.xls").write_text("<html><table><tr><td>Uren<td>week</table>", "utf-8")
    assert pieces(tmp_path / "export.xls")[0].text == "Uren; week"


@pytest.mark.parametrize("keep", [0.3, 0.7, 0.95])
@pytest.mark.parametrize(("expected", "make"), MAKERS)
def test_half_a_file_is_damaged(
    tmp_path: Path, expected: Format, make: Callable[[Path], Path], keep: float
) -> None:
    whole = make(tmp_path / "heel").read_bytes()
    (tmp_path / "half").write_bytes(whole[: int(len(whole) * keep)])
    assert trouble_with(tmp_path / "half") is Trouble.DAMAGED


def test_scanned_and_encrypted_pdf(tmp_path: Path) -> None:
    from fpdf import FPDF

    scan = FPDF()
    for _ in range(3):
        scan.add_page()
        scan.rect(10, 10, 100, 100, style="F")
    scan.output(str(tmp_path / "scan.pdf"))
    assert trouble_with(tmp_path / "scan.pdf") is Trouble.SCANNED
    locked = pdf(tmp_path / "slot.pdf", [(11, "", LONG)], password="geheim")
    assert trouble_with(locked) is Trouble.ENCRYPTED


def test_too_many_pages(tmp_path: Path) -> None:
    path = tmp_path / "dik.pdf"
    kids = "3 0 R " * 2001
    path.write_bytes(
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        + f"2 0 obj<</Type/Pages/Count 2001/Kids[{kids}]>>endobj\n".encode()
        + b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n"
    )
    assert trouble_with(path) is Trouble.TOO_MANY_PAGES


@pytest.mark.parametrize("evil", [XXE, LAUGHS, XXE.decode().encode("utf-16")])
def test_entities_are_never_expanded_or_fetched(tmp_path: Path, evil: bytes) -> None:
    source = word(tmp_path / "a.docx", ("Normal", LONG))
    assert trouble_with(with_part(tmp_path / "b.docx", source, "word/document.xml", evil)) is Trouble.UNSAFE
    sheet = ods(tmp_path / "a.ods", "Blad", [["Eis"], ["Uren"]])
    assert trouble_with(with_part(tmp_path / "b.ods", sheet, "content.xml", evil)) is Trouble.UNSAFE


def test_an_entity_in_excel_shows_nothing_of_another_file(tmp_path: Path) -> None:
    (tmp_path / "geheim.txt").write_text("sleutelwoord", "utf-8")
    source = workbook(tmp_path / "a.xlsx", Blad=[["Eis"], ["Uren"]])
    strings = part_of(source, "xl/sharedStrings.xml").replace(b"Uren", b"&x;")
    declared = f'<!DOCTYPE sst [<!ENTITY x SYSTEM "{(tmp_path / "geheim.txt").as_uri()}">]><sst'.encode()
    path = with_part(
        tmp_path / "b.xlsx", source, "xl/sharedStrings.xml", strings.replace(b"<sst", declared, 1)
    )
    assert trouble_with(path) in (Trouble.UNSAFE, Trouble.DAMAGED)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    source = word(tmp_path / "a.docx", ("Normal", LONG))
    bomb = with_part(tmp_path / "b.docx", source, "word/media/groot.bin", bytes(40_000_000))
    assert bomb.stat().st_size < 200_000
    assert trouble_with(bomb) is Trouble.BOMB


def test_an_ordinary_zip_and_a_presentation(tmp_path: Path) -> None:
    for name, part, expected in (
        ("a.zip", "brief.txt", Trouble.PACKED),
        ("b.zip", "contract.pdf", Trouble.PACKED),
        ("a.pptx", "ppt/presentation.xml", Trouble.OLD_WORD),
    ):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr(part, "%PDF-1.7")
        assert trouble_with(tmp_path / name) is expected


def test_an_encrypted_opendocument(tmp_path: Path) -> None:
    source = ods(tmp_path / "a.ods", "Blad", [["Eis"], ["Uren"]])
    manifest = b"<m><encryption-data/></m>"
    assert (
        trouble_with(with_part(tmp_path / "b.ods", source, "META-INF/manifest.xml", manifest))
        is Trouble.ENCRYPTED
    )


def test_a_spreadsheet_repeated_a_billion_times(tmp_path: Path) -> None:
    source = ods(tmp_path / "a.ods", "Blad", [["Eis", "Wie"], ["Uren", "wij"]])
    content = part_of(source, "content.xml")
    rows = content.replace(b"<table:table-row", b'<table:table-row table:number-rows-repeated="999999999"')
    assert trouble_with(with_part(tmp_path / "b.ods", source, "content.xml", rows)) is Trouble.TOO_COMPLEX
