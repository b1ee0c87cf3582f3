"""What a conversation takes and what the registration takes, as they are kept."""

import json
from collections.abc import Iterator

import pytest

from bot.building import build_rules
from bot.content import load_content
from bot.language_model import (
    Budget,
    LanguageModel,
    LanguageModelUnderstanding,
    Limits,
    MemoryLedger,
    Patience,
    Prices,
    make_chat_model,
    schema_options,
)
from evals.axes.generating import undisturbed, variants
from evals.cases import Case, InNumbers
from evals.playing.played import Costs, Played
from evals.playing.stage import Stage
from prompts import load_prompts
from tests.auxil.assistant import FakeSearcher
from tests.auxil.chat_model import KEY, MODEL, ChatModel, serving, tokens
from tests.evals.example import DROP, KEEP, TABLE

ANSWER = json.dumps({"facts": []})
SPEC = f"openai:{MODEL}"
PRICES = Prices(into=1.0, out=4.0)


@pytest.fixture
def service() -> Iterator[ChatModel]:
    with serving(lambda _: ANSWER) as running:
        yield running


def helped(service: ChatModel) -> Stage:
    """The rules, helped by the model."""
    model = LanguageModel(
        make_chat_model(SPEC, url=service.url, key=KEY, seconds=20.0),
        SPEC,
        schema_options(SPEC, "json_schema"),
        Budget(Limits(), PRICES, MemoryLedger()),
        Patience(together=50.0),
    )
    prompt, questions = load_prompts()["read_facts"], load_content().questions
    understanding = LanguageModelUnderstanding(model, build_rules(), prompt, questions)
    return Stage(understanding, FakeSearcher(), TABLE)


def test_each_conversation_has_the_tokens_and_euros_of_its_own(service: ChatModel) -> None:
    stage = helped(service)
    asked = 0
    for variant in (undisturbed(KEEP, "text"), undisturbed(KEEP, "buttons")):
        played = stage.play(variant)
        questions, asked = service.questions[asked:], len(service.questions)
        into, out = sum(map(tokens, questions)), len(questions) * (len(ANSWER) // 4)
        assert questions
        assert played.tokens == into + out
        assert played.euros == pytest.approx((into * PRICES.into + out * PRICES.out) / 1_000_000)


def told(says: str, case: Case = KEEP) -> dict[str, Played]:
    """Every way to answer, of which one tells the burden in numbers, in these words."""
    numbers = InNumbers(minutes=1, per_year=2, count=10, unit="client", says=says)
    case = case.model_copy(update={"in_numbers": numbers})
    stage = Stage(build_rules(), FakeSearcher(), TABLE)
    return {one.name: stage.play(one) for one in variants(case, "buttons", ["manner"])}


def test_numbers_that_are_told_come_back_in_the_advice() -> None:
    """1 minute, 2 times a year, for 10 clients, at 45 euros an hour."""
    played = told("1 minuut per keer, 2 keer per jaar, voor 10 cliënten")
    in_numbers = played.pop("in-numbers")
    assert in_numbers.meant_costs
    assert in_numbers.costs
    expected = {"minutes": 2.0, "hours": 1 / 3, "euros": 15.0}
    assert in_numbers.meant_costs.model_dump() == pytest.approx(expected)
    assert in_numbers.costs.model_dump() == pytest.approx(expected)
    for other in played.values():
        assert other.meant_costs is None
        assert other.costs == Costs(minutes=None, hours=None, euros=None)
        assert (other.tokens, other.euros) == (0, 0.0)


def test_numbers_that_were_not_understood_are_missed() -> None:
    in_numbers = told("1 minuut per keer, 2 keer per jaar")["in-numbers"]
    assert in_numbers.costs == Costs(minutes=2.0, hours=None, euros=None)
    assert in_numbers.meant_costs
    assert in_numbers.meant_costs.hours == pytest.approx(1 / 3)


def test_numbers_that_nobody_asked_for_were_not_told() -> None:
    in_numbers = told("1 minuut per keer, 2 keer per jaar, voor 10 cliënten", DROP)["in-numbers"]
    assert "burden" not in [turn.asked for turn in in_numbers.turns]
    assert in_numbers.meant_costs is None
