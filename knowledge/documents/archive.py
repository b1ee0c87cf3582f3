"""Opens the zip files that Word, Excel and OpenDocument files are, without trusting them."""

import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

from knowledge.documents.errors import Refusal, Trouble

MOST_UNPACKED = 300_000_000  # bytes
_MOST_PARTS = 10_000
_HIGHEST_RATIO = 200
_SMALL = 5_000_000  # bytes: below this any ratio is harmless

_BROKEN = (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, ValueError, KeyError)


class _NoDoctype(ET.TreeBuilder):
    """Refuses a document type: that is where entities and outside files are declared."""

    def doctype(self, *_declared: str | None) -> None:
        """Called before anything that the document type declares is used."""
        raise Refusal(Trouble.UNSAFE)


class Archive:
    """The parts of a zip file that passed the limits."""

    def __init__(self, path: Path) -> None:
        """Reads the list of parts only.

        Raises:
            Refusal: damaged, encrypted, or larger unpacked than `MOST_UNPACKED`.
        """
        try:
            self._zip = zipfile.ZipFile(path)
            parts = self._zip.infolist()
        except zipfile.BadZipFile as error:
            raise Refusal(Trouble.DAMAGED) from error
        if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise Refusal(Trouble.BOMB)
        if any(p.file_size > _SMALL and p.file_size > _HIGHEST_RATIO * p.compress_size for p in parts):
            raise Refusal(Trouble.BOMB)
        if any(part.flag_bits & 0x1 for part in parts):
            raise Refusal(Trouble.ENCRYPTED)
        self.names = frozenset(part.filename for part in parts)

    def read(self, name: str) -> bytes:
        """The bytes of one part, never more than its announced size. Raises `Refusal` when damaged."""
        try:
            return self._zip.read(name)
        except (*_BROKEN, RuntimeError) as error:
            raise Refusal(Trouble.DAMAGED) from error
        except Exception as error:  # zlib.error and lzma.LZMAError share no narrower base
            raise Refusal(Trouble.DAMAGED) from error

    def xml(self, name: str) -> ET.Element:
        """One part as a tree. No entity is expanded and nothing is fetched.

        Raises:
            Refusal: damaged, or it declares a document type, which no office program writes.
        """
        parser = ET.XMLParser(target=_NoDoctype())  # noqa: S314 - a document type is refused above
        try:
            parser.feed(self.read(name))
            return parser.close()
        except ET.ParseError as error:
            raise Refusal(Trouble.DAMAGED) from error
