"""The language data beside this package: read once, checked, with the file's name in every error."""

from importlib.resources import files
from typing import Annotated, TypeVar

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError


class LanguageDataError(ValueError):
    """A taalbestand bevat een fout; de melding noemt het bestand en de plaats."""


class Data(BaseModel):
    """A closed shape: a misspelt key is an error, never silently ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _separate(given: object) -> object:
    if not isinstance(given, str):
        return given
    return tuple(phrase.strip() for phrase in given.split(",") if phrase.strip())


Phrases = Annotated[tuple[str, ...], BeforeValidator(_separate)]
"""Phrases, in the file one text with commas between them."""

Shape = TypeVar("Shape", bound=BaseModel)


def read_data(name: str, shape: type[Shape]) -> Shape:
    """The data file `name` of this package. Raises `LanguageDataError` as `parse_data` does."""
    return parse_data(files("bot.understanding").joinpath(name).read_text(encoding="utf-8"), name, shape)


def parse_data(text: str, name: str, shape: type[Shape]) -> Shape:
    """YAML `text` as `shape`.

    Raises:
        LanguageDataError: not YAML, or not of that shape; the message starts with `name`.
    """
    try:
        # The base loader makes text of everything: "yes" and "no" are words here; the shape reads numbers.
        return shape.model_validate(yaml.load(text, Loader=yaml.BaseLoader))  # noqa: S506
    except yaml.YAMLError as error:
        raise LanguageDataError(f"{name}: geen geldige YAML: {error}") from error
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(str(part) for part in fault['loc'])}: {fault['msg']}" for fault in error.errors()
        )
        raise LanguageDataError(f"{name}: {faults}") from error
