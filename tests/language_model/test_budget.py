import asyncio
from bisect import bisect_left
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content import load_content
from bot.domain import Slot
from bot.language_model import (
    Budget,
    LanguageModelUnderstanding,
    Ledger,
    Limits,
    MemoryLedger,
    Prices,
    Use,
    charged_to,
)
from bot.language_model.trouble import ModelTrouble, Trouble
from prompts import load_prompts
from tests.auxil.chat_model import ChatModel, Question, Reply, error, tokens
from tests.language_model.conftest import MakeModel
from tests.language_model.words import Words

MONDAY = date(2025, 3, 3)
FREE = Limits()
PRICES = Prices(into=2.0, out=10.0)


@dataclass
class Calendar:
    today: date = MONDAY

    def __call__(self) -> date:
        return self.today


def used(ledger: Ledger, day: date, chat: str) -> tuple[int, int]:
    """Tokens of the day and of the conversation, as the limits see them."""

    def least(limit: Callable[[int], Limits]) -> int:
        return bisect_left(
            range(100_000), True, key=lambda tokens: ledger.book(day, chat, Use(), limit(tokens))
        )

    return least(lambda tokens: Limits(day_tokens=tokens)), least(lambda tokens: Limits(chat_tokens=tokens))


@pytest.mark.parametrize(
    "limits",
    [
        Limits(day_tokens=99),
        Limits(chat_tokens=99),
        Limits(day_euros=0.00049),
        Limits(chat_euros=0.00049),
    ],
)
def test_there_is_no_room_above_a_limit(limits: Limits) -> None:
    ledger = MemoryLedger()
    with pytest.raises(ModelTrouble) as raised:
        Budget(limits, PRICES, ledger).keep(into=62, out=38)
    assert raised.value.kind is Trouble.BUDGET
    assert used(ledger, MONDAY, "") == (0, 0)
    Budget(limits, PRICES, ledger).keep(into=60, out=30)


def test_a_million_tokens_cost_their_price() -> None:
    assert PRICES.of(1_000_000, 500_000) == Use(1_500_000, 7.0)


def test_a_conversation_that_is_full_leaves_room_for_another() -> None:
    budget = Budget(Limits(chat_tokens=100), PRICES, MemoryLedger())
    with charged_to("een"):
        budget.keep(60, 40)
        with pytest.raises(ModelTrouble):
            budget.keep(1, 0)
    with charged_to("twee"):
        budget.keep(60, 40)


def test_a_new_day_has_new_room_but_a_conversation_stays_as_full() -> None:
    calendar = Calendar()
    budget = Budget(Limits(day_tokens=100, chat_tokens=150), PRICES, MemoryLedger(), calendar)
    with charged_to("een"):
        budget.keep(100, 0)
        with pytest.raises(ModelTrouble):
            budget.keep(1, 0)
        calendar.today += timedelta(days=1)
        budget.keep(50, 0)
        with pytest.raises(ModelTrouble):
            budget.keep(1, 0)


def test_what_is_settled_after_midnight_is_not_counted_for_the_new_day() -> None:
    calendar, ledger = Calendar(), MemoryLedger()
    budget = Budget(FREE, PRICES, ledger, calendar)
    late = budget.keep(100, 100)
    calendar.today += timedelta(days=1)
    budget.keep(10, 0)
    late.settle(20, 0)
    assert used(ledger, calendar.today, "") == (10, 30)


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400), st.booleans()), max_size=20))
def test_a_limit_is_never_passed_and_settling_counts_what_was_used(
    calls: list[tuple[int, int, bool]],
) -> None:
    ledger = MemoryLedger()
    budget = Budget(Limits(day_tokens=1000), PRICES, ledger, Calendar())
    total = 0
    for into, out, fails in calls:
        try:
            booking = budget.keep(into, out)
        except ModelTrouble:
            assert total + into + out > 1000
            continue
        if fails:
            total += into + out
        else:
            booking.settle(into // 2, out // 2)
            total += into // 2 + out // 2
        assert used(ledger, MONDAY, "") == (total, total)


def test_threads_together_do_not_pass_a_limit() -> None:
    budget = Budget(Limits(day_tokens=500), PRICES, MemoryLedger(), Calendar())

    def call(_: int) -> bool:
        try:
            budget.keep(10, 0)
        except ModelTrouble:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(call, range(200))) == 50


