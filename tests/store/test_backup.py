import asyncio
import json
import random
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest

from bot.store import Store, StoreError, Trouble, restore
from bot.store.archive import BATCH
from bot.store.schema import HEAD
from tests.store.everything import fill
from tests.store.examples import save


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "reservekopie.zip"


def tables(file: Path) -> dict[str, list[str]]:
    """The lines of every table, but for the entry that tells of the restoring."""
    with ZipFile(file) as archive:
        names = [name for name in archive.namelist() if name.endswith(".jsonl")]
        return {
            name: [line for line in archive.read(name).decode().splitlines() if '"restored"' not in line]
            for name in names
        }


def mode(file: Path) -> int:
    return file.stat().st_mode & 0o777


async def trouble(file: Path, url: str) -> Trouble:
    with pytest.raises(StoreError) as caught:
        await restore(file, url)
    return caught.value.trouble


async def test_all_comes_back_in_a_database_of_either_kind(store: Store, file: Path, new_url: str) -> None:
    await fill(store, "u1")
    await save(store, "u2", *(f"c{number}" for number in range(BATCH + 1)))
    await store.backup(file)
    assert mode(file) == 0o600
    assert await restore(file, new_url) == 0
    again = await Store.open(new_url)
    await again.backup(file.with_name("again.zip"))
    assert await again.audit.verify() is None
    await again.close()
    before = tables(file)
    assert len(before["tables/conversations.jsonl"]) == BATCH + 2
    assert tables(file.with_name("again.zip")) == before


def moment(file: Path) -> int:
    """The number of the last turn in a backup; fails if it holds pieces of different turns."""
    with ZipFile(file) as archive:
        owners, cards, updates = (
            [json.loads(line) for line in archive.read(f"tables/{name}.jsonl").splitlines()]
            for name in ("owners", "cards", "updates")
        )
    numbers = {
        max((int(row["municipality"]) for row in owners), default=0),
        max((int(row["wanted"]) for row in cards), default=0),
        max((row["update_id"] for row in updates), default=0),
    }
    (number,) = numbers
    return int(number)


async def test_a_backup_in_the_middle_of_turns_is_of_one_moment(store: Store, file: Path) -> None:
    async def keep_going() -> None:
        for number in range(1, 41):
            async with store.turn("u1", number) as turn:
                await turn.set_municipality(str(number))
                await turn.want_card(1, str(number), fresh=False)

    task, moments = asyncio.create_task(keep_going()), []
    while not task.done():
        await store.backup(file)
        moments.append(moment(file))
    await task
    assert moments == sorted(moments)
    assert len(set(moments)) > 1


async def test_who_was_erased_after_the_backup_is_erased_again(
    store: Store, file: Path, new_url: str
) -> None:
    for owner in ("u1", "u2", "u3"):
        await fill(store, owner)
    async with store.turn("u3") as turn:
        await turn.forget()
    await fill(store, "u3")  # came back before the backup was made
    await store.backup(file)
    async with store.turn("u1") as turn:
        await turn.forget()
    assert await restore(file, new_url, await store.erased()) == 1
    again = await Store.open(new_url)
    for owner, held in (("u1", False), ("u2", True), ("u3", True)):
        async with again.turn(owner) as turn:
            assert any((await turn.export()).values()) == held
    assert await again.audit.verify() is None
    assert len(await again.erased()) == 2
    await again.close()


async def whole_backup(url: str, file: Path) -> bytes:
    store = await Store.open(url)
    await fill(store, "u1")
    await store.backup(file)
    await store.close()
    return await asyncio.to_thread(file.read_bytes)


async def test_a_file_without_its_end_is_refused_and_nothing_is_made(
    tmp_path: Path, sqlite_url: str, file: Path
) -> None:
    whole = await whole_backup(sqlite_url, file)
    for end in range(0, len(whole), 97):
        await asyncio.to_thread(file.write_bytes, whole[:end])
        assert await trouble(file, f"sqlite+aiosqlite:///{tmp_path}/nieuw/a.db") is Trouble.BACKUP_DAMAGED
    assert not await asyncio.to_thread((tmp_path / "nieuw").exists)


async def restored(file: Path, url: str) -> bool:
    """Whether it is restored; fails when something else than was stored comes back."""
    with suppress(StoreError):
        await restore(file, url)
        store = await Store.open(url)
        assert await store.audit.verify() is None
        await store.backup(file.with_name("again.zip"))
        await store.close()
        return True
    return False


