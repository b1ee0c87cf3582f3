"""Conversations that were played before, so that a run that was broken off goes on where it was."""

import hashlib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from evals.axes.variant import Variant
from evals.playing.played import Played


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True)

    key: str
    played: Played


class Cache:
    """One file a version of the assistant, to which each conversation is added as soon as it was played."""

    def __init__(self, folder: Path, assistant: str) -> None:
        """`assistant` is a digest: see `digest`."""
        self._path = folder / "played" / f"{assistant}.jsonl"
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._played = dict(_kept(self._path))

    def get(self, variant: Variant) -> Played | None:
        """What came of `variant`, if it was played before."""
        return self._played.get(_key(variant))

    def keep(self, variant: Variant, played: Played) -> None:
        """Remember it, also when this process is killed after."""
        kept = _Kept(key=_key(variant), played=played)
        self._played[kept.key] = played
        with self._path.open("a", encoding="utf-8") as file:
            file.write(f"{kept.model_dump_json()}\n")


def _kept(path: Path) -> list[tuple[str, Played]]:
    """What a file holds; a line that was broken off is left out, and ended so that the next is whole."""
    if not path.exists():
        return []
    text = path.read_text(encoding="utf-8")
    if text and not text.endswith("\n"):
        with path.open("a", encoding="utf-8") as file:
            file.write("\n")
    kept = []
    for line in text.splitlines():
        try:
            one = _Kept.model_validate_json(line)
        except ValidationError:
            continue
        kept.append((one.key, one.played))
    return kept


def _key(variant: Variant) -> str:
    return hashlib.sha256(variant.model_dump_json().encode()).hexdigest()
