"""A model that may use little, and one that gets too little time: the embedded engine takes over."""

import json
from collections.abc import Iterator, Sequence
from time import monotonic
from typing import Protocol

from bot.content import load_content
from bot.domain.reading import Understanding
from bot.language_model import LanguageModel, charged_to, reading_prompt, vocabulary
from bot.language_model.model import CHARACTERS_A_TOKEN
from bot.language_model.providers import MOST_OUT
from bot.language_model.schema import SCHEMA
from prompts import load_prompts
from tests.llm.reading import SLACK, Case, helped_by
from tests.llm.report import Guarantee
from tests.llm.witness import Purse, Witness

HURRY = 0.5
"""Seconds for a turn in which hardly any model is ready."""


class MakeModel(Protocol):
    """The model of the settings, with so many tokens for a conversation and so many seconds for a turn."""

    def __call__(self, *, tokens: int | None = None, seconds: float | None = None) -> LanguageModel:
        """A model that was not used yet; what is None is as it is set."""
        ...


def limit_guarantees(make: MakeModel, embedded: Understanding, several: Sequence[Case]) -> list[Guarantee]:
    """What has to hold when the budget is spent, and when there is no time."""
    return [
        Guarantee("wat op is, wordt niet gebruikt", len(several), tuple(_spent(make, embedded, several))),
        Guarantee(
            f"op een antwoord dat meer dan {HURRY:g} seconden kost, wacht dan niemand",
            len(several),
            tuple(_late(make, embedded, several)),
        ),
    ]


def _spent(make: MakeModel, embedded: Understanding, several: Sequence[Case]) -> Iterator[str]:
    """Messages of one conversation, with room for one question, that used more or were read otherwise."""
    room, purse = max(map(_room, several), default=0), Purse()
    model = Witness(make(tokens=room))
    engine = helped_by(model, embedded)
    for case in several:
        with charged_to("krap", purse):
            helped = engine.read(case.text, case.asked)
        refused = any(one.trouble is not None for one in model.heard.values())
        if purse.tokens > room or (refused and helped != embedded.read(case.text, case.asked)):
            yield case.text


def _late(make: MakeModel, embedded: Understanding, several: Sequence[Case]) -> Iterator[str]:
    """Messages that took too long, or were read otherwise though the model gave nothing."""
    for case in several:
        model = Witness(make(seconds=HURRY))
        plain, start = embedded.read(case.text, case.asked), monotonic()
        helped = helped_by(model, embedded).read(case.text, case.asked)
        late = monotonic() - start > HURRY + SLACK
        failed = any(one.trouble is not None for one in model.heard.values())
        if late or (failed and helped != plain):
            yield case.text


def _room(case: Case) -> int:
    """Tokens that are kept for the question about this message."""
    words = tuple(vocabulary(load_content().questions))
    prompt = reading_prompt(load_prompts()["read_facts"], words, case.text, case.asked)
    return (len(prompt.system) + len(prompt.user) + len(json.dumps(SCHEMA))) // CHARACTERS_A_TOKEN + MOST_OUT
