"""What the embedded engine makes of authored messages: never wrong, and seldom left out."""

from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from bot.domain.slots import Slot
from bot.understanding import Reading, RuleUnderstanding

HERE = Path(__file__).parent
ENGINE = RuleUnderstanding(lambda text: "GM0344" if "Utrecht" in text else None)


class Message(BaseModel):
    model_config = ConfigDict(extra="forbid")

    said: str
    asked: Slot | None = None
    facts: dict[str, str | int | float]
    municipality: str | None = None
    intent: str | None = None
    foreign: bool = False
    refused: str | None = None

    def expected(self) -> Reading:
        return Reading.model_validate(self.model_dump(exclude={"said", "asked", "facts"}))


class Case(NamedTuple):
    asked: Slot
    expected: str
    said: str


def load_cases() -> list[Case]:
    text = (HERE / "answers.yaml").read_text(encoding="utf-8")
    given = TypeAdapter(dict[Slot, dict[str, list[str]]]).validate_python(yaml.load(text, yaml.BaseLoader))  # noqa: S506
    return [
        Case(asked, expected, said)
        for asked, values in given.items()
        for expected, sayings in values.items()
        for said in sayings
    ]


def load_messages() -> list[Message]:
    text = (HERE / "messages.yaml").read_text(encoding="utf-8")
    return TypeAdapter(list[Message]).validate_python(yaml.safe_load(text))


CASES, MESSAGES = load_cases(), load_messages()


def answer(case: Case) -> str:
    """What was read for the slot asked: a value, `unknown` or `left_out`."""
    reading = ENGINE.read(case.said, case.asked)
    if case.asked in reading.unknown:
        return "unknown"
    fact = reading.facts.get(case.asked)
    return "left_out" if fact is None else str(fact.value)


def test_there_is_enough_to_measure_on() -> None:
    assert len(CASES) + len(MESSAGES) >= 250
    assert {case.asked for case in CASES} == set(Slot)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.asked}: {case.said}")
def test_no_answer_is_read_wrong(case: Case) -> None:
    assert answer(case) in {case.expected, "left_out"}


def test_few_answers_are_left_out() -> None:
    meant = [case for case in CASES if case.expected != "left_out"]
    left_out = [case for case in meant if answer(case) == "left_out"]
    assert len(left_out) <= len(meant) * 0.05, left_out


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.said[:60])
def test_whole_messages_give_exactly_what_they_say(message: Message) -> None:
    reading = ENGINE.read(message.said, message.asked)
    assert {name: fact.value for name, fact in reading.facts.items()} == message.facts
    rest = reading.model_copy(update={"facts": {}, "agreed": None, "unknown": ()})
    assert rest == message.expected()
