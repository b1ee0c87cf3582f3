"""All settings, read once in `main` from the environment or `.env`; nothing reads them at import."""

import os
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.domain import Rates
from bot.faults import in_dutch

PREFIX = "DRIEVRAGEN_"


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
    data_dir: Path = Path(".data")
    database_url: SecretStr | None = None
    chroma_url: str | None = None
    embedding: str = "embedded"
    embedding_url: str | None = None
    embedding_key: SecretStr | None = None
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "WARNING"
    hourly_rate: float = Field(default=Rates().hourly_rate, gt=0)
    hours_per_fte: float = Field(default=Rates().hours_per_fte, gt=0)
    burden_low_below: float = Field(default=Rates().low_below, ge=0)
    burden_high_above: float = Field(default=Rates().high_above, gt=0)

    @field_validator("telegram_token", "database_url", mode="before")
    @classmethod
    def _empty_is_none(cls, value: object) -> object:
        return None if isinstance(value, str) and not value.strip() else value

    @field_validator("admins", mode="before")
    @classmethod
    def _numbers(cls, value: object) -> object:
        """The numbers in `1, 2`; a user of Telegram has a number above 0, a name would be another's soon."""
        if not isinstance(value, str):
            return value
        written = [one.strip() for one in value.split(",") if one.strip()]
        if not all(one.isascii() and one.isdecimal() and int(one) for one in written):
            raise ValueError("schrijf Telegram-nummers met een komma ertussen, zoals 12345,67890")
        return frozenset(map(int, written))

    @field_validator("log_level", mode="before")
    @classmethod
    def _any_case(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

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
