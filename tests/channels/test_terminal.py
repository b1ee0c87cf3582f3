"""The conversation in a terminal and through a pipe."""

import os
import re
import signal
import sys
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

import pexpect
import pytest
from rich.console import Console

from bot.channels.line import Start
from bot.channels.plain import advice_as_text
from bot.channels.terminal import Terminal
from bot.dialogue import Message, Shown
from tests.channels.talking import ASSISTANT, FRESH, talk
from tests.dialogue.chat import DESCRIPTION, EXPERIENCE, TIME, Chat

ROOT = Path(__file__).parent.parent.parent
ESCAPE = "\x1b"
Talk = Callable[..., str]


@pytest.fixture
def pipe(tmp_path: Path) -> Talk:
    """Talks through a pipe and gives what was written."""

    def run(*lines: str, width: int = 80, start: Start = FRESH) -> str:
        sink = StringIO()
        source = StringIO("".join(f"{line}\n" for line in lines))
        channel = Terminal(source, Console(file=sink, highlight=False, width=width), ASSISTANT.content)
        talk(channel, tmp_path, start)
        return sink.getvalue()

    return run


def words(output: str) -> str:
    """What was written, without frames and line ends."""
    return " ".join(re.sub(r"[│╭╮╰╯─]", " ", output).split())


def test_a_whole_conversation_from_a_pipe(pipe: Talk) -> None:
    output = words(pipe(DESCRIPTION, "3", "geen duidelijk doel", "Nee", "weet ik niet", "weet ik niet"))
    assert "Ik ben een computerprogramma" in output
    assert f"Uw registratie: {DESCRIPTION}" in output
    assert "Vraag 1 van 3 · Doel" in output
    assert "Advies: SCHRAPPEN" in output
    assert output.endswith("Alles is bewaard. Tot ziens.")
    assert "U: " not in output


def test_what_is_not_read_twice_is_asked_by_number(pipe: Talk) -> None:
    output = words(pipe(DESCRIPTION, *["Dat hangt van het weer af"] * 2, "3"))
    assert "Typ nu alleen een nummer: 1. Ja, gegevens én vorm" in output
    assert "Wat wilt u vooral weten" in output


def test_no_codes_when_it_is_no_terminal(pipe: Talk) -> None:
    assert ESCAPE not in pipe(TIME, *["weet ik niet"] * 18, "/mijn", "👍")


@pytest.mark.parametrize("width", [40, 80, 200])
def test_every_line_fits(pipe: Talk, width: int) -> None:
    output = pipe(EXPERIENCE, "2", *["weet ik niet"] * 18, "/help", width=width)
    assert max(map(len, output.splitlines())) <= min(width, 100)
    assert "VOORLOPIG" in words(output).upper()
    assert "Testpassage test-ervaring" in words(output)


def test_numbers_choose_the_option_of_that_number(pipe: Talk) -> None:
    output = words(pipe(DESCRIPTION, "0", "99", "3", "7", "/terug"))
    assert output.count("Schrijft een wet voor dat u deze gegevens vraagt?") == 3
    assert output.count("Wat wilt u vooral weten met deze registratie?") == 2


def test_numbers_after_the_advice_choose_what_comes_next(pipe: Talk) -> None:
    output = words(pipe(DESCRIPTION, "3", "7", "3", "5"))
    assert "Welk antwoord wilt u veranderen?" in output
    assert "een nieuwe registratie" in words(pipe(DESCRIPTION, "3", "7", "3", "4"))


def test_later_it_goes_on_where_it_was(pipe: Talk) -> None:
    pipe(DESCRIPTION, "3")
    output = words(pipe(start=Start()))
    assert f"We gaan verder waar u was: {DESCRIPTION}" in output
    assert "Wat wilt u vooral weten" in output


def test_text_in_square_brackets_is_text() -> None:
    sink = StringIO()
    terminal = Terminal(StringIO(), Console(file=sink, highlight=False, width=80), ASSISTANT.content)
    passage = Shown(
        id="x",
        title="Eis [bijlage 3] [/i]",
        text="[red]Tekst[/]",
        kind="eis",
        source="Bron",
        certainty="hoog",
    )
    terminal.show([Message(text="[bold]Let op[/bold]", passages=(passage,))])
    for text in ("Eis [bijlage 3] [/i]", "[red]Tekst[/]", "[bold]Let op[/bold]"):
        assert text in sink.getvalue()


def test_plain_text_has_everything_of_the_card() -> None:
    text = advice_as_text(Chat(ASSISTANT).say(DESCRIPTION).finish(), ASSISTANT.content)
    assert text.startswith("Voorlopig advies: SCHRAPPEN\n")
    assert "\n\nBronnen\n- [1] " in text


@pytest.fixture
def screen(tmp_path: Path) -> Iterator["pexpect.spawn[str]"]:
    """A real terminal with a conversation in it."""
    child = pexpect.spawn(
        sys.executable,
        ["-m", "tests.channels.worker", "terminal", str(tmp_path), "fresh"],
        cwd=str(ROOT),
        env={**os.environ, "TERM": "xterm", "PYTHONUTF8": "1"},
        encoding="utf-8",
        timeout=30,
        dimensions=(40, 100),
    )
    yield child
    child.close(force=True)


def ended_well(screen: "pexpect.spawn[str]") -> bool:
    screen.expect_exact("Alles is bewaard")
    screen.expect(pexpect.EOF)
    assert "Traceback" not in str(screen.before)
    screen.close()
    return screen.exitstatus == 0


def test_in_a_terminal_it_prompts_and_takes_numbers_and_words(screen: "pexpect.spawn[str]") -> None:
    screen.expect_exact("U: ")
    screen.sendline(DESCRIPTION)
    screen.expect_exact("Schrijft een wet voor")
    screen.expect_exact("U: ")
    screen.sendline("3")
    screen.expect_exact("Wat wilt u vooral weten")
    screen.expect_exact("U: ")
    screen.sendline("leren en verbeteren")
    screen.expect_exact("Welk besluit verandert")
    screen.expect_exact("U: ")
    screen.sendeof()
    assert ended_well(screen)


@pytest.mark.parametrize("way", ["ctrl-c", "signal"])
def test_ctrl_c_ends_it_in_a_sentence(screen: "pexpect.spawn[str]", way: str) -> None:
    screen.expect_exact("U: ")
    if way == "ctrl-c":
        screen.sendintr()
    else:
        screen.kill(signal.SIGINT)
    assert ended_well(screen)
