"""The help, and what is said about a command that was typed wrong, are in Dutch."""

import io
import re
import sys
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from bot.cli import app, main

ENGLISH = re.compile(r"usage|options|arguments|commands?\b|show this|default|required|missing|<\w+>", re.I)


class Done(NamedTuple):
    code: object
    out: str
    err: str


Typed = Callable[[str], Done]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Typed:
    """Runs the command with these words behind its name."""

    def run(line: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["drievragen", *line.split()])
        with pytest.raises(SystemExit) as ended:
            main()
        return Done(ended.value.code, *capsys.readouterr())

    return run


def names() -> Iterator[str]:
    """Every command and group of commands, the whole itself as an empty name."""
    root = get_command(app)
    assert isinstance(root, TyperGroup)
    yield ""
    for name, command in root.commands.items():
        yield name
        if isinstance(command, TyperGroup):
            yield from (f"{name} {one}" for one in command.commands)


@pytest.mark.parametrize("name", list(names()))
def test_the_help_of_every_command_is_dutch(name: str, typed: Typed) -> None:
    done = typed(f"{name} --help")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"Gebruik: drievragen {name}".rstrip())
    assert "Laat deze uitleg zien." in done.out
    assert not ENGLISH.search(done.out)
    filled_in = done.out.partition("Wat u invult:\n")[2].partition("\n\n")[0]
    assert all(line.split()[0].isupper() for line in filled_in.splitlines() if line[2:3].strip())


def test_the_help_says_what_to_fill_in_and_what_counts_without_it(typed: Typed) -> None:
    shown = typed("knowledge add --help").out
    assert "drievragen knowledge add [opties] PAD..." in shown
    assert re.search(r"Wat u invult:\n  PAD  +Bestanden of mappen\.", shown)
    assert re.search(r"--kind TEKST [^-]*\[gewoonlijk: eis\]", shown)
    assert "drievragen search [opties] TEKST\n" in typed("search --help").out
    assert "drievragen advise [opties] [BESTAND]\n" in typed("advise --help").out
    assert "--split dev|sealed" in typed("evals run --help").out


@pytest.mark.parametrize(
    ("line", "said", "more"),
    [
        ("serch iets", "De opdracht serch ken ik niet. Bedoelt u search?", "drievragen"),
        ("qqqqq", "De opdracht qqqqq ken ik niet.", "drievragen"),
        ("knowledge ad", "De opdracht ad ken ik niet. Bedoelt u add?", "drievragen knowledge"),
        ("chat --jsno", "De optie --jsno ken ik niet. Bedoelt u --jsonl?", "drievragen chat"),
        ("chat --xyzzy", "De optie --xyzzy ken ik niet.", "drievragen chat"),
        ("chat --jsonl=3", "Achter --jsonl mag niets staan.", "drievragen"),
        ("search --near", "Achter --near moet nog iets staan.", "drievragen"),
        ("search", "Wat nog ontbreekt: TEKST. Wat u zoekt.", "drievragen search"),
        ("validate a b", "Deze opdracht klopt niet. Misschien staat er te veel", "drievragen validate"),
        (
            "workshop --port 99999",
            "Bij --port hoort een heel getal van 1 tot en met 65535.",
            "drievragen workshop",
        ),
        ("evals run --limit 0", "Bij --limit hoort een heel getal van 1 of meer.", "drievragen evals run"),
        ("evals run --way brief", "Bij --way kiest u uit buttons, text.", "drievragen evals run"),
        ("knowledge remove een", "Bij NUMMER hoort een heel getal.", "drievragen knowledge remove"),
    ],
)
def test_what_is_typed_wrong_is_said_with_where_to_read_more(
    line: str, said: str, more: str, typed: Typed
) -> None:
    done = typed(line)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(said)
    assert done.err.endswith(f"\nMeer uitleg: {more} --help\n")
    assert done.err.count("\n") == 2


@pytest.mark.parametrize("name", ["", "knowledge", "prompts", "evals"])
def test_a_name_without_a_command_gives_the_help(name: str, typed: Typed) -> None:
    done = typed(name)
    assert done.code == 2
    assert done.err == typed(f"{name} --help").out


def test_a_question_without_an_answer_stops(
    typed: Typed, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    folder = tmp_path_factory.mktemp("bladen")
    (folder / "eisen.csv").write_text(
        "eis;aantal\nDe aanbieder meldt elke week de uren;3\n", encoding="utf-8"
    )
    monkeypatch.setattr(sys, "stdin", Terminal(""))
    monkeypatch.setenv("DRIEVRAGEN_DATA_DIR", str(folder / "gegevens"))
    done = typed(f"knowledge add {folder}/eisen.csv --municipality Almere")
    assert done.code == 1
    assert done.err.endswith("Gestopt, want er kwam geen antwoord.\n")
