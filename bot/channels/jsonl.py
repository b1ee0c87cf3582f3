"""The conversation as JSON lines: a stable interface for machines.

In: `{"text": …}` or `{"choose": option-id}`. Out: one object a line, each turn closed by
`{"type": "wait"}`. Nothing but JSON goes to standard output.
"""

import json
from collections.abc import Iterable, Iterator
from typing import TextIO

from pydantic import BaseModel, ConfigDict, JsonValue

from bot.channels.line import Line, LineChannel
from bot.content import Texts
from bot.dialogue import AdviceGiven, Question, Refused
from bot.explanation import advice_as_json
from bot.session import Incoming


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    text: str | None = None
    choose: str | None = None


def as_json(reply: Line) -> dict[str, JsonValue]:
    """A reply as plain values."""
    if isinstance(reply, AdviceGiven):
        options: JsonValue = [option.model_dump(mode="json") for option in reply.options]
        return {"type": "advice", **advice_as_json(reply.advice, reply.shown), "options": options}
    plain: dict[str, JsonValue] = reply.model_dump(
        mode="json", exclude={"turn"} if isinstance(reply, Question) else None
    )
    return {"type": plain.pop("type"), **plain}


class JsonLines(LineChannel):
    """Reads and writes JSON lines."""

    def __init__(self, source: TextIO, sink: TextIO, texts: Texts) -> None:
        self._source = source
        self._sink = sink
        self._texts = texts

    def incoming(self) -> Iterator[Incoming]:
        """What the other side does; a line that cannot be read is answered and passed over."""
        for line in self._source:
            if not line.strip():
                continue
            try:
                read = _Line.model_validate_json(line)
                if (read.text is None) == (read.choose is None):
                    raise ValueError("one of text and choose")
            except ValueError:  # also pydantic's own
                self.show((Refused(text=self._texts.say("wrong_line")),))
                continue
            yield Incoming(text=read.text, option=read.choose)

    def show(self, replies: Iterable[Line]) -> None:
        """Writes a turn and closes it."""
        for plain in (*map(as_json, replies), {"type": "wait"}):
            self._sink.write(json.dumps(plain, ensure_ascii=False) + "\n")
        self._sink.flush()
