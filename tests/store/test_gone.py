"""PostgreSQL that goes away, refuses or keeps waiting: a sentence for the user, and then on by itself."""

import asyncio
import sys

import pytest
from sqlalchemy import make_url

from bot.store import Store, StoreError, Trouble
from bot.store.database import Space
from tests.store.examples import conversation, save
from tests.store.gate import gate
from tests.store.server import Server


def through(url: str, port: int) -> str:
    return f"postgresql://postgres:geheim@127.0.0.1:{port}/{make_url(url).database}"


async def refused(url: str) -> StoreError:
    with pytest.raises(StoreError) as caught:
        await Store.open(url)
    return caught.value


async def test_after_the_database_was_gone_the_same_store_goes_on(postgres_url: str, server: Server) -> None:
    async with gate(server.socket) as door:
        store = await Store.open(through(postgres_url, door.port))
        await save(store)
        await door.shut()
        for _ in range(3):
            with pytest.raises(StoreError, match="niet bereikbaar") as caught:
                await save(store, "u2")
            assert "geheim" not in str(caught.value)
        await door.open()
        await save(store, "u2")
        async with store.turn("u1") as turn:
            assert await turn.active() == conversation()
        await store.close()


async def test_a_turn_that_loses_the_database_saves_nothing(postgres_url: str, server: Server) -> None:
    async with gate(server.socket) as door:
        store = await Store.open(through(postgres_url, door.port))

        async def cut_off() -> None:
            async with store.turn("u1", 7) as turn:
                await turn.save(conversation())
                await door.shut()

        with pytest.raises(StoreError) as caught:
            await cut_off()
        assert caught.value.trouble is Trouble.GONE
        await door.open()
        async with store.turn("u1", 7) as turn:
            assert not turn.replayed
            assert await turn.active() is None
        await store.close()


async def test_a_connection_that_the_server_ended_is_made_anew(postgres_url: str, server: Server) -> None:
    store = await Store.open(postgres_url)
    await save(store)
    name = make_url(postgres_url).database
    await server.tell(
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"  # noqa: S608
    )
    await save(store, "u2")
    await store.close()


async def test_somebody_who_waits_too_long_for_the_same_owner_is_told(postgres_url: str) -> None:
    holder, waiting = await Store.open(postgres_url), await Store.open(postgres_url + "&timeout=0.1")
    async with holder.turn("u1"):
        await save(waiting, "u2")
        with pytest.raises(StoreError, match="bezet"):
            await save(waiting, "u1")
    await save(waiting, "u1")
    await holder.close()
    await waiting.close()


async def test_standing_in_line_for_a_connection_is_no_trouble(postgres_url: str) -> None:
    store = await Store.open(postgres_url + "&timeout=0.1")
    begun, go_on = asyncio.Semaphore(0), asyncio.Event()

    async def long(owner: str) -> None:
        async with store.turn(owner):
            begun.release()
            await go_on.wait()

    turns = [asyncio.create_task(long(f"u{number}")) for number in range(12)]
    async with asyncio.timeout(60):
        for _ in range(10):
            await begun.acquire()
    await asyncio.sleep(0.3)
    go_on.set()
    await asyncio.gather(*turns)
    await store.close()


async def test_a_database_that_cannot_be_reached_is_named_without_its_password() -> None:
    error = await refused("postgresql://naam:geheim@127.0.0.1:1/drievragen")
    assert error.trouble is Trouble.GONE
    assert "127.0.0.1" in str(error)
    assert "geheim" not in str(error)


async def test_a_database_that_does_not_exist_is_named(server: Server) -> None:
    error = await refused(server.url("no_such_database"))
    assert error.trouble is Trouble.LOGIN
    assert "no_such_database" in str(error)


@pytest.mark.parametrize("option", ["nosuch=1", "timeout=veel", "host=a&host=b"])
async def test_an_option_that_makes_no_sense_is_refused(option: str) -> None:
    assert (await refused(f"postgresql://localhost/a?{option}")).trouble is Trouble.ADDRESS


async def test_the_other_names_of_postgresql_and_of_ssl_are_understood(
    postgres_url: str, server: Server
) -> None:
    url = postgres_url.replace("postgresql://", "postgres://") + "&sslmode=disable"
    await (await Store.open(url)).close()


async def test_a_missing_driver_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "asyncpg", None)
    error = await refused("postgresql://localhost/a")
    assert error.trouble is Trouble.DRIVER
    assert "pip install" in str(error)


def test_the_numbers_of_locks_stay_what_they_are() -> None:
    """Two versions of the assistant that run at once must mean the same lock by the same number."""
    numbers = {"OWNER": 1, "AUDIT": 2, "LEDGER": 3, "MIGRATION": 4, "WORKSHOP": 5}
    assert {one.name: one.value for one in Space} == numbers
