"""Writes files to a folder without losing what is there."""

from itertools import count
from pathlib import Path


def save(folder: Path, name: str, content: bytes) -> Path:
    """Where the file is now: `name`, or with a number when there is one already, which may be edited.

    Raises:
        OSError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    wanted = Path(name)
    for number in count(1):
        path = folder / (name if number == 1 else f"{wanted.stem}-{number}{wanted.suffix}")
        try:
            with path.open("xb") as file:
                file.write(content)
        except FileExistsError:
            continue
        return path.absolute()
    raise AssertionError("numbers do not end")
