"""The authored lines: a file for each kind of personal data, in families of near relatives, in two halves.

`lines/none.yaml` holds lines without personal data that look as if they had it.
"""

from enum import StrEnum
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, get_args

import yaml
from pydantic import TypeAdapter

from bot.domain.reading import PersonalData

FOLDER = Path(__file__).parent / "lines"
KINDS: tuple[PersonalData, ...] = get_args(PersonalData)
NONE = "none"

_SALT = 2050  # of 0 to 2999 the one whose halves are most alike for every kind; chosen before any measuring
_FILE = TypeAdapter(dict[str, tuple[str, ...]])


class Split(StrEnum):
    """`dev` is to learn from; `sealed` is measured once, at the end."""

    DEV = "dev"
    SEALED = "sealed"


class Line(NamedTuple):
    """What somebody might type; `kind` is the personal data in it, or None."""

    text: str
    kind: PersonalData | None
    family: str

    @property
    def split(self) -> Split:
        """Its half: by family only, so that near relatives are never apart."""
        odd = sha256(f"{_SALT}:{self.family}".encode()).digest()[0] % 2
        return Split.SEALED if odd else Split.DEV


@cache
def load_lines(folder: Path = FOLDER) -> tuple[Line, ...]:
    """All lines.

    Raises:
        ValueError: a file does not fit (pydantic's error included), or a line occurs twice.
    """
    lines = [line for kind in (*KINDS, None) for line in _of_kind(folder / f"{kind or NONE}.yaml", kind)]
    if len({line.text for line in lines}) < len(lines):
        raise ValueError(f"{folder.name}: the same line occurs twice")
    return tuple(lines)


def _of_kind(path: Path, kind: PersonalData | None) -> list[Line]:
    families = _FILE.validate_python(yaml.safe_load(path.read_text(encoding="utf-8")))
    return [Line(text, kind, family) for family, texts in families.items() for text in texts]
