"""`drievragen register`, for people, machines and Excel."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import python_calamine

from bot.building import places
from bot.commands.register import as_json, as_text, read_register, save_excel
from bot.commands.usage import UsageError
from bot.content import load_content
from bot.store import Publication, Store, Stored

TEXTS = load_content().texts
AT = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
async def url(tmp_path: Path) -> str:
    """A store in which two decisions are published, and one of them withdrawn."""
    url = f"sqlite+aiosqlite:///{tmp_path}/gesprekken.db"
    store = await Store.open(url)
    async with store.turn("ik") as turn:
        for name, until in (("een", date(2027, 11, 1)), ("twee", None)):
            await turn.save(Stored(name, "ik", name, "decided", "{}", AT))
            publication = Publication("GM0034", f"=registratie {name}", "behouden", "R03", until, AT)
            await turn.publish(name, publication)
        await turn.withdraw("twee", AT)
    await store.close()
    return url


async def test_what_is_withdrawn_is_not_in_it(url: str) -> None:
    (one,) = json.loads(json.dumps(as_json(await read_register(url), places())))
    assert (one["description"], one["name"], one["until"]) == ("=registratie een", "Almere", "2027-11-01")


async def test_a_line_for_each(url: str) -> None:
    text = as_text(await read_register(url), TEXTS, places())
    assert text.startswith("Almere: =registratie een - behouden (tot 1 november 2027")
    assert as_text((), TEXTS, places()) == "Het register is leeg."


async def test_excel_has_text_as_text_and_dates_as_dates(url: str, tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    assert "Aantal besluiten: 1" in save_excel(await read_register(url), TEXTS, places(), path)
    _, row = python_calamine.load_workbook(path).get_sheet_by_index(0).to_python()
    assert row[0] == "=registratie een"
    assert row[4] == date(2027, 11, 1)


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    path = tmp_path / "nergens" / "register.xlsx"
    with pytest.raises(UsageError, match="nergens"):
        save_excel((), TEXTS, places(), path)
