"""All settings, read once in `main` from the environment or `.env`; nothing reads them at import."""

import os
import re
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.domain import Rates
from bot.faults import in_dutch

PREFIX = "DRIEVRAGEN_"

_SECRET = re.compile(r"[A-Za-z0-9_-]{32,256}")
"""Telegram takes shorter ones too, but those can be guessed."""


_PERSON = re.compile(r"0*[1-9][0-9]{0,18}")
_ANYBODY = re.compile(r"-?0*[1-9][0-9]{0,18}")


class SettingsError(Exception):
    """Een instelling klopt niet; de melding noemt de naam van de instelling en de remedie."""


class Settings(BaseSettings):
    """Settings with prefix `DRIEVRAGEN_`; `.env.example` explains each in one line."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
    )

    telegram_token: SecretStr | None = None
    telegram_api_url: str = "https://api.telegram.org"
    admins: Annotated[frozenset[int], NoDecode] = frozenset()
    access: Literal["open", "list", "invitation"] = "open"
    allowed: Annotated[frozenset[int], NoDecode] = frozenset()
    turns_per_minute: int = Field(default=30, ge=1)
    keep_days: int | None = Field(default=None, ge=1, le=36_500)
    keep_decided_days: int | None = Field(default=None, ge=1, le=36_500)
    data_dir: Path = Path(".data")
    database_url: SecretStr | None = None
    chroma_url: str | None = None
    embedding: str = "embedded"
    embedding_url: str | None = None
    embedding_key: SecretStr | None = None
    llm: str | None = None
    llm_url: str | None = None
    llm_key: SecretStr | None = None
    llm_method: Literal["json_schema", "function_calling", "json_mode"] = "json_schema"
    llm_timeout: float = Field(default=12.0, gt=0, allow_inf_nan=False)
    llm_tokens_per_day: int = Field(default=2_000_000, ge=0)
    llm_tokens_per_chat: int = Field(default=100_000, ge=0)
    llm_euros_per_day: float = Field(default=10.0, ge=0)
    llm_euros_per_chat: float = Field(default=1.0, ge=0)
    llm_price_in: float = Field(default=0.0, ge=0)
    llm_price_out: float = Field(default=0.0, ge=0)
    http_host: str = "127.0.0.1"
    http_port: int | None = Field(default=None, ge=1, le=65535)
    webhook_secret: SecretStr | None = None
    public_url: str | None = None
    webhook_url: str | None = None  # after what it needs, so that its check sees those
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "WARNING"
    log_format: Literal["text", "json"] = "text"
    hourly_rate: float = Field(default=Rates().hourly_rate, gt=0)
    hours_per_fte: float = Field(default=Rates().hours_per_fte, gt=0)
    burden_low_below: float = Field(default=Rates().low_below, ge=0)
    burden_high_above: float = Field(default=Rates().high_above, gt=0)

    @field_validator(
        *(
            "telegram_token",
            "database_url",
            "llm",
            "llm_url",
            "llm_key",
            "webhook_secret",
            "webhook_url",
            "public_url",
        ),
        mode="before",
    )
    @classmethod
    def _empty_is_none(cls, value: object) -> object:
        return None if isinstance(value, str) and not value.strip() else value

    @field_validator("admins", mode="before")
    @classmethod
    def _people(cls, value: object) -> object:
        """The numbers in `1, 2`; a user of Telegram has a number above 0, a name would be another's soon."""
        return _numbers(value, _PERSON, "12345,67890")

    @field_validator("allowed", mode="before")
    @classmethod
    def _people_and_groups(cls, value: object) -> object:
        """The numbers in `1, -2`; a group has one below 0."""
        return _numbers(value, _ANYBODY, "12345,-1001234567890")

    @field_validator("log_level", mode="before")
    @classmethod
    def _any_case(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @field_validator("webhook_secret")
    @classmethod
    def _as_telegram_takes_it(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not _SECRET.fullmatch(value.get_secret_value()):
            raise ValueError("gebruik 32 tot 256 letters, cijfers, _ of -, zonder iets anders")
        return value

    @field_validator("public_url")
    @classmethod
    def _an_address(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("https://", "http://")):
            raise ValueError("schrijf het hele adres, zoals https://bot.voorbeeld.nl")
        return value and value.rstrip("/")

    @field_validator("webhook_url")
    @classmethod
    def _complete(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is None:
            return None
        if not value.startswith(("https://", "http://")):
            raise ValueError("schrijf het hele adres, zoals https://bot.voorbeeld.nl/telegram")
        for name in ("http_port", "webhook_secret"):
            if info.data.get(name) is None:
                raise ValueError(f"vul dan ook {PREFIX}{name.upper()} in")
        return value

    @property
    def secrets(self) -> tuple[str, ...]:
        """Every value that must never be shown."""
        values = (getattr(self, name) for name in type(self).model_fields)
        return tuple(value.get_secret_value() for value in values if isinstance(value, SecretStr))

    @property
    def pages_url(self) -> str | None:
        """Where people find the pages: what is set, else where updates come in, else this machine."""
        if self.public_url is not None or self.http_port is None:
            return self.public_url
        if self.webhook_url is not None:
            parts = urlsplit(self.webhook_url)
            return f"{parts.scheme}://{parts.netloc}"
        host = "localhost" if self.http_host in ("0.0.0.0", "::", "127.0.0.1") else self.http_host  # noqa: S104
        return f"http://{host}:{self.http_port}"

    @property
    def store_url(self) -> str:
        """The database to use: the one that is set, else a file in the data folder."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite+aiosqlite:///{(self.data_dir / 'drievragen.db').absolute()}"

    @property
    def rates(self) -> Rates:
        """The assumptions behind the burden."""
        return Rates(
            hourly_rate=self.hourly_rate,
            hours_per_fte=self.hours_per_fte,
            low_below=self.burden_low_below,
            high_above=self.burden_high_above,
        )


def secret(value: SecretStr | None) -> str | None:
    """What is kept secret, for the one call that needs it."""
    return None if value is None else value.get_secret_value()


def _numbers(value: object, form: re.Pattern[str], example: str) -> object:
    """The numbers of a list with commas; what is no text is for pydantic to check."""
    if not isinstance(value, str):
        return value
    written = [one.strip() for one in value.split(",") if one.strip()]
    if not all(form.fullmatch(one) for one in written):
        raise ValueError(f"schrijf Telegram-nummers met een komma ertussen, zoals {example}")
    return frozenset(map(int, written))


def load_settings() -> Settings:
    """The settings, checked.

    Raises:
        SettingsError: a value does not fit, or tracing of LangChain is switched on.
    """
    traced = sorted(
        name
        for name, value in os.environ.items()
        if name.startswith(("LANGSMITH_", "LANGCHAIN_"))
        and not (name == "LANGSMITH_TRACING" and value.casefold() == "false")
    )
    if traced:
        raise SettingsError(
            f"{', '.join(traced)}: haal deze variabelen weg; ze sturen gesprekken naar een ander bedrijf."
        )
    os.environ["LANGSMITH_TRACING"] = "false"
    try:
        settings = Settings()
        _ = settings.rates
    except ValidationError as error:
        faults = "\n".join(f"{_variable(fault)}: {in_dutch(fault)}" for fault in error.errors())
        raise SettingsError(f"Een instelling klopt niet (omgeving of .env):\n{faults}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f".env: kan dit bestand niet lezen ({error.__class__.__name__}).") from None
    return settings


def _variable(fault: ErrorDetails) -> str:
    """The variable with this fault; two when it is about how the bounds of the burden compare."""
    name = "_".join(map(str, fault["loc"])).upper()
    return f"{PREFIX}{name}" if name else f"{PREFIX}BURDEN_LOW_BELOW, {PREFIX}BURDEN_HIGH_ABOVE"
