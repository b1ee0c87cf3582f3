from datetime import timedelta
from pathlib import Path
from zipfile import ZipFile

from bot.store import Role, Store
from bot.store.personal import OWNER_OF
from bot.store.schema import metadata
from tests.store.everything import fill
from tests.store.examples import MORNING, conversation, save

IMPERSONAL = {"audit", "use_of_day", "erasures"}
BY_CONVERSATION = {"publications", "use_of_chat"}


def texts(file: Path) -> str:
    with ZipFile(file) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist())


def test_of_every_table_it_is_known_whose_its_rows_are() -> None:
    personal = {table.name for table in OWNER_OF}
    assert set(metadata.tables) == personal | BY_CONVERSATION | IMPERSONAL


async def test_an_export_has_every_table_and_nothing_of_others(store: Store) -> None:
    await fill(store, "u1")
    async with store.turn("u2") as turn:
        assert not any((await turn.export()).values())
    await fill(store, "u2")
    async with store.turn("u1") as turn:
        held = await turn.export()
    assert set(held) == set(metadata.tables) - IMPERSONAL
    assert all(held.values())
    assert "u2" not in str(held)
    assert held["conversations"][0]["state"] == '{"vraag": 1}'
    assert held["decisions"][0]["until"] == "2027-03-02"
    assert held["decisions"][0]["at"] == "2026-03-02T09:30:00+00:00"
    assert {str(row["chat"]): row["euros"] for row in held["use_of_chat"]} == {"u1": 0.5, "c-u1": 0.5}


async def test_after_forgetting_the_owner_is_nowhere_in_the_database(store: Store, tmp_path: Path) -> None:
    await fill(store, "u1")
    await fill(store, "u2")
    async with store.turn("u1", 8) as turn:
        await turn.forget()
    await store.backup(tmp_path / "after.zip")
    left = texts(tmp_path / "after.zip")
    assert "u1" not in left
    assert "u2" in left
    async with store.turn("u1") as turn:
        assert not any((await turn.export()).values())
    assert await store.people.role("guest of 1") is Role.USER
    assert await store.audit.verify() is None
    assert len(await store.erased()) == 1


async def test_what_is_published_stays_without_a_link_and_what_was_withdrawn_goes(store: Store) -> None:
    await fill(store, "u1")
    await fill(store, "u2")
    async with store.turn("u2") as turn:
        await turn.withdraw("c-u2", MORNING)
    for owner in ("u1", "u2"):
        async with store.turn(owner) as turn:
            await turn.forget()
    (left,) = await store.register.listing()
    async with store.turn("u1") as turn:
        await turn.save(conversation("u1"))
        assert await turn.published("c-u1") is None
    assert await store.register.withdraw(left.id, MORNING + timedelta(days=1))
    assert await store.audit.verify() is None


async def test_who_comes_back_begins_anew(store: Store) -> None:
    await fill(store, "u1")
    async with store.turn("u1", 8) as turn:
        await turn.forget()
    async with store.turn("u1", 7) as turn:
        assert not turn.replayed
        assert await turn.conversations() == ()
    await save(store, "u1")
    async with store.turn("u1") as turn:
        assert len(await turn.conversations()) == 1
        assert await turn.decisions() == ()


async def test_what_a_turn_stores_after_forgetting_is_kept(store: Store) -> None:
    await fill(store, "u1")
    async with store.turn("u1", 9) as turn:
        await turn.forget()
        await turn.save(conversation("u1"))
    async with store.turn("u1", 9) as turn:
        assert turn.replayed
        assert await turn.active() == conversation("u1")
