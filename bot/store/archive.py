"""The file of a backup: a zip with a manifest and a file of JSON lines a table, for any database."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Self
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - it is an exception

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from bot.store.errors import StoreError, Trouble
from bot.store.plain import Line

FORMAT = 1
MANIFEST = "manifest.json"
BATCH = 200
"""Rows at a time: a backup needs no more memory when there is more to back up."""


class Contents(BaseModel):
    """What a table's file must be."""

    model_config = ConfigDict(frozen=True)

    rows: int
    sha256: str


class Manifest(BaseModel):
    """What is in the backup: the version of the tables, when it was made, the tables, the audit's end."""

    model_config = ConfigDict(frozen=True)

    format: int
    version: str
    created: AwareDatetime
    audit: str | None
    tables: dict[str, Contents]


class Writer:
    """Writes a backup beside its place and puts it there when it is complete; only its owner may read it."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._part = file.with_name(file.name + ".deel")

    def __enter__(self) -> Self:
        self._part.touch(mode=0o600)
        self._part.chmod(0o600)  # also when it was left there by a backup that stopped half-way
        self._zip = ZipFile(self._part, "w", ZIP_DEFLATED)
        self._tables: dict[str, Contents] = {}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            with suppress(ValueError):  # a table that is half-way cannot be closed properly
                self._zip.close()
            if error is None:
                self._part.replace(self._file)
        finally:
            self._part.unlink(missing_ok=True)

    @contextmanager
    def table(self, name: str) -> Iterator[Callable[[list[Line]], None]]:
        """What adds rows to the file of one table."""
        digest, rows = sha256(), 0
        with self._zip.open(_member(name), "w", force_zip64=True) as file:

            def add(lines: list[Line]) -> None:
                nonlocal rows
                text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()
                digest.update(text)
                rows += len(lines)
                file.write(text)

            yield add
        self._tables[name] = Contents(rows=rows, sha256=digest.hexdigest())

    def finish(self, version: str, created: datetime, audit: str | None) -> None:
        """Write what the tables must be, last."""
        manifest = Manifest(format=FORMAT, version=version, created=created, audit=audit, tables=self._tables)
        self._zip.writestr(MANIFEST, manifest.model_dump_json(indent=1))


class Reader:
    """A backup that was found whole."""

    def __init__(self, file: Path) -> None:
        """Read the whole file once to see that it is as it was written.

        Raises:
            StoreError: it cannot be read, is damaged, is no backup, or is of a newer format.
        """
        self._file = file
        try:
            with ZipFile(file) as archive:
                self.manifest = _manifest(archive, file)
                for name, contents in self.manifest.tables.items():
                    digest, rows = sha256(), 0
                    with archive.open(_member(name)) as lines:
                        for line in lines:
                            digest.update(line)
                            rows += 1
                    if (digest.hexdigest(), rows) != (contents.sha256, contents.rows):
                        raise StoreError(Trouble.BACKUP_DAMAGED, str(file))
        except OSError as error:
            raise StoreError(Trouble.BACKUP_FAILED, str(file)) from error
        except (BadZipFile, ZlibError, EOFError, KeyError, ValueError, NotImplementedError) as error:
            raise StoreError(Trouble.BACKUP_DAMAGED, str(file)) from error

    def table(self, name: str) -> Iterator[list[Line]]:
        """Give the rows of one table, some at a time."""
        with ZipFile(self._file) as archive, archive.open(_member(name)) as lines:
            batch: list[Line] = []
            for line in lines:
                batch.append(json.loads(line))
                if len(batch) == BATCH:
                    yield batch
                    batch = []
            if batch:
                yield batch


def _manifest(archive: ZipFile, file: Path) -> Manifest:
    found = json.loads(archive.read(MANIFEST))
    if isinstance(found, dict) and isinstance(found.get("format"), int) and found["format"] > FORMAT:
        raise StoreError(Trouble.BACKUP_NEWER, str(file))
    try:
        return Manifest.model_validate(found)
    except ValidationError as error:
        raise StoreError(Trouble.BACKUP_DAMAGED, str(file)) from error


def _member(table: str) -> str:
    return f"tables/{table}.jsonl"
