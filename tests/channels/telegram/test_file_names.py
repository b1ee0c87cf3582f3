"""A name that somebody else chose never leads out of the folder, and still tells the kind of file."""

from pathlib import Path, PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.file_names import plain_name

MOST_BYTES = 255


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("Eisen jeugd 2026.xlsx", "Eisen jeugd 2026.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("/etc/cron.d/x.txt", "x.txt"),
        ("..\\..\\windows\\win.ini", "win.ini"),
        ("map/", "document"),
        ("..", "document"),
        (".", "document"),
        ("", "document"),
        (".pdf", "document.pdf"),
        ("...pdf", "document.pdf"),
        ("eisen\0.pdf", "eisen.pdf"),
        ("eisen\n\u202exslx.pdf", "eisen xslx.pdf"),
        ("é" * 300 + ".docx", "é" * 75 + ".docx"),
        ("a." + "x" * 300, "a." + "x" * 148),
        ("\ud800.pdf", "document.pdf"),
    ],
)
def test_names_that_people_and_attackers_give(given_name: str, kept: str) -> None:
    assert plain_name(given_name, "document") == kept


@given(st.text(st.sampled_from("ab./\\ \0\n😀é:~\ud800"), max_size=400) | st.text())
def test_any_name_is_a_file_in_the_folder(given_name: str) -> None:
    name = plain_name(given_name, "document")
    folder = Path("/a/folder")
    assert (folder / name).parent == folder
    assert PurePath(name).name == name
    assert name not in (".", "..")
    assert "\0" not in name
    assert len(name.encode()) <= MOST_BYTES
