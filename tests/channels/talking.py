"""A conversation over a channel, in this process, with a real store."""

import asyncio
import json
from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from typing import Any

from bot.channels.jsonl import JsonLines
from bot.channels.line import LineChannel, Start, Talk, converse
from bot.session import Session
from bot.store import Store
from tests.auxil.assistant import NOW, make_assistant

ASSISTANT = make_assistant()
TEXTS = ASSISTANT.content.texts
FRESH = Start(fresh=True)
AFTER_ADVICE = ["record", "explain", "document", "new", "change"]

Plain = dict[str, Any]


def talk(channel: LineChannel, folder: Path, start: Start) -> None:
    """Runs the conversation to the end of its input; its store is kept in `folder`."""

    async def conversation() -> None:
        store = await Store.open(f"sqlite+aiosqlite:///{folder}/gesprekken.db")
        try:
            await converse(channel, Talk(Session(ASSISTANT), store, TEXTS, folder / "documents"), start, NOW)
        finally:
            await store.close()

    asyncio.run(conversation())


def talk_json(lines: Iterable[str], folder: Path, start: Start = FRESH) -> str:
    """What is written when these lines are read."""
    sink = StringIO()
    source = StringIO("".join(f"{line}\n" for line in lines))
    talk(JsonLines(source, sink, TEXTS), folder, start)
    return sink.getvalue()


def turns_of(output: str) -> list[list[Plain]]:
    """The objects of each turn, without the `wait` that closes it."""
    turns: list[list[Plain]] = [[]]
    for line in output.splitlines():
        plain = json.loads(line)
        if plain == {"type": "wait"}:
            turns.append([])
        else:
            turns[-1].append(plain)
    assert turns.pop() == [], "the last turn was not closed"
    return turns


def text(words: str) -> str:
    """A line that says something."""
    return json.dumps({"text": words}, ensure_ascii=False)


def choose(option: str) -> str:
    """A line that chooses."""
    return json.dumps({"choose": option})
