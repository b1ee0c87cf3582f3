"""The channels of one user at a machine, as that user has them: what is shown, and what to type."""

import json
import re
from abc import ABC, abstractmethod
from collections.abc import Callable
from io import StringIO

from pydantic import BaseModel
from rich.console import Console

from bot.channels.jsonl import JsonLines
from bot.channels.line import LineChannel
from bot.channels.terminal import WIDTH, Terminal
from bot.content import Content
from bot.session import Incoming
from evals.axes.variant import Channel
from evals.playing.screens import Reader


class Keyboard(StringIO):
    """Every line is typed when it is read; nothing more comes after an empty one."""

    def __init__(self, typed: Callable[[], str]) -> None:
        super().__init__()
        self._typed = typed

    def readline(self, _size: int | None = -1, /) -> str:  # type: ignore[override] # typeshed has to as well
        """The next line."""
        return self._typed()


class Window(ABC):
    """A channel with what it wrote since it was last looked at."""

    channel: LineChannel

    def __init__(self) -> None:
        self._sink = StringIO()
        self._seen = 0

    def look(self) -> None:
        """Read what was written since the last look."""
        written = self._sink.getvalue()
        self._read(written[self._seen :])
        self._seen = len(written)

    @abstractmethod
    def _read(self, written: str) -> None: ...

    @abstractmethod
    def asked(self) -> str | None:
        """What is asked; None when nothing is."""

    @abstractmethod
    def guessed(self) -> str | None:
        """The value that the question guesses."""

    @abstractmethod
    def advice(self) -> tuple[str, bool] | None:
        """The outcome that is shown, and whether it is provisional."""

    @abstractmethod
    def line(self, incoming: Incoming) -> str:
        """What to type to say or choose this.

        Raises:
            LookupError: it cannot be chosen.
        """


class _Reply(BaseModel):
    """The fields of a line that matter to a user; each type has some of them."""

    type: str
    slot: str = ""
    text: str = ""
    recommendation: str = ""
    provisional: bool = False


class JsonWindow(Window):
    """JSON lines."""

    def __init__(self, keyboard: Keyboard, content: Content) -> None:
        super().__init__()
        self.channel = JsonLines(keyboard, self._sink, content.texts)
        self._reader = Reader(content)
        self._replies: list[_Reply] = []

    def _read(self, written: str) -> None:
        self._replies = [_Reply.model_validate_json(line) for line in written.splitlines()]

    def asked(self) -> str | None:
        """See `Window`."""
        question = self._newest("question")
        return None if question is None else question.slot

    def guessed(self) -> str | None:
        """See `Window`."""
        question = self._newest("question")
        return None if question is None else self._reader.guessed(question.text, question.slot)

    def advice(self) -> tuple[str, bool] | None:
        """See `Window`."""
        given = self._newest("advice")
        return None if given is None else (given.recommendation, given.provisional)

    def line(self, incoming: Incoming) -> str:
        """See `Window`."""
        said = {"text": incoming.text} if incoming.option is None else {"choose": incoming.option}
        return json.dumps(said, ensure_ascii=False) + "\n"

    def _newest(self, kind: str) -> _Reply | None:
        return next((one for one in self._replies if one.type == kind), None)


class TerminalWindow(Window):
    """The terminal: read by its words, answered by number."""

    def __init__(self, keyboard: Keyboard, content: Content) -> None:
        super().__init__()
        self.channel = Terminal(keyboard, Console(file=self._sink, width=WIDTH, no_color=True), content)
        self._reader = Reader(content)
        self._screen = ""

    def _read(self, written: str) -> None:
        self._screen = written

    def asked(self) -> str | None:
        """See `Window`."""
        return self._reader.asked(self._screen)

    def guessed(self) -> str | None:
        """See `Window`."""
        asked = self.asked()
        return None if asked is None else self._reader.guessed(self._screen, asked)

    def advice(self) -> tuple[str, bool] | None:
        """See `Window`."""
        return self._reader.advice(self._screen)

    def line(self, incoming: Incoming) -> str:
        """See `Window`."""
        if incoming.option is None:
            return f"{incoming.text}\n"
        for label in self._reader.labels(self.asked() or "", incoming.option):
            found = re.findall(rf"(?m)^│ +(\d+)  {re.escape(label)} *│$", self._screen)
            if found:
                return f"{found[-1]}\n"
        raise LookupError(f"no {incoming.option!r} among the answers on the screen")


WINDOWS: dict[Channel, Callable[[Keyboard, Content], Window]] = {
    "jsonl": JsonWindow,
    "terminal": TerminalWindow,
}
