"""A run: what came of every conversation that was planned, and what it was played with."""

from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from evals.playing.played import Played

FOLDER = Path(".data") / "evals"


class Run(BaseModel):
    """`assistant` identifies the code and data that played it, `engine` what read the texts.

    `prompts` is their version where a language model read along; `day` is when the run was finished.
    """

    model_config = ConfigDict(frozen=True)

    engine: str
    split: str
    assistant: str
    table: str
    knowledge: str
    prompts: str | None = None
    day: date | None = None
    played: tuple[Played, ...]


def path_of(name: str, folder: Path = FOLDER) -> Path:
    """The file of the run with this name; a name that is a path to a file is that file."""
    return Path(name) if name.endswith(".json") else folder / f"{name}.json"


def save(run: Run, path: Path) -> None:
    """Write `run`, all or nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    whole = path.with_suffix(".part")
    whole.write_text(run.model_dump_json(), encoding="utf-8")
    whole.replace(path)


def load(path: Path) -> Run:
    """The run in this file.

    Raises:
        OSError: it cannot be read.
        ValueError: it is not a run (pydantic's).
    """
    return Run.model_validate_json(path.read_text(encoding="utf-8"))
