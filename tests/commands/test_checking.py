"""`drievragen validate` and `drievragen doctor`."""

import os
import shutil
from pathlib import Path

import pytest

from bot.commands.checking import examine, validate_table
from bot.content import ContentError
from bot.content.loading import TABLE
from bot.settings import PREFIX, Settings


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A decision table to change."""
    return Path(shutil.copy(TABLE, tmp_path / "tabel.yaml"))


def edit(table: Path, old: str, new: str) -> int:
    """Replaces the first `old` and gives its line."""
    text = table.read_text(encoding="utf-8")
    assert old in text
    table.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_the_shipped_table_is_sound() -> None:
    assert "16 regels" in validate_table()


def test_a_passage_that_does_not_exist_is_named_with_its_line(table: Path) -> None:
    line = edit(table, "methode-samen-kiezen", "methode-samen-kiezen-oud")
    with pytest.raises(ContentError, match="methode-samen-kiezen-oud") as raised:
        validate_table(table)
    assert f"{table}, regel {line}:" in str(raised.value)


def test_a_rule_that_can_never_fire_is_named(table: Path) -> None:
    edit(table, "when: {neighbours: same}", "when: {available: full}")
    with pytest.raises(ContentError, match="R13"):
        validate_table(table)


@pytest.mark.parametrize("name", ["er-is-niets.yaml", "."])
def test_a_table_that_cannot_be_read(tmp_path: Path, name: str) -> None:
    with pytest.raises(ContentError, match="kan dit bestand niet lezen"):
        validate_table(tmp_path / name)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    for name in list(os.environ):
        if name.startswith(PREFIX):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return Settings(data_dir=tmp_path)


async def test_every_part_is_looked_at(settings: Settings) -> None:
    report = await examine(settings)
    names = ["beslistabel", "teksten", "bronnen", "database", "logboek", "telegram"]
    assert [check.name for check in report] == names
    assert all(check.sound and check.message for check in report)
    assert report[0].as_json().keys() == {"name", "sound", "message"}


async def test_a_fault_in_one_does_not_stop_the_others(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "knowledge").write_text("geen map")
    (tmp_path / "drievragen.db").write_text("geen database, maar een tekst" * 100)
    report = {check.name: check for check in await examine(settings)}
    assert [name for name, check in report.items() if not check.sound] == ["bronnen", "database", "logboek"]
    assert str(tmp_path / "knowledge") in report["bronnen"].message
    assert "drievragen.db" in report["database"].message
