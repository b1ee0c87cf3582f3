"""`drievragen evals`: play, keep, compare and gate runs, and say in one sentence what is missing."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.commands.evals import app, require
from bot.commands.usage import UsageError
from evals.consistency.commands import Wanted
from evals.consistency.run import FOLDER, load, path_of, save
from tests.evals.consistency.test_comparing import BAD, GOOD


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_run_is_played_kept_and_shown(here: Path) -> None:
    asked = ["run", "--engine", "rules", "--axis", "repeat", "--way", "buttons", "--limit", "1"]
    first = CliRunner().invoke(app, asked)
    assert first.exit_code == 0, first.output
    assert "5 gesprekken van 1 gevallen (dev), engine rules" in first.stdout
    assert "herhaling" in first.stdout
    played = load(here / FOLDER / "rules-dev-buttons-repeat-1.json").played
    assert {(one.axis, one.manner) for one in played} == {("undisturbed", "buttons"), ("repeat", "buttons")}


def test_two_runs_are_compared_and_one_is_gated(here: Path) -> None:
    for name, run in (("goed", GOOD), ("slecht", BAD)):
        save(run, here / path_of(name))
    compared = CliRunner().invoke(app, ["compare", "goed", str(here / path_of("slecht"))])
    assert "8 gesprekken eindigen anders" in compared.stdout
    assert CliRunner().invoke(app, ["gate", "goed"]).exit_code == 0
    gated = CliRunner().invoke(app, ["gate", "slecht"])
    assert gated.exit_code == 1
    assert "GEMIST" in gated.stdout


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["gate", "weg"], r"weg\.json"),
        (["compare", "weg", "weg"], r"weg\.json"),
        (["report", "weg"], r"weg\.json"),
        (["run", "--axis", "het-weer"], r"het-weer ken ik niet.*rewording"),
    ],
)
def test_what_is_not_there_is_told(asked: list[str], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        CliRunner().invoke(app, asked, catch_exceptions=False)


def test_a_report_is_written_or_said_to_be_impossible(here: Path) -> None:
    save(GOOD, here / path_of("goed"))
    written = CliRunner().invoke(app, ["report", "goed", "--out", "map/rapport"])
    assert written.stdout.split() == ["map/rapport/samenhang-dev.html", "map/rapport/samenhang-dev.pdf"]
    (here / "bestand").touch()
    with pytest.raises(UsageError, match="bestand: daar kan ik niet schrijven"):
        CliRunner().invoke(app, ["report", "goed", "--out", "bestand"], catch_exceptions=False)


def test_what_has_to_be_installed_is_told() -> None:
    require("evals", "json")
    with pytest.raises(UsageError, match=r"bestaat_niet: installeer het met pip install altair"):
        require("evals", "bestaat_niet")


def test_a_part_has_a_name_of_its_own() -> None:
    assert Wanted().name == "embedded-dev"
    part = Wanted(engine="openai:org/model", axes=("order", "detail"), ways=["text"], limit=3)
    assert part.name == "openai-org-model-dev-text-detail-order-3"