async def test_a_thread_of_the_loop_is_charged_to_its_own_conversation() -> None:
    ledger = MemoryLedger()
    budget = Budget(FREE, PRICES, ledger, Calendar())

    async def turn(chat: str) -> None:
        with charged_to(chat):
            await asyncio.to_thread(budget.keep, 10, 0)

    await asyncio.gather(turn("een"), turn("twee"), turn("twee"))
    assert used(ledger, MONDAY, "een") == (30, 10)
    assert used(ledger, MONDAY, "twee") == (30, 20)


# Over HTTP


def engine_of(
    make_model: MakeModel, ledger: MemoryLedger, limits: Limits = FREE
) -> LanguageModelUnderstanding:
    model = make_model(budget=Budget(limits, PRICES, ledger, Calendar()))
    return LanguageModelUnderstanding(
        model, Words({}), load_prompts()["read_facts"], load_content().questions
    )


def test_the_tokens_that_the_service_names_are_counted(make_model: MakeModel, service: ChatModel) -> None:
    ledger = MemoryLedger()
    engine_of(make_model, ledger).read("wat zal ik zeggen", Slot.DECISION)
    [question] = service.questions
    answer = len('{"facts": []}') // 4
    assert used(ledger, MONDAY, "") == (tokens(question) + answer,) * 2


def test_without_a_count_an_estimate_is_counted(make_model: MakeModel, service: ChatModel) -> None:
    service.with_usage = False
    ledger = MemoryLedger()
    engine_of(make_model, ledger).read("wat zal ik zeggen", Slot.DECISION)
    [question] = service.questions
    assert used(ledger, MONDAY, "")[0] > tokens(question)


def test_what_the_service_did_not_do_is_not_counted(make_model: MakeModel, service: ChatModel) -> None:
    ledger = MemoryLedger()
    service.faults.extend([lambda _, __: error(503, "druk")] * 3)
    engine_of(make_model, ledger).read("wat zal ik zeggen", Slot.DECISION)
    assert used(ledger, MONDAY, "") == (0, 0)


def test_what_the_service_did_for_nothing_is_counted(make_model: MakeModel, service: ChatModel) -> None:
    def nonsense(model: ChatModel, question: Question) -> Reply:
        return model.said(question, "onzin!!!")

    ledger = MemoryLedger()
    service.faults.extend([nonsense] * 3)
    engine_of(make_model, ledger).read("wat zal ik zeggen", Slot.DECISION)
    assert used(ledger, MONDAY, "")[0] == sum(tokens(question) + 2 for question in service.questions)


def test_a_spent_budget_leaves_the_model_alone(
    make_model: MakeModel, service: ChatModel, caplog: pytest.LogCaptureFixture
) -> None:
    ledger = MemoryLedger()
    engine = engine_of(make_model, ledger, Limits(day_tokens=9000))
    for _ in range(12):
        engine.read("wat zal ik zeggen", Slot.DECISION)
    assert 0 < len(service.questions) < 12
    assert used(ledger, MONDAY, "")[0] <= 9000
    assert caplog.text.count("budget") == 1


class Broken:
    """A ledger that fails at the second booking, and at every one after that."""

    def __init__(self) -> None:
        self._booked = 0

    def book(self, day: date, chat: str, use: Use, limits: Limits = FREE) -> bool:
        self._booked += 1
        if self._booked > 1:
            raise OSError("geheim")
        return True


def test_what_cannot_be_counted_is_not_used(
    make_model: MakeModel, service: ChatModel, caplog: pytest.LogCaptureFixture
) -> None:
    model = make_model(budget=Budget(FREE, PRICES, Broken(), Calendar()))
    prompt, questions = load_prompts()["read_facts"], load_content().questions
    engine = LanguageModelUnderstanding(model, Words({}), prompt, questions)
    for _ in range(3):
        assert engine.read("wat zal ik zeggen", Slot.DECISION) == Words({}).read("wat zal ik zeggen", None)
    assert len(service.questions) == 1
    assert caplog.text.count("bijgehouden") == 1
    assert "geheim" not in caplog.text
