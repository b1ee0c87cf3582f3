"""`drievragen workshop`: somebody rehearses alone, with the real pages and people who are simulated."""

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest
import xlsxwriter

from bot.commands.rehearsal import hold
from bot.commands.usage import UsageError
from bot.facilitation.rehearsing import SIZES
from bot.settings import PREFIX
from tests.auxil.assistant import make_assistant
from tests.channels.telegram.hooked import free_port

ROOT = Path(__file__).parents[2]
EVERYBODY = sum(SIZES.values())
PAUSE = (0.0, 0.01)
PATIENCE = 20.0
MARK = "<strong>Oefening.</strong>"


class Screens(NamedTuple):
    """The two pages of a rehearsal, and what was printed."""

    client: httpx.AsyncClient
    beamer: str
    controls: str
    told: str

    async def shows(self, words: str) -> str:
        """The beamer's page, once these words are on it."""
        async with asyncio.timeout(PATIENCE):
            page = await self.page(self.beamer)
            while words not in page:
                page = await self.page(self.beamer)
        return page

    async def progress(self) -> list[int]:
        """How many were ready each time that we looked, until all of them are; nothing else is shown."""
        seen: list[int] = []
        async with asyncio.timeout(PATIENCE):
            while EVERYBODY not in seen:
                page = await self.page(self.beamer)
                assert "Per rol" not in page
                seen += map(int, re.findall(rf"<strong>(\d+)</strong> van de {EVERYBODY} klaar", page))
        return seen

    async def page(self, address: str) -> str:
        answer = await self.client.get(address)
        assert answer.status_code == 200
        assert MARK in answer.text
        return answer.text

    async def press(self, act: str, **fields: str) -> None:
        """Sends a form of the controls."""
        answer = await self.client.post(self.controls, data={"do": act, **fields})
        assert answer.status_code == 303, answer.text


@asynccontextmanager
async def rehearsing(capsys: pytest.CaptureFixture[str], file: Path | None = None) -> AsyncIterator[Screens]:
    """A rehearsal that runs beside the test."""
    running = asyncio.create_task(hold(make_assistant(), free_port(), file, PAUSE))
    try:
        told = ""
        async with asyncio.timeout(PATIENCE):
            while len(addresses := re.findall(r"http://\S+", told)) < 2:
                assert not running.done(), running
                await asyncio.sleep(0.01)
                told += capsys.readouterr().out
        async with httpx.AsyncClient() as client:
            yield Screens(client, addresses[0], addresses[1], told)
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


async def test_a_whole_registration_with_the_forms_of_the_controls(
    capsys: pytest.CaptureFixture[str],
) -> None:
    async with rehearsing(capsys) as screens:
        await screens.shows(f"<strong>{EVERYBODY}</strong> deelnemers")
        texts = re.findall('<p class="text"><strong>(.+?)</strong>', await screens.page(screens.controls))
        assert len(texts) == 2
        assert all(text.startswith("Voorbeeld: ") for text in texts)
        await screens.press("open", item="r1")
        assert "Testpassage" in await screens.shows("Wat bestaat al")
        for number in ("1", "2"):
            await screens.press("vote", item="r1")
            ready = await screens.progress()
            assert len(set(ready)) > 2
            assert ready == sorted(ready)
            await screens.press("reveal", item="r1", round=number)
            await screens.shows(f"Uitslag van ronde {number}, {EVERYBODY} stemmen")
        await screens.press("decide", item="r1", outcome="schrappen", action="Stoppen met vragen")
        assert "Stoppen met vragen" in await screens.shows("Besluit van de zaal")
        await screens.press("close")
        await screens.shows("De workshop is klaar")
        report = await screens.client.get(f"{screens.controls}/verslag.docx")
        assert report.content.startswith(b"PK")


async def test_who_was_too_late_votes_in_the_next_round(capsys: pytest.CaptureFixture[str]) -> None:
    async with rehearsing(capsys) as screens:
        await screens.press("open", item="r1")
        await screens.press("vote", item="r1")
        async with asyncio.timeout(PATIENCE):
            while "<strong>0</strong> van de" in await screens.page(screens.beamer):
                pass
        await screens.press("reveal", item="r1", round="1")
        await screens.shows("Uitslag van ronde 1")
        await screens.press("vote", item="r1")
        assert EVERYBODY in await screens.progress()


async def test_a_text_file_is_the_list(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "lijst.txt"
    lines = ("1. Wachttijd per maand", "", "- Wachttijd per maand", "Mail jan.jansen@voorbeeld.nl elke week")
    file.write_text("\n".join(lines), encoding="utf-8-sig")
    async with rehearsing(capsys, file) as screens:
        page = await screens.page(screens.controls)
        assert "De lijst (1)" in page
        assert "Wachttijd per maand" in page
        assert "Voorbeeld:" not in page
        assert screens.told.startswith(
            "1 registraties staan erbij.\n"
            "Regel 3 niet: Dit staat al op de lijst.\n"
            "Regel 4 niet: Hierin staan gegevens van een persoon."
        )


async def test_a_spreadsheet_is_the_list(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    content = BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("Registratie", "Doel"))
        sheet.write_row(1, 0, ("Uren per cliënt per week bijhouden", "weten of de inzet klopt"))
    file = tmp_path / "lijst.XLSX"
    file.write_bytes(content.getvalue())
    async with rehearsing(capsys, file) as screens:
        page = await screens.page(screens.controls)
        assert "Uren per cliënt per week bijhouden" in page
        assert "Bedoeld om: weten of de inzet klopt" in page


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("leeg.txt", b"\n  \n", "Er is niets op de lijst gezet"),
        ("foto.txt", b"\x89PNG\xff", "kan dit bestand niet lezen"),
        ("kapot.xlsx", b"PK", "kapot.xlsx"),
        ("weg.txt", None, "kan dit bestand niet lezen"),
    ],
)
async def test_a_file_without_registrations_is_a_sentence(
    tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(UsageError, match=said) as stopped:
        await hold(make_assistant(), free_port(), file)
    assert str(stopped.value).endswith(".")


async def test_a_port_that_is_taken_is_a_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=f"Poort {port} is al in gebruik"):
            await hold(make_assistant(), port, None)


def test_ctrl_c_ends_it_and_leaves_nothing_behind(tmp_path: Path) -> None:
    kept, temporary = tmp_path / "kept", tmp_path / "temporary"
    temporary.mkdir()
    clean = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    port = free_port()
    running = subprocess.Popen(
        [sys.executable, "-m", "bot", "workshop", "--port", str(port)],
        cwd=ROOT,
        env={**clean, "DRIEVRAGEN_DATA_DIR": str(kept), "TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # Whoever runs the tests in the background may have it ignored, which a child inherits.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    with running:
        assert running.stdout
        told = [running.stdout.readline() for _ in range(6)]
        beamer = re.findall(rf"http://127.0.0.1:{port}/w/\S+", "".join(told))[0]
        with httpx.stream("GET", f"{beamer}/nieuws") as news:  # a page that stays open
            assert news.status_code == 200
            running.send_signal(signal.SIGINT)
            rest, errors = running.communicate(timeout=60)
    assert running.returncode == 0, errors
    assert rest == "De oefening is gestopt. Er is niets van bewaard.\n"
    assert "Traceback" not in errors
    assert list(temporary.iterdir()) == []
    assert not list(kept.glob("*.db"))
