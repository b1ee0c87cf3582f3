import asyncio
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from bot.store import Store, StoreError
from tests.store import worker


def address(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"


async def refusal(url: str) -> str:
    with pytest.raises(StoreError) as caught:
        await Store.open(url)
    return str(caught.value)


async def test_folders_with_odd_names_are_made(tmp_path: Path) -> None:
    file = tmp_path / "een % map" / "é" / "a.db"
    await (await Store.open(address(file))).close()
    assert file.exists()


def test_an_existing_database_is_opened_without_alembic(tmp_path: Path) -> None:
    def imports_alembic() -> str:
        command = [sys.executable, worker.__file__, "open", address(tmp_path / "a.db")]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    assert imports_alembic() == "True"
    assert imports_alembic() == "False"


async def test_a_database_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    await (await Store.open(address(file))).close()
    database = sqlite3.connect(file)
    with database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    sentence = await refusal(address(file))
    assert str(file) in sentence
    assert "nieuwere versie" in sentence
    assert database.execute("SELECT version_num FROM alembic_version").fetchall() == [("9999",)]
    database.close()


async def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "brief.docx"
    file.write_text("Geachte gemeente, " * 200)
    sentence = await refusal(address(file))
    assert str(file) in sentence
    assert "geen database" in sentence
    assert file.read_text() == "Geachte gemeente, " * 200


@pytest.mark.parametrize("place", ["a file/map/a.db", "a file/a.db", "a folder", "/proc/version"])
async def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, place: str) -> None:
    (tmp_path / "a file").touch()
    (tmp_path / "a folder").mkdir()
    file = tmp_path / place
    sentence = await refusal(address(file))
    assert str(file) in sentence
    assert "mag schrijven" in sentence


async def test_a_database_somebody_else_is_writing_to_is_named(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    store = await Store.open(address(file) + "?timeout=0.05")
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="bezet") as caught:
        async with store.turn("u1"):
            pass
    assert str(file) in str(caught.value)
    assert "bezet" in await refusal(address(file) + "?timeout=0.05")
    other.execute("ROLLBACK")
    other.close()
    async with store.turn("u1") as turn:
        assert await turn.active() is None
    await store.close()


async def test_everything_else_goes_on_while_somebody_else_writes(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    store = await Store.open(address(file))
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    async def waits() -> None:
        async with store.turn("u1") as turn:
            await turn.set_municipality("GM0363")

    task = asyncio.create_task(waits())
    for _ in range(20):
        await asyncio.sleep(0.005)
    assert not task.done()
    other.execute("COMMIT")
    other.close()
    await task
    async with store.turn("u1") as turn:
        assert await turn.municipality() == "GM0363"
    await store.close()


@pytest.mark.parametrize(
    "url", ["", "gesprekken.db", "nosuch:///a.db", "sqlite:///a.db", "sqlite+nosuch:///a.db"]
)
async def test_an_address_that_makes_no_sense_is_refused(url: str) -> None:
    assert "DRIEVRAGEN_DATABASE_URL" in await refusal(url)
