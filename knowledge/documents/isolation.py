"""Starts a reading process for one file, and bounds its time."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Timer
from typing import Literal

from pydantic import BaseModel

from knowledge.documents.blocks import Piece
from knowledge.documents.columns import Columns, Table
from knowledge.documents.errors import Refusal, Trouble
from knowledge.documents.parsing import Progress, Unread

MOST_SECONDS = 120.0

_WORKER = (sys.executable, "-P", "-m", "knowledge.documents.worker")  # -P: nothing from the current folder


class _Answer(BaseModel):
    """One line of the reading process; one of the fields is filled."""

    pages: tuple[int, int] | None = None
    unread: int | None = None
    piece: Piece | None = None
    table: Table | None = None
    trouble: Trouble | None = None
    values: dict[str, str | int] = {}
    done: bool = False


def isolated_pieces(
    path: Path, columns: Columns | None, progress: Progress, unread: Unread, seconds: float = MOST_SECONDS
) -> list[Piece]:
    """The pieces of the file at `path`, read in a process of its own within `seconds`.

    Raises:
        Refusal: the file cannot be read, or takes too much time or memory.
    """
    pieces: list[Piece] = []
    for answer in _answers("pieces", path, columns, seconds):
        if answer.pages is not None:
            progress(*answer.pages)
        elif answer.unread is not None:
            unread(answer.unread)
        elif answer.piece is not None:
            pieces.append(answer.piece)
    return pieces


def isolated_table(path: Path, columns: Columns | None, seconds: float = MOST_SECONDS) -> Table:
    """The table of the spreadsheet at `path`. Raises `Refusal` like `isolated_pieces`."""
    tables = [
        answer.table for answer in _answers("table", path, columns, seconds) if answer.table is not None
    ]
    return tables[0]


def _answers(
    task: Literal["pieces", "table"], path: Path, columns: Columns | None, seconds: float
) -> Iterator[_Answer]:
    # A fresh interpreter and no fork: the language engine must not be forked once it is in use.
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    job = json.dumps({"task": task, "path": str(path), "columns": columns}).encode()
    with subprocess.Popen(  # noqa: S603 - a fixed command; the name of the file goes through standard input
        _WORKER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    ) as process:
        late = Timer(seconds, process.kill)
        late.start()
        try:
            if process.stdin is not None:
                with suppress(BrokenPipeError):  # it has ended already; what it said tells why
                    process.stdin.write(job)
                    process.stdin.close()
            for line in process.stdout or ():
                answer = _Answer.model_validate_json(line)
                if answer.trouble is not None:
                    raise Refusal(answer.trouble, **answer.values)
                if answer.done:
                    return
                yield answer
        finally:
            late.cancel()
            process.kill()
    # Ended without a last word: stopped for its time or memory, or crashed on the file.
    raise Refusal(Trouble.TOO_COMPLEX if process.returncode < 0 else Trouble.DAMAGED)
