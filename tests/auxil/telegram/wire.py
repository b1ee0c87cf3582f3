"""What goes over the line: parameters in, JSON and errors out."""

import json
from collections.abc import Mapping
from typing import TypeAlias

Json: TypeAlias = "Mapping[str, Json] | list[Json] | str | int | float | bool | None"


class ApiError(Exception):
    """An answer with `ok: false`."""

    def __init__(self, code: int, description: str, *, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.body: dict[str, Json] = {"ok": False, "error_code": code, "description": description}
        if retry_after is not None:
            self.body["parameters"] = {"retry_after": retry_after}


def bad_request(reason: str) -> ApiError:
    return ApiError(400, f"Bad Request: {reason}")


class Params:
    """The parameters of a call; each value is text, as in a form (JSON for what is not a string)."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def text(self, name: str, default: str = "") -> str:
        return self._values.get(name, default)

    def integer(self, name: str, default: int | None = None) -> int:
        try:
            return int(self._values[name])
        except KeyError:
            if default is None:
                raise bad_request(f"{name} is empty") from None
            return default
        except ValueError:
            raise bad_request(f"invalid {name} specified") from None

    def flag(self, name: str) -> bool:
        return self.text(name).lower() in ("true", "1", "yes")

    def json(self, name: str) -> str:
        """The value as it was sent; "null" when it was not sent."""
        return self.text(name, "null")

    def refuse(self, *names: str) -> None:
        """Fail loudly on what the real server knows and this one does not."""
        for name in names:
            if name in self:
                raise bad_request(f"the fake server has no {name}")


def as_form(body: Mapping[str, Json]) -> dict[str, str]:
    return {name: value if isinstance(value, str) else json.dumps(value) for name, value in body.items()}


def utf16(text: str) -> int:
    """The length in the unit Telegram counts in."""
    return len(text.encode("utf-16-le")) // 2
