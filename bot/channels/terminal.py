"""The conversation in a terminal: panels, the step you are in, options by number or by word."""

import signal
from collections.abc import Iterable, Iterator
from typing import TextIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.text import Text

from bot.channels.line import Line, LineChannel, Saved
from bot.content import Content
from bot.dialogue import (
    AdviceGiven,
    Choice,
    Explanation,
    File,
    Forgotten,
    Message,
    Option,
    Question,
    Refused,
    Shown,
    Understood,
)
from bot.domain import Outcome
from bot.explanation import explain
from bot.session import Incoming

WIDTH = 100
COLOURS = {Outcome.BEHOUDEN: "green", Outcome.STANDAARDISEREN: "cyan", Outcome.SCHRAPPEN: "red"}


class Terminal(LineChannel):
    """Draws replies with Rich and reads lines; from a pipe it reads without a prompt."""

    def __init__(self, source: TextIO, console: Console, content: Content) -> None:
        self._source = source
        self._console = console
        self._content = content
        self._say = content.texts.say
        self._options: tuple[Option, ...] = ()

    def incoming(self) -> Iterator[Incoming]:
        """What the user types; a number chooses an option of the last question."""
        while True:
            line = self._line()
            if not line:
                self._console.print(f"\n{self._say('bye')}")
                return
            text = line.strip()
            if not text:
                continue
            if text.isdecimal() and 1 <= int(text[:4]) <= len(self._options):
                yield Incoming(option=self._options[int(text[:4]) - 1].id)
            else:
                yield Incoming(text=text)

    def _line(self) -> str:
        """A line of the user; nothing at the end of the input or after Ctrl-C."""
        # asyncio makes Ctrl-C wait for the task, and the task waits here for the user.
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            if self._source.isatty():
                self._console.print(self._say("terminal_prompt"), end="", style="bold")
            return self._source.readline()
        except (KeyboardInterrupt, UnicodeDecodeError):
            return ""
        finally:
            signal.signal(signal.SIGINT, before)

    def show(self, replies: Iterable[Line]) -> None:
        """Draws one turn; the options of its last question can be chosen by number."""
        for reply in replies:
            match reply:
                case Message():
                    self._print(Padding(Text(reply.text), (1, 1)))
                    self._passages(reply.passages)
                case Forgotten():
                    self._options = ()
                    self._print(Padding(Text(reply.text), (1, 1)))
                case Refused():
                    self._print(Panel(Text(reply.text), border_style="yellow"))
                case Choice():
                    self._print(Panel(Text(reply.text), border_style="blue"))
                    self._choices(reply.options)
                case Explanation():
                    self._explanation(reply)
                case Saved():
                    self._print(Text(self._say("document_saved", path=reply.path)))
                case File():
                    raise TypeError("a file is saved before it is shown")
                case Understood():
                    self._understood(reply)
                case Question():
                    self._question(reply)
                case AdviceGiven():
                    self._advice(reply)

    def _understood(self, reply: Understood) -> None:
        lines = [Text(reply.text), Text(f"\n{self._say('description_title')}: {reply.description}")]
        lines += [
            Text(f"{item.label}: {item.text}", style="dim" if item.quote is None else "")
            for item in reply.items
        ]
        self._print(Panel(Group(*lines), title=Text(self._say("understood_title")), border_style="blue"))
        if reply.passages:
            self._print(Text(self._say("exists_title"), style="bold"))
            self._passages(reply.passages)

    def _question(self, reply: Question) -> None:
        self._options = reply.options
        self._passages(reply.passages)
        lines: list[RenderableType] = [Text(reply.text), Text("")]
        for number, option in enumerate(reply.options, start=1):
            proposed = option.id == reply.proposal
            label = self._say("proposal_mark", label=option.label) if proposed else option.label
            lines.append(Text(f"{number:>3}  {label}", style="bold" if proposed else ""))
        if reply.possible:
            outcomes = ", ".join(self._say(f"outcome_{outcome.value}") for outcome in reply.possible)
            lines.append(Text(f"\n{self._say('possible', outcomes=outcomes)}", style="dim"))
        lines.append(Text(self._say("terminal_hint"), style="dim"))
        self._print(Panel(Group(*lines), title=Text(reply.title), border_style="magenta"))

    def _advice(self, reply: AdviceGiven) -> None:
        card = explain(reply, self._content)
        parts: list[RenderableType] = [Text(line) for line in card.summary]
        for section in card.sections:
            parts.append(Text(f"\n{section.title}", style="bold"))
            parts += [Text(f"• {line}") for line in section.lines]
        self._print(Panel(Group(*parts), title=Text(card.heading), border_style=COLOURS[card.outcome]))
        self._choices(reply.options)

    def _explanation(self, reply: Explanation) -> None:
        parts: list[RenderableType] = [Text(line) for line in reply.summary]
        for part in reply.parts:
            parts.append(Text(f"\n{part.title}", style="bold"))
            parts += [Text(f"• {line}") for line in part.lines]
        self._print(Panel(Group(*parts), title=Text(reply.title), border_style="blue"))
        ready = Text("\n\n".join((*reply.ready.lines, "\n".join(reply.ready_sources))))
        self._print(Panel(ready, title=Text(reply.ready.title), border_style="dim"))
        self._choices(reply.options)

    def _choices(self, options: tuple[Option, ...]) -> None:
        self._options = options
        for number, option in enumerate(options, start=1):
            self._print(Text(f"{number:>3}  {option.label}"))

    def _passages(self, passages: Iterable[Shown]) -> None:
        for passage in passages:
            body = Text(f"{passage.text}\n")
            body.append(passage.source, style="dim italic")
            self._print(Panel(body, title=Text(passage.title), title_align="left", border_style="dim"))

    def _print(self, what: RenderableType) -> None:
        self._console.print(what, width=min(WIDTH, self._console.width))
