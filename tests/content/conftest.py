from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from bot.content.loading import FOLDER

Break = Callable[[str, str, str], Path]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the content files, to break."""
    return copytree(FOLDER, tmp_path / "content", ignore=lambda *_: ["__pycache__"])


@pytest.fixture
def broken(folder: Path) -> Break:
    """Replaces a piece of text that stands in a file once; gives the file."""

    def change(name: str, old: str, new: str) -> Path:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} staat {text.count(old)} keer in {name}"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return path

    return change
