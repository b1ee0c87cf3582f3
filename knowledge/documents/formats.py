"""What a file is, by its first bytes rather than by its name."""

from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from knowledge.documents.archive import Archive
from knowledge.documents.errors import Refusal, Trouble
from knowledge.documents.plain import decode


class Format(StrEnum):
    """What can be read."""

    PDF = "pdf"
    WORD = "word"
    ODT = "odt"
    ODS = "ods"
    EXCEL = "excel"
    CSV = "csv"
    HTML = "html"
    MARKDOWN = "markdown"
    TEXT = "text"


_BY_EXTENSION = {
    ".csv": Format.CSV,
    ".tsv": Format.CSV,
    ".htm": Format.HTML,
    ".html": Format.HTML,
    ".xhtml": Format.HTML,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
    "": Format.TEXT,
}
_BINARY_EXTENSIONS = frozenset(
    (".pdf", ".docx", ".docm", ".dotx", ".doc", ".xlsx", ".xlsm", ".xlsb", ".xls", ".odt", ".ods", ".zip")
)
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the file format of Office before 2007
_PDF_WITHIN, _HTML_WITHIN = 1024, 2048
_HTML_SIGNS = ("<!doctype html", "<html", "<body", "<table")


class _Inside(NamedTuple):
    """A part by which a zip file is recognised."""

    part: str
    format: Format


_INSIDE = (
    _Inside("word/document.xml", Format.WORD),
    _Inside("xl/workbook.xml", Format.EXCEL),
    _Inside("xl/workbook.bin", Format.EXCEL),
)
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."


def format_of(path: Path) -> Format:
    """The format of the file at `path`, from its content; between kinds of text its name decides.

    Raises:
        Refusal: no format that can be read, encrypted, damaged, or text under a name that denies it.
    """
    with path.open("rb") as file:
        start = file.read(4096)
    if not start.strip():
        raise Refusal(Trouble.EMPTY)
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(path)  # before PDF: a zip file may show the start of a PDF that is in it
    if b"%PDF-" in start[:_PDF_WITHIN]:
        return Format.PDF
    if start.startswith(_COMPOUND):
        return _compound(path)
    if start.startswith(_PICTURES) or start[8:12] in (b"WEBP", b"heic"):
        raise Refusal(Trouble.PICTURE)
    if start.startswith(b"{\\rtf"):
        raise Refusal(Trouble.OLD_WORD)
    return _text(path)


def _zipped(path: Path) -> Format:
    archive = Archive(path)
    for inside in _INSIDE:
        if inside.part in archive.names:
            return inside.format
    if "mimetype" not in archive.names or "content.xml" not in archive.names:
        raise Refusal(Trouble.OLD_WORD if "ppt/presentation.xml" in archive.names else Trouble.PACKED)
    if "META-INF/manifest.xml" in archive.names and b"encryption-data" in archive.read(
        "META-INF/manifest.xml"
    ):
        raise Refusal(Trouble.ENCRYPTED)
    kind = archive.read("mimetype").decode("ascii", "replace").strip()
    if kind.startswith(f"{_OPEN_DOCUMENT}text"):
        return Format.ODT
    if kind.startswith(f"{_OPEN_DOCUMENT}spreadsheet"):
        return Format.ODS
    raise Refusal(Trouble.OLD_WORD)


def _compound(path: Path) -> Format:
    """An encrypted file of today, an old Excel file (readable) or something else of that age."""
    names = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in names:
        raise Refusal(Trouble.ENCRYPTED)
    if "Workbook".encode("utf-16-le") in names:
        return Format.EXCEL
    raise Refusal(Trouble.OLD_WORD)


def _text(path: Path) -> Format:
    extension = path.suffix.lower()
    text = decode(path.read_bytes())
    if text is None:
        trouble = Trouble.DAMAGED if extension in _BINARY_EXTENSIONS else Trouble.UNKNOWN_TYPE
        raise Refusal(trouble)
    known = _BY_EXTENSION.get(extension)
    tagged = any(sign in text[:_HTML_WITHIN].lower() for sign in _HTML_SIGNS)
    if tagged and known not in (Format.MARKDOWN, Format.TEXT):
        return Format.HTML  # many systems export web pages under the name of a spreadsheet
    if extension in _BINARY_EXTENSIONS:
        raise Refusal(Trouble.MISLABELLED, extension=extension)
    if known is None:
        raise Refusal(Trouble.UNKNOWN_TYPE)
    return known
