"""The explanation of the assistant in the words of a model, and what that costs."""

import json
from collections.abc import Callable

import pytest

from bot.assistant import Assistant
from bot.dialogue import Conversation, Explanation
from bot.domain import Outcome
from bot.language_model import Limits, MemoryLedger, Patience, Use
from bot.metrics import Metrics
from prompts import prompts_version
from tests.auxil.chat_model import ChatModel, Question, error, serving
from tests.auxil.helped import SPEC, helped_assistant, model_at
from tests.dialogue.chat import ANSWERS, DESCRIPTION, Chat

QUICK = Patience(together=10.0, pause=0.01)
WHY = "Waarom"


def writer(change: Callable[[str], str] = lambda text: text) -> Callable[[Question], str]:
    """A model that reads nothing, and writes what it was given with `change`."""

    def answer(question: Question) -> str:
        if question.method != "text":
            return json.dumps({"facts": []})
        outcome = question.user.partition("De uitkomst: ")[2].partition("\n")[0]
        reason = question.user.partition("De reden:\n- ")[2].partition("\n")[0]
        return change(f"Het advies is {outcome}. {reason}")

    return answer


def advised(assistant: Assistant, outcome: Outcome = Outcome.BEHOUDEN) -> Conversation:
    chat = Chat(assistant).say(DESCRIPTION)
    assert chat.finish(ANSWERS[outcome]).advice.recommendation is outcome
    return chat.conversation


def why(explanation: Explanation) -> tuple[str, ...]:
    return next(part.lines for part in explanation.parts if part.title == WHY)


@pytest.mark.parametrize("outcome", Outcome)
def test_the_reason_is_in_the_words_of_the_model_and_says_so(outcome: Outcome) -> None:
    with serving(writer()) as service:
        assistant = helped_assistant(model_at(service.url, QUICK))
        conversation = advised(assistant, outcome)
        template = helped_assistant(None).explain(conversation)
        explained = assistant.explain(conversation)
        card = assistant.given(conversation)
    text, *further, by = why(explained)
    assert text == f"Het advies is {outcome.value}. {why(template)[0]}"
    assert text.endswith("]")
    assert SPEC in by
    assert prompts_version() in by
    assert tuple(further) == why(template)[1:]
    unchanged = [part for part in explained.parts if part.title != WHY]
    assert unchanged == [part for part in template.parts if part.title != WHY]
    assert card.advice.versions.model == SPEC
    assert card.advice.versions.prompts == prompts_version()


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("[1]", "[9]"),
        lambda text: f"{text} Dat kost 12345 uur.",
        lambda text: f"{text} Dat eist artikel 3 van de Jeugdwet.",
        lambda text: text.replace("behouden", "schrappen"),
    ],
    ids=["source", "number", "law", "outcome"],
)
def test_what_was_not_given_leaves_the_template(change: Callable[[str], str]) -> None:
    with serving(writer(change)) as service:
        assistant = helped_assistant(model_at(service.url, QUICK))
        conversation = advised(assistant)
        assert assistant.explain(conversation) == helped_assistant(None).explain(conversation)
        assert any(question.method == "text" for question in service.questions)


def test_a_model_that_is_away_leaves_the_template() -> None:
    with serving(writer()) as service:
        assistant = helped_assistant(model_at(service.url, QUICK))
        conversation = advised(assistant)
        service.faults.extend([lambda _, __: error(503, "stuk")] * QUICK.attempts)
        assert assistant.explain(conversation) == helped_assistant(None).explain(conversation)


class Counted(Metrics):
    """Adds up what a language model used."""

    def __init__(self) -> None:
        self.tokens, self.euros = 0, 0.0

    def language_model(self, tokens: int, euros: float) -> None:
        self.tokens += tokens
        self.euros += euros


def spent(service: ChatModel) -> int:
    """Tokens as the service counts them, of what was asked and of empty answers."""
    return sum(
        (len(one.system) + len(one.user)) // 4 + len('{"facts": []}') // 4 for one in service.questions
    )


def test_what_is_used_is_counted_where_it_is_told_and_measured() -> None:
    metrics, ledger = Counted(), MemoryLedger()
    with serving(writer()) as service:
        assistant = helped_assistant(model_at(service.url, QUICK, Limits(chat_tokens=20_000)))
        Chat(assistant.with_ledger(ledger, metrics)).say("aanbieders vertellen ons iets over hun voordeur")
        assert metrics.tokens == spent(service) > 0
        assert metrics.euros == pytest.approx(metrics.tokens / 1000)
        assert not ledger.book(assistant.now().date(), "test", Use(20_000), Limits(chat_tokens=20_000))
        before = len(service.questions)
        ledger.book(assistant.now().date(), "test", Use(20_000))
        Chat(assistant.with_ledger(ledger, metrics)).say("aanbieders vertellen ons iets over hun voordeur")
        assert len(service.questions) == before
        Chat(assistant).say("aanbieders vertellen ons iets over hun voordeur")
        assert len(service.questions) > before
