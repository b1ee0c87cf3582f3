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


def test_who_may_are_people_and_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRIEVRAGEN_ACCESS", "list")
    monkeypatch.setenv("DRIEVRAGEN_ALLOWED", "12, -1001234567890")
    settings = load_settings()
    assert settings.access == "list"
    assert settings.allowed == {12, -1001234567890}


@pytest.mark.parametrize("value", ["@groep", "-", "--5", "-0", "1-2"])
def test_what_is_no_number_of_a_group_gets_a_sentence(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("DRIEVRAGEN_ALLOWED", value)
    with pytest.raises(SettingsError, match="DRIEVRAGEN_ALLOWED: schrijf Telegram-nummers met een komma"):
        load_settings()


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("ACCESS", "iedereen", "kies uit"),
        ("TURNS_PER_MINUTE", "0", "1 of meer"),
        ("KEEP_DAYS", "0", "1 of meer"),
        ("KEEP_DECIDED_DAYS", "-1", "1 of meer"),
    ],
)
def test_a_wrong_rule_of_the_house_gets_a_sentence(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str
) -> None:
    monkeypatch.setenv(f"DRIEVRAGEN_{name}", value)
    with pytest.raises(SettingsError, match=f"DRIEVRAGEN_{name}: .*{says}"):
        load_settings()


def test_without_settings_everybody_may_and_all_is_kept() -> None:
    settings = load_settings()
    assert settings.access == "open"
    assert (settings.allowed, settings.turns_per_minute) == (frozenset(), 30)
    assert (settings.keep_days, settings.keep_decided_days) == (None, None)
