"""An officer who answers in sentences, on the other end of JSON lines."""

import json
from collections import Counter
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from bot.domain import VALUES, Outcome, Slot

YES, DO_NOT_KNOW = "ja", "dat weet ik niet"
MOST_TURNS, MOST_SAYINGS = 50, 2

Sayings = Annotated[tuple[str, ...], Field(min_length=2, max_length=3)]


class Told(BaseModel):
    """A conversation: of each question the value that is meant, and how that is said at first and later."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    municipality: str
    says: str
    advice: Outcome
    answers: Mapping[str, Sayings]


def load_conversations() -> dict[str, Told]:
    """The conversations of `conversations.yaml`, by name."""
    text = Path(__file__).with_name("conversations.yaml").read_text(encoding="utf-8")
    return TypeAdapter(dict[str, Told]).validate_python(yaml.safe_load(text))


class Officer(StringIO):
    """Lines to read: what the officer types after what was written to `heard`, up to the advice.

    `asked` counts how often each question came, `confirmed` how often "ja" to a guess was enough and
    `numbered` how often it took the number of an answer, as who is not understood twice is invited to type.
    """

    def __init__(self, told: Told, heard: StringIO) -> None:
        super().__init__()
        self.asked: Counter[str] = Counter()
        self.typed: list[str] = []
        self.confirmed = self.numbered = 0
        self.advice: dict[str, Any] | None = None
        self._told = told
        self._heard = heard
        self._read = 0

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]  # as StringIO itself has it
        """The next line; nothing after the advice, or when it takes too long."""
        reply = self._listen()
        if reply is not None and reply["type"] == "advice":
            self.advice = reply
            return ""
        if len(self.typed) == MOST_TURNS:
            return ""
        self.typed.append(self._told.says if reply is None else self._answer(reply))
        return json.dumps({"text": self.typed[-1]}, ensure_ascii=False)

    @property
    def twice(self) -> list[str]:
        """What was asked more than once."""
        return [slot for slot, times in self.asked.items() if times > 1]

    @property
    def misread(self) -> dict[str, str]:
        """What the advice rests on, though something else was meant in the answer to that question."""
        facts = self.advice["facts"] if self.advice else {}
        return {
            slot: facts[slot]["value"]
            for slot in self.asked.keys() & self._told.answers.keys() & facts.keys()
            if facts[slot]["value"] != self._told.answers[slot][0]
        }

    def _listen(self) -> dict[str, Any] | None:
        """The question or the advice of the last turn, if there was one."""
        written = self._heard.getvalue()
        new, self._read = written[self._read :], len(written)
        replies = [json.loads(line) for line in new.splitlines()]
        return next((one for one in reversed(replies) if one["type"] in ("question", "advice")), None)

    def _answer(self, question: dict[str, Any]) -> str:
        slot = question["slot"]
        self.asked[slot] += 1
        meant, *says = self._told.answers.get(slot, (None, DO_NOT_KNOW))
        if self.asked[slot] > 1 and question["proposal"] == meant:
            self.confirmed += 1
            return YES
        if self.asked[slot] > MOST_SAYINGS and meant is not None:  # by now the number is asked for
            self.numbered += 1
            return str(VALUES[Slot(slot)].index(meant) + 1)
        return says[min(self.asked[slot], len(says)) - 1]
