"""The command `drievragen`: contracts for machines, and faults in one Dutch sentence."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.cli import main
from bot.settings import PREFIX
from tests.channels.talking import choose, text, turns_of

ROOT = Path(__file__).parent.parent
DESCRIPTION = "We willen dat begeleiders per kwartier bijhouden wat ze doen"


class Done(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("gegevens")


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], data_dir: Path, tmp_path: Path
) -> Run:
    """Runs the command in this process."""
    for name in list(os.environ):
        if name.startswith((PREFIX, "LANGSMITH_", "LANGCHAIN_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("LANGSMITH_TRACING", "false")
    monkeypatch.setenv("DRIEVRAGEN_DATA_DIR", str(data_dir))
    monkeypatch.chdir(tmp_path)

    def started(*arguments: str, stdin: str | bytes = "") -> Done:
        given = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "argv", ["drievragen", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        code = ended.value.code
        return Done(code if isinstance(code, int) else 0, out, err)

    return started


def process(*arguments: str, data_dir: Path, stdin: str = "", **settings: str) -> Done:
    """Runs the command in a process of its own."""
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith((PREFIX, "LANGSMITH_", "LANGCHAIN_"))
    }
    done = subprocess.run(
        [sys.executable, "-W", "always", "-m", "bot", *arguments],
        cwd=ROOT,
        env={**clean, "DRIEVRAGEN_DATA_DIR": str(data_dir), **settings},
        input=stdin.encode(),
        capture_output=True,
        check=False,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


class TestProcesses:
    """The contracts as machines meet them: with the shipped knowledge, in a process of its own."""

    def test_jsonl(self, data_dir: Path) -> None:
        lines = "\n".join([text(DESCRIPTION), choose("none"), "geen json", choose("none")]) + "\n"
        done = process("chat", "--jsonl", "--fresh", data_dir=data_dir, stdin=lines)
        again = process("chat", "--jsonl", "--fresh", data_dir=data_dir, stdin=lines)
        assert (done.code, done.out) == (0, again.out)
        turns = turns_of(done.out)
        assert [turn[-1]["type"] for turn in turns] == [
            "message",
            "question",
            "question",
            "error",
            "question",
        ]
        assert turns[1][0]["passages"]

    def test_search(self, data_dir: Path) -> None:
        done = process(
            "search", "tijdschrijven per cliënt", "--json", "--kind", "registratie", data_dir=data_dir
        )
        found = json.loads(done.out)
        assert (done.code, found["relevant"]) == (0, True)
        assert [passage["kind"] for passage in found["passages"]] == ["registratie"] * len(found["passages"])
        assert found["passages"][0].keys() >= {
            "id",
            "title",
            "text",
            "kind",
            "municipality",
            "source",
            "score",
            "why",
        }

    def test_a_conversation_from_a_pipe_to_the_advice(self, data_dir: Path) -> None:
        lines = "\n".join([DESCRIPTION, *["weet ik niet"] * 20])
        done = process("chat", "--fresh", data_dir=data_dir, stdin=lines, COLUMNS="200")
        assert (done.code, done.err) == (0, "")
        assert "advies: SCHRAPPEN" in done.out
        assert done.out.rstrip().endswith("Alles is bewaard. Tot ziens.")
        assert "\x1b" not in done.out


class TestAdvise:
    def test_one_in_one_out(self, run: Run, tmp_path: Path) -> None:
        given = json.dumps({"description": DESCRIPTION, "facts": {"legal_basis": "none", "purpose": "none"}})
        done = run("advise", "--json", stdin=given)
        advice = json.loads(done.out)
        assert (done.code, advice["rule"], done.err) == (0, "R03", "")
        assert advice["sources"][0]["title"]
        (tmp_path / "feiten.json").write_text(given)
        assert run("advise", "feiten.json", "--json").out == done.out
        assert "Advies: SCHRAPPEN" in run("advise", "feiten.json").out

    def test_a_list_in_a_list_out(self, run: Run) -> None:
        done = run("advise", "--json", "-", stdin=json.dumps([{"description": DESCRIPTION}] * 2))
        one, other = json.loads(done.out)
        assert one == other
        assert json.loads(run("advise", "--json", stdin="[]").out) == []

    @pytest.mark.parametrize(
        ("stdin", "says"),
        [
            ("geen json", "geen JSON"),
            (b"\xff\xfe\x00", "geen JSON"),
            (
                '[{"description": "a b"}, {"description": "a b", "facts": {"purpose": "x"}}]',
                "nummer 2: purpose",
            ),
            ('{"description": "a b", "facts": {"kleur": "x"}}', "nummer 1: "),
            ('{"description": "bsn 123456782"}', "burgerservicenummer"),
            ('{"facts": {}}', "description"),
        ],
    )
    def test_a_fault_is_one_sentence_on_standard_error(self, run: Run, stdin: str | bytes, says: str) -> None:
        done = run("advise", "--json", stdin=stdin)
        assert (done.code, done.out) == (1, "")
        assert says in done.err
        assert "Traceback" not in done.err
        assert "123456782" not in done.err

    def test_a_file_that_cannot_be_read(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "beeld.png").write_bytes(b"\x89PNG\xff")
        for name in ("er-is-niets.json", "beeld.png", "."):
            done = run("advise", "--json", name)
            assert (done.code, done.out) == (1, "")
            assert f"{name}: kan dit bestand niet lezen" in done.err


class TestUnderstand:
    def test_a_line_in_a_line_out(self, run: Run) -> None:
        lines = [
            '{"text": "We willen leren en verbeteren", "slot": null}',
            '{"text": "weet ik niet", "slot": "purpose"}',
            '{"text": "bsn 123456782"}',
            "geen json",
            '{"text": "ja", "slot": "kleur"}',
        ]
        done = run("understand", "--json", stdin="\n".join(lines))
        told, unknown, refused, wrong, no_slot = map(json.loads, done.out.splitlines())
        assert (told["facts"]["purpose"]["value"], told["unknown"], told["refused"]) == ("learning", [], None)
        assert told["facts"]["purpose"].keys() == {"value", "quote", "confidence"}
        assert unknown["unknown"] == ["purpose"]
        assert (refused["refused"], refused["facts"]) == ("bsn", {})
        assert wrong["error"].startswith("regel 4: ")
        assert no_slot["error"].startswith("regel 5: ")
        assert (done.code, done.err) == (0, "")
        assert "123456782" not in done.out


class TestFaults:
    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            (("search", "x", "--kind", "boek"), "boek"),
            (("search", "x", "--near", "Nergenshuizen"), "Nergenshuizen"),
            (("chat", "--municipality", "Nergenshuizen"), "Nergenshuizen"),
            (("validate", "er-is-niets.yaml"), "er-is-niets.yaml"),
            (("telegram",), "DRIEVRAGEN_TELEGRAM_TOKEN"),
        ],
    )
    def test_one_sentence_and_exit_1(self, run: Run, arguments: tuple[str, ...], says: str) -> None:
        done = run(*arguments)
        assert (done.code, done.out) == (1, "")
        assert says in done.err
        assert len(done.err.strip().splitlines()) == 1

    def test_a_wrong_setting(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DRIEVRAGEN_HOURLY_RATE", "veel")
        done = run("chat")
        assert (done.code, done.out) == (1, "")
        assert "DRIEVRAGEN_HOURLY_RATE: dit is geen getal" in done.err

    def test_a_folder_that_is_a_file(self, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        (tmp_path / "vol").write_text("")
        monkeypatch.setenv("DRIEVRAGEN_DATA_DIR", str(tmp_path / "vol"))
        for command in (("chat", "--jsonl"), ("search", "x")):
            done = run(*command)
            assert (done.code, done.out) == (1, "")
            assert str(tmp_path / "vol") in done.err


def test_validate_and_doctor(run: Run) -> None:
    assert "16 regels" in run("validate").out
    report = json.loads(run("doctor", "--json").out)
    assert all(check["sound"] for check in report)
    assert "goed  database" in run("doctor").out


def test_doctor_fails_when_something_is_wrong(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRIEVRAGEN_DATABASE_URL", "onzin://x")
    done = run("doctor")
    assert done.code == 1
    assert "FOUT  database" in done.out


def test_help_names_every_command(run: Run) -> None:
    out = run("--help").out
    assert all(
        name in out
        for name in ("run", "chat", "telegram", "advise", "understand", "search", "doctor", "validate")
    )
