"""Makes real files of every kind, with the libraries that write them."""

import zipfile
from collections.abc import Sequence
from pathlib import Path

import docx
import odfdo
import xlsxwriter
from fpdf import FPDF

from knowledge.document import Document
from knowledge.documents.blocks import Piece
from knowledge.documents.parsing import pieces_of
from knowledge.documents.reading import read_document
from knowledge.passages import Kind

LONG = (
    "De aanbieder schrijft in gewone taal op wat de inwoner heeft bereikt en bespreekt dat met de gemeente. "
)
NUMBERS = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien")
Sheet = Sequence[Sequence[str | float]]


def pieces(path: Path) -> list[Piece]:
    """What is read from `path`, in this process: quicker than `read_document`."""
    return list(pieces_of(path, None, lambda done, total: None, lambda page: None))


def document(path: Path) -> Document:
    """The whole way, with the reading process."""
    return read_document(path, kind=Kind.EIS, municipality="GM0344")


def word(path: Path, *paragraphs: tuple[str, str]) -> Path:
    """A Word document of (style, text)."""
    made = docx.Document()
    for style, text in paragraphs:
        made.add_paragraph(text, style=style)
    made.save(str(path))
    return path


def workbook(path: Path, **sheets: Sheet) -> Path:
    """An Excel workbook."""
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def ods(path: Path, name: str, rows: Sheet) -> Path:
    """An OpenDocument spreadsheet of one sheet."""
    made = odfdo.Document("spreadsheet")
    made.body.clear()
    table = odfdo.Table(name)
    table.set_values([list(row) for row in rows])
    made.body.append(table)
    made.save(path)
    return path


def story(number: int) -> str:
    """Some sixty words that differ for every number."""
    name = " ".join(NUMBERS[int(digit)] for digit in str(number))
    sentence = f"Over {name} schrijft de aanbieder in {name} woorden op wat inwoner {name} heeft bereikt."
    return " ".join([sentence] * 4)


class _Printed(FPDF):
    """Pages with a header and a footer."""

    def header(self) -> None:
        self.set_font("Helvetica", size=8)
        self.cell(0, 5, "Gemeente Voorbeeld, contract 2026", new_x="LMARGIN", new_y="NEXT")
        self.ln(5)

    def footer(self) -> None:
        self.set_y(-15)
        self.set_font("Helvetica", size=8)
        self.cell(0, 5, f"Pagina {self.page_no()} van veel")


def pdf(path: Path, *pages: Sequence[tuple[int, str, str]], password: str | None = None) -> Path:
    """A PDF; a page is a list of (size, style, text), where style is "" or "B"."""
    made = _Printed()
    if password is not None:
        made.set_encryption(owner_password="eigenaar", user_password=password)
    for page in pages:
        made.add_page()
        for size, style, text in page:
            made.set_font("Helvetica", "B" if style == "B" else "", size)
            made.multi_cell(0, size * 0.45, text, new_x="LMARGIN", new_y="NEXT", align="L")
            made.ln(4)
    made.output(str(path))
    return path


def with_part(path: Path, source: Path, name: str, data: bytes) -> Path:
    """A copy of the zip file `source` in which part `name` is `data`."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, data)
    return path


def part_of(path: Path, name: str) -> bytes:
    """One part of a zip file."""
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)
