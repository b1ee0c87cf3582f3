"""`drievragen backup`, `drievragen restore`, and the audit trail in `drievragen doctor`."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.commands.backups import AuditError, make_backup, put_back, verify_audit
from bot.commands.usage import UsageError
from bot.content import load_content
from bot.store import Decided, Store, Stored, StoreError

TEXTS = load_content().texts
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def url(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"


def names_in(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}


async def filled(file: Path, *owners: str) -> None:
    """A database in which each owner decided on one request."""
    store = await Store.open(url(file))
    for owner in owners:
        async with store.turn(owner) as turn:
            await turn.save(Stored(f"c-{owner}", owner, "Wachttijden", "advice", "{}", NOW))
            await turn.record(f"c-{owner}", Decided("schrappen", "inkoper", None, None, NOW))
    await store.close()


async def held(file: Path, owner: str) -> int:
    """How many conversations the database holds of an owner."""
    store = await Store.open(url(file))
    try:
        async with store.turn(owner) as turn:
            return len(await turn.conversations())
    finally:
        await store.close()


async def test_what_was_stored_comes_back(tmp_path: Path) -> None:
    await filled(tmp_path / "oud.db", "een", "twee")
    said = await make_backup(url(tmp_path / "oud.db"), tmp_path / "kopie.zip", TEXTS)
    assert "kopie.zip" in said
    await put_back(tmp_path / "kopie.zip", url(tmp_path / "nieuw.db"), None, TEXTS)
    assert await held(tmp_path / "nieuw.db", "een") == 1
    assert "heel" in await verify_audit(url(tmp_path / "nieuw.db"), TEXTS)


@pytest.mark.parametrize("name", [url, str])
async def test_who_was_erased_since_stays_erased(tmp_path: Path, name: Callable[[Path], str]) -> None:
    await filled(tmp_path / "oud.db", "een", "twee")
    await make_backup(url(tmp_path / "oud.db"), tmp_path / "kopie.zip", TEXTS)
    store = await Store.open(url(tmp_path / "oud.db"))
    async with store.turn("een") as turn:
        await turn.forget()
    await store.close()
    said = await put_back(
        tmp_path / "kopie.zip", url(tmp_path / "nieuw.db"), name(tmp_path / "oud.db"), TEXTS
    )
    assert "Opnieuw gewist: 1" in said
    assert await held(tmp_path / "nieuw.db", "een") == 0
    assert await held(tmp_path / "nieuw.db", "twee") == 1


@pytest.mark.parametrize("name", [url, str])
async def test_an_old_database_that_is_not_there_is_named_and_not_made(
    tmp_path: Path, name: Callable[[Path], str]
) -> None:
    await filled(tmp_path / "oud.db", "een")
    await make_backup(url(tmp_path / "oud.db"), tmp_path / "kopie.zip", TEXTS)
    with pytest.raises(UsageError, match=r"od\.db is er niet"):
        await put_back(tmp_path / "kopie.zip", url(tmp_path / "nieuw.db"), name(tmp_path / "od.db"), TEXTS)
    assert names_in(tmp_path) == {"oud.db", "kopie.zip"}


async def test_of_a_database_that_is_not_there_no_empty_copy_is_made(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"geen database .*oud\.db"):
        await make_backup(url(tmp_path / "oud.db"), tmp_path / "kopie.zip", TEXTS)
    assert names_in(tmp_path) == set()


async def test_a_backup_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "kopie.zip").write_bytes(b"van gisteren")
    with pytest.raises(UsageError, match="bestaat al"):
        await make_backup(url(tmp_path / "oud.db"), tmp_path / "kopie.zip", TEXTS)
    assert (tmp_path / "kopie.zip").read_bytes() == b"van gisteren"


async def test_a_database_in_use_is_not_replaced(tmp_path: Path) -> None:
    await filled(tmp_path / "oud.db", "een")
    await make_backup(url(tmp_path / "oud.db"), tmp_path / "kopie.zip", TEXTS)
    with pytest.raises(StoreError):
        await put_back(tmp_path / "kopie.zip", url(tmp_path / "oud.db"), None, TEXTS)
    assert await held(tmp_path / "oud.db", "een") == 1


async def test_a_damaged_file_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "kopie.zip").write_bytes(b"PK\x03\x04 geen kopie")
    with pytest.raises(StoreError):
        await put_back(tmp_path / "kopie.zip", url(tmp_path / "nieuw.db"), None, TEXTS)


async def test_a_changed_decision_is_noticed(tmp_path: Path) -> None:
    await filled(tmp_path / "oud.db", "een", "twee")
    assert "heel" in await verify_audit(url(tmp_path / "oud.db"), TEXTS)
    with sqlite3.connect(tmp_path / "oud.db") as connection:
        connection.execute("UPDATE decisions SET outcome = 'behouden' WHERE owner = 'een'")
    connection.close()
    with pytest.raises(AuditError, match="regel 1"):
        await verify_audit(url(tmp_path / "oud.db"), TEXTS)


async def test_an_empty_trail_is_whole(tmp_path: Path) -> None:
    assert await verify_audit(url(tmp_path / "leeg.db"), TEXTS) == "nog geen besluiten"
