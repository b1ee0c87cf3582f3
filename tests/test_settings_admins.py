import os
from pathlib import Path

import pytest

from bot.settings import PREFIX, SettingsError, load_settings


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No settings but those of the test."""
    for name in list(os.environ):
        if name.startswith((PREFIX, "LANGSMITH_", "LANGCHAIN_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("LANGSMITH_TRACING", "false")  # so that it is put back afterwards
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("value", "admins"),
    [("", set()), ("  ", set()), ("12", {12}), ("1,2", {1, 2}), (" 1 , 2,", {1, 2}), ("5,5", {5})],
)
def test_administrators_are_numbers_with_commas(
    monkeypatch: pytest.MonkeyPatch, value: str, admins: set[int]
) -> None:
    monkeypatch.setenv("DRIEVRAGEN_ADMINS", value)
    assert load_settings().admins == admins


@pytest.mark.parametrize("value", ["@sanne", "1;2", "1 2", "[1, 2]", "-5", "0", "1.5", "²"])
def test_what_is_no_number_gets_a_sentence(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("DRIEVRAGEN_ADMINS", value)
    with pytest.raises(SettingsError, match="DRIEVRAGEN_ADMINS: schrijf Telegram-nummers met een komma"):
        load_settings()
