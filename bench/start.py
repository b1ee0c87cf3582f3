"""From a cold process to the first prompt, and to the first answer."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator

from bench.figures import Figure, median, milliseconds

STARTS = 5


def measure() -> Iterator[Figure]:
    """A fresh data folder for the first; after that the index is there."""
    with tempfile.TemporaryDirectory() as folder:
        first_prompt, first_answer = _start(folder)
        yield Figure("eerste start ooit tot eerste vraag op het scherm", first_prompt, "s", 1.5)
        yield Figure("eerste start ooit tot antwoord op de eerste zin", first_answer, "s", 3)
        again = [_start(folder) for _ in range(STARTS)]
    yield Figure(
        "koude start tot eerste vraag op het scherm (p50)", median([one for one, _ in again]), "s", 1.5
    )
    yield Figure("koude start tot antwoord op de eerste zin (p50)", median([two for _, two in again]), "s")
    bare = milliseconds(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True), STARTS)
    prompt = median([one for one, _ in again])
    yield Figure("koude start / start van een leeg Python-proces", prompt * 1000 / median(bare), "x")


def _start(folder: str) -> tuple[float, float]:
    """Seconds to the first prompt, and from there to the answer on a first sentence."""
    begin = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "chat", "--jsonl", "--fresh"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "DRIEVRAGEN_DATA_DIR": folder},
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        _until_wait(process.stdout)
        prompt = time.perf_counter() - begin
        process.stdin.write(json.dumps({"text": "elke maand een eigen lijst met in- en uitstroom"}) + "\n")
        process.stdin.flush()
        _until_wait(process.stdout)
        answer = time.perf_counter() - begin - prompt
        process.stdin.close()
    return prompt, answer


def _until_wait(lines: Iterator[str]) -> None:
    for line in lines:
        if json.loads(line)["type"] == "wait":
            return
