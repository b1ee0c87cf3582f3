"""One line for each event, in text or JSON, without secrets, others' values, or the words of a fault."""

import json
import logging
import sys
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.logs import HIDDEN, NOISY, Form, Redactor, configure, kind_of

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
SECRET = "webhook-geheim-0123456789-abcdefghijk"
WORDS = "mevrouw Jansen wil thuiszorg"
OURS, THEIRS = logging.getLogger("bot.iets"), logging.getLogger("andere.bibliotheek")

FORMS: tuple[Form, ...] = ("text", "json")


Start = Callable[[str, Form, list[str]], None]


@pytest.fixture
def start() -> Iterator[Start]:
    """`configure` as in a process of its own, without the handlers of pytest; all as it was afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in NOISY}

    def alone(level: str, form: Form, secrets: list[str]) -> None:
        root.handlers.clear()
        configure(level, form, secrets)

    yield alone
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, old in levels.items():
        logging.getLogger(name).setLevel(old)


def fails(with_words: str) -> None:
    raise ValueError(with_words)


def record(logger: logging.Logger, text: str, *args: object) -> logging.LogRecord:
    return logger.makeRecord(logger.name, logging.ERROR, "", 1, text, args, None)


def test_json_is_one_object_a_line(start: Start, capsys: pytest.CaptureFixture[str]) -> None:
    start("INFO", "json", [])
    OURS.info("eerste\nregel %d", 1)
    OURS.error("mis: %s", ValueError("x"))
    first, second = map(json.loads, capsys.readouterr().err.splitlines())
    assert first["message"] == "eerste\nregel 1"
    assert (first["level"], first["logger"]) == ("INFO", "bot.iets")
    assert first["time"].endswith("+00:00")
    assert "kind" not in first
    assert second["kind"] == "ValueError"


def test_text_is_for_people(start: Start, capsys: pytest.CaptureFixture[str]) -> None:
    start("WARNING", "text", [])
    OURS.info("te veel")
    OURS.warning("let op: %s", "iets")
    (line,) = capsys.readouterr().err.splitlines()
    assert line.endswith("WARNING bot.iets let op: iets")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "said",
    [
        f"aanroep van /bot{TOKEN}/sendMessage mislukt",
        f"geheim: {SECRET}.",
        "database postgresql+asyncpg://naam:wacht:woord@db/drievragen",
        "een ander token 987654321:AAEabcdefghijklmnopqrstuvwxyz0123456",
    ],
)
def test_secrets_are_taken_out(
    form: Form, said: str, start: Start, capsys: pytest.CaptureFixture[str]
) -> None:
    start("INFO", form, [TOKEN, SECRET, ""])
    OURS.error("%s", said)
    OURS.error(said)
    err = capsys.readouterr().err
    assert err.count(HIDDEN) == 2
    assert not [part for part in (TOKEN, SECRET, "wacht", "AAEabc") if part in err]


@pytest.mark.parametrize("form", FORMS)
def test_of_an_exception_only_its_kind_and_its_place(
    form: Form, start: Start, capsys: pytest.CaptureFixture[str]
) -> None:
    start("INFO", form, [])
    for logger in (OURS, THEIRS):
        try:
            fails(WORDS)
        except ValueError:
            logger.exception("mislukt")
    err = capsys.readouterr().err
    assert err.count("ValueError") >= 2
    assert err.count("in fails") == 2
    assert "Jansen" not in err


@pytest.mark.parametrize("form", FORMS)
def test_of_other_libraries_only_the_first_line_without_values(
    form: Form, start: Start, capsys: pytest.CaptureFixture[str]
) -> None:
    start("INFO", form, [])
    THEIRS.warning("no answer to %s", WORDS)
    THEIRS.error(f"Task exception was never retrieved\nfuture: <Task exception=ValueError('{WORDS}')>")
    err = capsys.readouterr().err
    assert "no answer to %s" in err
    assert "Task exception was never retrieved" in err
    assert "Jansen" not in err


@pytest.mark.parametrize("name", NOISY)
def test_libraries_that_tell_much_tell_only_warnings(
    name: str, start: Start, capsys: pytest.CaptureFixture[str]
) -> None:
    start("DEBUG", "text", [])
    logging.getLogger(name).info("alles")
    assert capsys.readouterr().err == ""
    logging.getLogger(name).warning("mis")
    assert "mis" in capsys.readouterr().err


@given(st.lists(st.text(min_size=1), max_size=4), st.text())
def test_no_secret_is_left_whatever_it_is(secrets: list[str], text: str) -> None:
    said = "".join([text, *secrets, text, *secrets])
    line = Redactor(secrets).line(record(OURS, "%s", said))
    assert not [
        one for one in secrets if one in line.replace(HIDDEN, "\0") and one not in "\0" and one != "*"
    ]


def test_kinds() -> None:
    assert kind_of(record(OURS, "%s", KeyError("x"))) == "KeyError"
    assert kind_of(record(OURS, "zomaar")) == "bot.iets"
    given_kind = OURS.makeRecord("bot.iets", 40, "", 1, "x", (), None, extra={"kind": "Eigen"})
    assert kind_of(given_kind) == "Eigen"
    try:
        fails("x")
    except ValueError:
        assert kind_of(OURS.makeRecord("bot.iets", 40, "", 1, "x", (), sys.exc_info())) == "ValueError"
