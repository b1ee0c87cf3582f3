"""Another embedding engine: progress on standard error, and the old one answers meanwhile and after."""

import asyncio
import io
import os
import pty
import sys
from pathlib import Path

import pytest

from bot.commands.following import following
from knowledge.search import Knowledge
from tests.knowledge.engines.service import KEY, MODEL, serving

QUESTION = "hoe lang bewaart een aanbieder het dossier"


async def index(folder: Path, url: str, stderr: int) -> tuple[int | None, str]:
    """`drievragen knowledge index` with the service at `url` as the engine."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "knowledge", "index"),
        env={
            **os.environ,
            "DRIEVRAGEN_DATA_DIR": str(folder),
            "DRIEVRAGEN_EMBEDDING": f"openai:{MODEL}",
            "DRIEVRAGEN_EMBEDDING_URL": url,
            "DRIEVRAGEN_EMBEDDING_KEY": KEY,
        },
        stdout=asyncio.subprocess.PIPE,
        stderr=stderr,
    )
    out, _ = await process.communicate()
    return process.returncode, out.decode()


async def test_another_engine_is_brought_in_while_the_old_one_answers(tmp_path: Path) -> None:
    running = Knowledge.open(tmp_path / "knowledge")
    before = running.search(QUESTION)
    assert before.relevant
    ours, theirs = pty.openpty()
    shown = bytearray()
    asyncio.get_running_loop().add_reader(ours, lambda: shown.extend(os.read(ours, 10_000)))
    async with serving() as service:
        work = asyncio.create_task(index(tmp_path, service.url, theirs))
        answers = []
        while not work.done():
            answers.append(await asyncio.to_thread(running.search, QUESTION))
            await asyncio.sleep(0.2)
        code, said = await work
        embedded = sum(map(len, service.inputs))
    asyncio.get_running_loop().remove_reader(ours)
    os.close(theirs)
    os.close(ours)
    assert (code, "De index is klaar" in said, MODEL in said) == (0, True, True)
    assert embedded > running.library.state().size
    assert "Passages opnieuw inlezen" in shown.decode()
    assert len(answers) > 1
    assert all(answer == before for answer in [*answers, running.search(QUESTION)])
    running.close()


def test_what_takes_long_gets_a_line_now_and_then_in_a_log(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with following("[map]/eisen.pdf", pause=0.0) as follow:
        follow(1, 2)
        follow(2, 2)
    assert isinstance(sys.stderr, io.StringIO)
    assert sys.stderr.getvalue() == "[map]/eisen.pdf: 1/2\n[map]/eisen.pdf: 2/2\n"


def test_what_is_quick_gets_none(capsys: pytest.CaptureFixture[str]) -> None:
    with following("eisen.pdf") as follow:
        follow(1, 1)
    assert capsys.readouterr().err == ""
