import os
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.building import build_language_model
from bot.language_model import LanguageModelUnavailable
from bot.settings import PREFIX, Settings, SettingsError, load_settings

KEY = "sk-geheim"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No settings but those of the test."""
    for name in list(os.environ):
        if name.startswith((PREFIX, "LANGSMITH_", "LANGCHAIN_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("LANGSMITH_TRACING", "false")  # so that it is put back afterwards
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("value", ["", "  "])
def test_without_a_setting_there_is_no_model(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv(f"{PREFIX}LLM", value)
    assert build_language_model(load_settings()) is None


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("LLM_TIMEOUT", "0", "meer zijn dan 0"),
        ("LLM_TIMEOUT", "inf", "geen getal"),
        ("LLM_TOKENS_PER_DAY", "-1", "0 of meer"),
        ("LLM_PRICE_IN", "-1", "0 of meer"),
        ("LLM_METHOD", "raden", "kies uit"),
    ],
)
def test_a_wrong_value_gives_a_sentence(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str
) -> None:
    monkeypatch.setenv(f"{PREFIX}{name}", value)
    with pytest.raises(SettingsError, match=says) as raised:
        load_settings()
    assert f"{PREFIX}{name}" in str(raised.value)


def test_the_key_is_not_shown() -> None:
    assert KEY not in repr(Settings(llm_key=SecretStr(KEY)))


def test_a_model_is_named_as_it_is_set() -> None:
    model = build_language_model(Settings(llm="openai:x", llm_url="http://localhost:8000/v1"))
    assert model is not None
    assert model.name == "openai:x"


def test_a_model_that_cannot_be_used_is_a_fault_in_the_settings() -> None:
    with pytest.raises(LanguageModelUnavailable) as raised:
        build_language_model(Settings(llm="gpt-9"))
    assert isinstance(raised.value, SettingsError)
