"""The reading process: takes a job on standard input, answers with one JSON object a line.

A file can make its reader crash or swallow all memory; here that ends this process and not the assistant.
"""

import json
import resource
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from knowledge.documents.columns import Columns
from knowledge.documents.errors import Refusal, Trouble
from knowledge.documents.parsing import pieces_of, table_of

MOST_MEMORY = 2 * 1024**3  # bytes


def main() -> None:
    """Read the job, limit this process, answer."""
    # Not every system limits the address space; where it does not, the time limit remains.
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    job = json.load(sys.stdin)
    columns = None if job["columns"] is None else Columns(*map(tuple, job["columns"]))
    try:
        for answer in _answers(job["task"], Path(job["path"]), columns):
            _say(answer)
        _say({"done": True})
    except Refusal as refusal:
        _say({"trouble": refusal.trouble, "values": refusal.values})
    except (MemoryError, RecursionError):
        _say({"trouble": Trouble.TOO_COMPLEX, "values": {}})


def _answers(task: str, path: Path, columns: Columns | None) -> Iterator[dict[str, object]]:
    if task == "table":
        yield {"table": table_of(path, columns)}
        return
    pieces = pieces_of(
        path,
        columns,
        progress=lambda done, total: _say({"pages": [done, total]}),
        unread=lambda page: _say({"unread": page}),
    )
    for piece in pieces:
        yield {"piece": piece}


def _say(answer: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    if "piece" not in answer:
        sys.stdout.flush()


if __name__ == "__main__":
    main()
