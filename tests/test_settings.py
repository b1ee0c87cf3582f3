import os
from pathlib import Path

import pytest

from bot.domain import Rates
from bot.settings import PREFIX, Settings, SettingsError, load_settings

TOKEN = "123456:geheim-token"
ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No settings but those of the test: not of this machine, and no file."""
    for name in list(os.environ):
        if name.startswith((PREFIX, "LANGSMITH_", "LANGCHAIN_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("LANGSMITH_TRACING", "false")  # so that it is put back afterwards
    monkeypatch.chdir(tmp_path)


def test_without_settings_everything_has_a_value() -> None:
    settings = load_settings()
    assert settings.telegram_token is None
    assert settings.rates == Rates()
    assert settings.store_url == f"sqlite+aiosqlite:///{Path.cwd() / '.data' / 'drievragen.db'}"


def test_from_the_environment_with_the_prefix(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRIEVRAGEN_HOURLY_RATE", "60.5")
    monkeypatch.setenv("DRIEVRAGEN_LOG_LEVEL", "debug")
    monkeypatch.setenv("DRIEVRAGEN_DATABASE_URL", "postgresql+asyncpg://db/x")
    monkeypatch.setenv("HOURS_PER_FTE", "1")
    settings = load_settings()
    assert settings.rates.hourly_rate == 60.5
    assert settings.rates.hours_per_fte == 1500
    assert settings.log_level == "DEBUG"
    assert settings.store_url == "postgresql+asyncpg://db/x"


def test_from_a_file_in_the_folder_and_the_environment_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("DRIEVRAGEN_DATA_DIR=gegevens\nDRIEVRAGEN_HOURLY_RATE=50\n", encoding="utf-8")
    monkeypatch.setenv("DRIEVRAGEN_HOURLY_RATE", "70")
    settings = load_settings()
    assert settings.data_dir == Path("gegevens")
    assert settings.hourly_rate == 70


@pytest.mark.parametrize("empty", ["", "  "])
def test_an_empty_token_is_none(monkeypatch: pytest.MonkeyPatch, empty: str) -> None:
    monkeypatch.setenv("DRIEVRAGEN_TELEGRAM_TOKEN", empty)
    assert load_settings().telegram_token is None


def test_an_empty_value_is_the_usual_one() -> None:
    Path(".env").write_text("DRIEVRAGEN_DATA_DIR=\nDRIEVRAGEN_HOURLY_RATE=\n", encoding="utf-8")
    settings = load_settings()
    assert (settings.data_dir, settings.hourly_rate) == (Path(".data"), 45)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("HOURLY_RATE", "veel", "geen getal"),
        ("HOURLY_RATE", "0", "meer zijn dan 0"),
        ("HOURS_PER_FTE", "-1", "meer zijn dan 0"),
        ("HOURLY_RATE", "inf", "geen getal"),
        ("BURDEN_LOW_BELOW", "-1", "0 of meer"),
        ("BURDEN_LOW_BELOW", "500", "groter dan"),
        ("LOG_LEVEL", "praat", "kies uit"),
        ("LOG_FORMAT", "xml", "kies uit"),
        ("HTTP_PORT", "0", "1 of meer"),
        ("WEBHOOK_SECRET", "geheim-kort", "32 tot 256"),
        ("WEBHOOK_SECRET", f"{'geheim-' * 5}!", "32 tot 256"),
        ("WEBHOOK_URL", "bot.voorbeeld.nl", "het hele adres"),
    ],
)
def test_a_wrong_value_gives_a_sentence_with_the_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str
) -> None:
    monkeypatch.setenv("DRIEVRAGEN_TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv(f"DRIEVRAGEN_{name}", value)
    with pytest.raises(SettingsError) as raised:
        load_settings()
    assert f"DRIEVRAGEN_{name}" in str(raised.value)
    assert says in str(raised.value)
    assert "geheim" not in str(raised.value)
    assert raised.value.__cause__ is None


def test_a_webhook_needs_a_port_and_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRIEVRAGEN_WEBHOOK_URL", "https://bot.voorbeeld.nl/telegram")
    for name, value in (("HTTP_PORT", "8080"), ("WEBHOOK_SECRET", "geheim-woord" * 4)):
        with pytest.raises(SettingsError, match=rf"WEBHOOK_URL: .*DRIEVRAGEN_{name}"):
            load_settings()
        monkeypatch.setenv(f"DRIEVRAGEN_{name}", value)
    settings = load_settings()
    assert settings.webhook_url == "https://bot.voorbeeld.nl/telegram"
    assert settings.secrets == ("geheim-woord" * 4,)


def test_a_file_that_is_no_text() -> None:
    Path(".env").write_bytes(b"DRIEVRAGEN_LOG_LEVEL=\xff\xfe")
    with pytest.raises(SettingsError, match=r"\.env"):
        load_settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LANGSMITH_TRACING", "true"),
        ("LANGSMITH_API_KEY", "geheim"),
        ("LANGCHAIN_TRACING_V2", "true"),
        ("LANGCHAIN_PROJECT", "x"),
    ],
)
def test_tracing_to_another_company_is_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=name) as raised:
        load_settings()
    assert "geheim" not in str(raised.value)


@pytest.mark.parametrize("value", ["false", "False", "FALSE"])
def test_tracing_switched_off_is_allowed(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("LANGSMITH_TRACING", value)
    assert load_settings().log_level == "WARNING"
    assert os.environ["LANGSMITH_TRACING"] == "false"


def test_secrets_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRIEVRAGEN_TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("DRIEVRAGEN_DATABASE_URL", "postgresql+asyncpg://ik:geheim-woord@db/x")
    settings = load_settings()
    assert "geheim" not in f"{settings!r} {settings} {settings.model_dump_json()}"
    assert settings.telegram_token is not None
    assert settings.telegram_token.get_secret_value() == TOKEN


def test_the_example_has_every_setting_with_its_usual_value_and_a_line_of_explanation(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    named = {line.partition("=")[0]: number for number, line in enumerate(lines) if line[:1] not in ("#", "")}
    assert named.keys() == {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    assert all(lines[number - 1].startswith("# ") for number in named.values())
    usual = load_settings()
    Path(".env").write_text("\n".join(lines), encoding="utf-8")
    assert load_settings() == usual