async def test_a_bit_that_changed_is_found_or_changes_nothing(
    tmp_path: Path, sqlite_url: str, file: Path
) -> None:
    """Some bits of a zip say nothing about what is in it, such as those of the time it was made."""
    whole = await whole_backup(sqlite_url, file)
    before = tables(file)
    chance = random.Random(5)  # noqa: S311
    found = 0
    for number in range(60):
        spot = chance.randrange(len(whole))
        changed = bytes([whole[spot] ^ 1 << chance.randrange(8)])
        await asyncio.to_thread(file.write_bytes, whole[:spot] + changed + whole[spot + 1 :])
        if await restored(file, f"sqlite+aiosqlite:///{tmp_path}/{number}.db"):
            assert tables(file.with_name("again.zip")) == before
        else:
            found += 1
    assert found > 30


def rewritten(file: Path, change: Callable[[dict[str, object]], None]) -> None:
    """The same backup with another manifest."""
    with ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(members["manifest.json"])
    change(manifest)
    members["manifest.json"] = json.dumps(manifest).encode()
    with ZipFile(file, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda manifest: manifest.update(format=2), Trouble.BACKUP_NEWER),
        (lambda manifest: manifest.update(version="9999"), Trouble.BACKUP_NEWER),
        (lambda manifest: manifest.pop("created"), Trouble.BACKUP_DAMAGED),
        (lambda manifest: manifest["tables"]["owners"].update(rows=3), Trouble.BACKUP_DAMAGED),
        (lambda manifest: manifest["tables"].update(x=manifest["tables"]["owners"]), Trouble.BACKUP_DAMAGED),
    ],
)
async def test_a_manifest_that_does_not_fit_is_refused(
    sqlite_url: str,
    tmp_path: Path,
    file: Path,
    change: Callable[[dict[str, object]], None],
    expected: Trouble,
) -> None:
    store = await Store.open(sqlite_url)
    await store.backup(file)
    await store.close()
    rewritten(file, change)
    assert await trouble(file, f"sqlite+aiosqlite:///{tmp_path}/teruggezet.db") is expected


async def test_a_backup_of_an_earlier_version_is_brought_to_this_one(
    sqlite_url: str, file: Path, new_url: str
) -> None:
    store = await Store.open(sqlite_url)
    await save(store, "u1")
    await store.backup(file)
    await store.close()

    def earlier(manifest: dict[str, object]) -> None:
        manifest["version"] = "0001"
        present = manifest["tables"]
        assert isinstance(present, dict)
        manifest["tables"] = {"conversations": present["conversations"]}

    rewritten(file, earlier)
    await restore(file, new_url)
    again = await Store.open(new_url)
    async with again.turn("u1") as turn:
        assert [one.id for one in await turn.conversations()] == ["c-u1"]
        assert await turn.decisions() == ()
    await again.close()


async def test_a_database_that_holds_something_is_left_alone(store: Store, url: str, file: Path) -> None:
    await fill(store, "u1")
    await store.backup(file)
    assert await trouble(file, url) is Trouble.NOT_EMPTY
    async with store.turn("u1") as turn:
        assert len(await turn.decisions()) == 1


async def test_a_database_that_was_only_opened_is_empty(store: Store, file: Path, new_url: str) -> None:
    await fill(store, "u1")
    await store.backup(file)
    await (await Store.open(new_url)).close()
    assert await restore(file, new_url) == 0


@pytest.mark.parametrize("place", ["no folder/a.zip", "."])
async def test_a_place_that_cannot_be_written_is_named(sqlite_url: str, tmp_path: Path, place: str) -> None:
    store = await Store.open(sqlite_url)
    with pytest.raises(StoreError, match="reservekopie") as caught:
        await store.backup(tmp_path / place)
    assert caught.value.trouble is Trouble.BACKUP_FAILED
    await store.close()
    assert not await asyncio.to_thread(lambda: list(tmp_path.rglob("*.deel")))


async def test_a_file_that_is_not_there_or_no_backup_is_named(tmp_path: Path, file: Path) -> None:
    place = f"sqlite+aiosqlite:///{tmp_path}/teruggezet.db"
    assert await trouble(file, place) is Trouble.BACKUP_FAILED
    await asyncio.to_thread(file.write_text, "Geachte gemeente")
    assert await trouble(file, place) is Trouble.BACKUP_DAMAGED


async def test_a_backup_knows_its_version_moment_and_end_of_the_trail(store: Store, file: Path) -> None:
    await fill(store, "u1")
    await store.backup(file)
    head = await store.audit.head()
    with ZipFile(file) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    assert manifest["version"] == HEAD
    assert abs(datetime.fromisoformat(manifest["created"]) - datetime.now(UTC)) < timedelta(minutes=1)
    assert head is not None
    assert manifest["audit"] == head.hash
