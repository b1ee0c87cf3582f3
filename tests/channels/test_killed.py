"""A process that is killed at any moment loses nothing that it answered to."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.channels.talking import choose, talk_json, text, turns_of
from tests.dialogue.chat import TIME

ROOT = Path(__file__).parent.parent.parent
LINES = (text(TIME), choose("none"), text("weet ik niet"), text("/terug"), choose("quality"))


@contextmanager
def process(folder: Path, *more: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.channels.worker", "json", str(folder), *more]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        text=True,
        encoding="utf-8",
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as started:
        try:
            yield started
        finally:
            started.kill()


def turn(started: subprocess.Popen[str], line: str | None = None) -> str:
    """What the process answers to a line (without one: how it begins), up to its `wait`."""
    assert started.stdin
    assert started.stdout
    if line is not None:
        started.stdin.write(f"{line}\n")
        started.stdin.flush()
    answer = ""
    while not answer.endswith('{"type": "wait"}\n'):
        read = started.stdout.readline()
        assert read, "the process ended"
        answer += read
    return answer


def test_killed_after_each_line_it_goes_on_where_it_was(tmp_path: Path) -> None:
    whole = turns_of(talk_json(LINES, tmp_path / "heel"))[1:]
    for number, line in enumerate(LINES):
        with process(tmp_path / "stuk", *(["fresh"] if number == 0 else [])) as started:
            (began,) = turns_of(turn(started))
            if number:
                assert began[-1]["slot"] == whole[number - 1][-1]["slot"]
            assert turns_of(turn(started, line)) == [whole[number]]
            started.kill()
