"""What counts after the advice: a remark is not a correction."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from bot.domain import Fact, Slot


class _Words(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    openings: tuple[str, ...]


def corrections(facts: Mapping[str, Fact], text: str) -> dict[str, Fact]:
    """The facts that `text`, said after an advice, changes.

    Who talks on about an advice also tells what they will do now, and that sounds like a registration
    that is new. So the status counts only when the message begins as somebody does who puts something right.
    """
    corrects = _opening().match(text.casefold()) is not None
    return {name: fact for name, fact in facts.items() if corrects or name != Slot.STATUS}


@cache
def _opening() -> re.Pattern[str]:
    path = files("bot.dialogue").joinpath("correcting.yaml")
    words = _Words.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    return re.compile(rf"\W*(?:{'|'.join(map(re.escape, words.openings))})(?!\w)")
