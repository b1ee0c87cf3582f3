"""The Dutch sentences of this package, from `data/texts.yaml`."""

from functools import cache
from pathlib import Path

import yaml

DATA = Path(__file__).parent / "data"


@cache
def _texts() -> dict[str, str]:
    texts: dict[str, str] = yaml.safe_load((DATA / "texts.yaml").read_text(encoding="utf-8"))
    return texts


def text(key: str, **values: object) -> str:
    """The sentence called `key` with `values` filled in. Raises `KeyError` for an unknown key or gap."""
    return _texts()[key].format(**values).strip()


def remedy(field: str) -> str:
    """What to do about a wrong value of the front matter field `field`."""
    texts = _texts()
    return texts.get(f"remedy_{field}", texts["remedy"]).strip()
