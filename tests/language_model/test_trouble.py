"""Whatever the model does, the turn goes on with the embedded engine's reading."""

import json
import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from time import monotonic

import pytest

from bot.content import load_content
from bot.domain import Slot
from bot.language_model import LanguageModelUnderstanding, Patience
from bot.language_model.providers import Method
from bot.language_model.trouble import Trouble
from bot.language_model.wording import wording
from prompts import load_prompts
from tests.auxil.chat_model import KEY, ChatModel, Question, Reply, error
from tests.language_model.conftest import HASTY, QUICK, Clock, Fact, MakeModel, Script
from tests.language_model.words import Phrase, Words

TEXT = "daar kan straks de geheime wethouder iets met sturen doen"
ENGINE = Words(
    {
        "iets met sturen": Phrase(Slot.DECISION, "vague", confidence=0.6),
        "de geheime wethouder": Phrase(Slot.LOCAL_REASON, "council"),
    }
)
RIGHT = [Fact("local_reason", "council", "de geheime wethouder")]

Fault = Callable[[ChatModel, Question], Reply]


def engine_of(
    make_model: MakeModel, patience: Patience = QUICK, key: str = KEY, url: str | None = None
) -> LanguageModelUnderstanding:
    model = make_model(patience=patience, key=key, url=url)
    return LanguageModelUnderstanding(model, ENGINE, load_prompts()["read_facts"], load_content().questions)


def saying(text: str | None, **how: str) -> Fault:
    return lambda model, question: model.said(question, text, **how)


def raw(body: str) -> Fault:
    return lambda _, __: Reply(body)


def refusing(status: int, **headers: str) -> Fault:
    return lambda model, _: error(status, f"no {model.key}", **headers)


def slow(model: ChatModel, question: Question) -> Reply:
    return model.said(question, model.answer(question))._replace(wait=60.0)


def dripping(model: ChatModel, question: Question) -> Reply:
    return model.said(question, model.answer(question))._replace(drip=60.0)


def broken_off(model: ChatModel, question: Question) -> Reply:
    return model.said(question, model.answer(question))._replace(half=True)


WHOLE = '{"facts": [{"name": "local_reason", "value": "council", "quote": "de geheime wethouder"}]}'

PASSING: dict[str, Fault] = {
    "too many requests": refusing(429),
    "too many requests, wait": refusing(429, Retry_After="0.05"),
    "server error": refusing(500),
    "bad gateway": refusing(502),
    "gateway time-out": refusing(504),
    "time-out": slow,
    "piece by piece": dripping,
    "connection broken off": broken_off,
    "no JSON at all": raw("<html>"),
    "no completion": raw("{}"),
    "no choices": raw('{"id": "1", "object": "chat.completion", "created": 1, "model": "x", "choices": []}'),
    "empty": saying(""),
    "blank": saying("  \n"),
    "nothing": saying(None),
    "refusal": saying(None, refusal="Daar werk ik niet aan mee."),
    "filtered": saying(None, finish="content_filter"),
    "cut off by length": saying(WHOLE[:40], finish="length"),
    "whole but marked as cut off": saying(WHOLE, finish="length"),
    "cut-off JSON": saying(WHOLE[:-2]),
    "invalid JSON": saying("decision is vague"),
    "JSON in prose": saying(f"Hier is het: {WHOLE}"),
    "a list": saying("[]"),
    "facts are no list": saying('{"facts": {}}'),
    "a law text": saying(WHOLE.replace('"quote"', '"article": "2.3", "quote"')),
    "an outcome": saying(WHOLE[:-1] + ', "outcome": "behouden"}'),
    "a standard": saying(WHOLE[:-1] + ', "standard": "iWmo 3.2"}'),
    "a number as value": saying(WHOLE.replace('"council"', "3")),
    "no quote": saying(WHOLE.replace(', "quote": "de geheime wethouder"', "")),
}


def patience_for(fault: Fault) -> Patience:
    return HASTY if fault in (slow, dripping) else QUICK


@pytest.mark.parametrize("fault", PASSING.values(), ids=PASSING.keys())
def test_one_mishap_is_tried_again_within_the_turn(
    make_model: MakeModel, service: ChatModel, script: Script, fault: Fault
) -> None:
    script.facts = RIGHT
    service.faults.append(fault)
    reading = engine_of(make_model, patience_for(fault)).read(TEXT, Slot.DECISION)
    assert reading.facts["local_reason"].value == "council"
    assert len(service.questions) == 2


@pytest.mark.parametrize("fault", PASSING.values(), ids=PASSING.keys())
def test_when_it_lasts_the_embedded_reading_stands_and_the_log_says_so_once(
    make_model: MakeModel, service: ChatModel, caplog: pytest.LogCaptureFixture, fault: Fault
) -> None:
    caplog.set_level(logging.DEBUG)
    service.faults.extend([fault] * 9)
    engine = engine_of(make_model, patience_for(fault))
    readings = [engine.read(TEXT, Slot.DECISION) for _ in range(2)]
    assert readings == [ENGINE.read(TEXT, Slot.DECISION)] * 2
    ours = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert len(ours) == 1
    assert "neemt het over" in ours[0].getMessage()
    assert not any(secret in caplog.text for secret in ("wethouder", KEY, "sturen"))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("too many requests", "te druk"),
        ("bad gateway", "in storing"),
        ("gateway time-out", "niet op tijd"),
        ("time-out", "niet op tijd"),
        ("piece by piece", "niet op tijd"),
        ("connection broken off", "niet bereikbaar"),
        ("empty", "leeg antwoord"),
        ("blank", "leeg antwoord"),
        ("nothing", "leeg antwoord"),
        ("refusal", "weigert"),
        ("filtered", "weigert"),
        ("cut off by length", "afgebroken"),
        ("cut-off JSON", "gevraagde vorm"),
        ("an outcome", "gevraagde vorm"),
    ],
)
def test_the_log_says_what_kind_of_trouble_it_was(
    make_model: MakeModel, service: ChatModel, caplog: pytest.LogCaptureFixture, name: str, told: str
) -> None:
    service.faults.extend([PASSING[name]] * 3)
    engine_of(make_model, patience_for(PASSING[name])).read(TEXT, Slot.DECISION)
    assert told in caplog.text


@pytest.mark.parametrize("method", ["json_schema", "function_calling", "json_mode"])
def test_what_is_cut_off_is_not_used_even_if_it_looks_whole(
    make_model: MakeModel, service: ChatModel, method: Method
) -> None:
    service.faults.extend([saying(WHOLE, finish="length")] * 3)
    prompt, questions = load_prompts()["read_facts"], load_content().questions
    engine = LanguageModelUnderstanding(make_model(method), ENGINE, prompt, questions)
    assert engine.read(TEXT, Slot.DECISION) == ENGINE.read(TEXT, Slot.DECISION)
    assert len(service.questions) == 3


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422])
def test_what_cannot_pass_is_not_tried_again(
    make_model: MakeModel, service: ChatModel, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    service.faults.extend([refusing(status)] * 3)
    assert engine_of(make_model).read(TEXT, Slot.DECISION) == ENGINE.read(TEXT, Slot.DECISION)
    assert len(service.questions) == 1
    assert "DRIEVRAGEN_LLM_KEY" in caplog.text
    assert "DRIEVRAGEN_LLM_METHOD" in caplog.text


@pytest.mark.parametrize(
    "told",
    [
        {"code": "context_length_exceeded", "message": "too much"},
        {"code": 400, "message": "This model's maximum context length is 4096 tokens."},
        {"code": 400, "message": "it exceeds what there is", "type": "exceed_context_size_error"},
    ],
)
def test_a_question_that_is_too_long_costs_one_attempt_and_no_rest(
    make_model: MakeModel,
    service: ChatModel,
    script: Script,
    caplog: pytest.LogCaptureFixture,
    told: dict[str, object],
) -> None:
    script.facts = RIGHT
    service.faults.append(lambda _, __: Reply(json.dumps({"error": told}), 400))
    engine = engine_of(make_model)
    assert engine.read(TEXT, Slot.DECISION) == ENGINE.read(TEXT, Slot.DECISION)
    assert len(service.questions) == 1
    assert "context van het taalmodel" in caplog.text
    assert engine.read(TEXT, Slot.DECISION).facts["local_reason"].value == "council"


def test_a_wrong_key_is_told_without_the_key(
    make_model: MakeModel, service: ChatModel, caplog: pytest.LogCaptureFixture
) -> None:
    engine_of(make_model, key="sk-verkeerd").read(TEXT, Slot.DECISION)
    assert not service.questions
    assert "DRIEVRAGEN_LLM_KEY" in caplog.text
    assert "sk-verkeerd" not in caplog.text


def test_nobody_there(make_model: MakeModel, service: ChatModel) -> None:
    with_nobody = engine_of(make_model, url="http://127.0.0.1:1/v1")
    assert with_nobody.read(TEXT, Slot.DECISION) == ENGINE.read(TEXT, Slot.DECISION)
    assert not service.questions


def in_half_a_minute() -> str:
    return format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)


@pytest.mark.parametrize("asked", [lambda: "30", in_half_a_minute], ids=["seconds", "moment"])
def test_a_wait_longer_than_the_turn_is_not_waited_for(
    make_model: MakeModel, service: ChatModel, asked: Callable[[], str]
) -> None:
    service.faults.extend([refusing(429, Retry_After=asked())] * 3)
    start = monotonic()
    engine_of(make_model).read(TEXT, Slot.DECISION)
    assert monotonic() - start < QUICK.together
    assert len(service.questions) == 1


@pytest.mark.parametrize("asked", ["nan", "straks", "", "-3"])
def test_a_wait_that_is_none_is_as_long_as_usual(
    make_model: MakeModel, service: ChatModel, asked: str
) -> None:
    service.faults.extend([refusing(429, Retry_After=asked)] * 3)
    engine_of(make_model).read(TEXT, Slot.DECISION)
    assert len(service.questions) == 3


@pytest.mark.parametrize("fault", [slow, dripping])
def test_a_model_that_is_too_slow_costs_no_more_than_a_turn(
    make_model: MakeModel, service: ChatModel, fault: Fault
) -> None:
    service.faults.extend([fault] * 5)
    start = monotonic()
    engine_of(make_model, HASTY).read(TEXT, Slot.DECISION)
    assert 2 * HASTY.answer < monotonic() - start < 2 * HASTY.together  # half of it is for a busy machine
    assert len(service.questions) == 2


def test_a_dead_service_is_left_alone_for_a_while_and_found_again(
    make_model: MakeModel, service: ChatModel, script: Script, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    script.facts = RIGHT
    engine = engine_of(make_model)
    assert engine.read(TEXT, Slot.DECISION).facts
    service.faults.extend([refusing(503)] * 3)
    for _ in range(5):
        assert engine.read(TEXT, Slot.DECISION) == ENGINE.read(TEXT, Slot.DECISION)
    assert len(service.questions) == 1 + 3
    clock.now += QUICK.rest
    assert engine.read(TEXT, Slot.DECISION).facts
    assert caplog.text.count("storing") == 1
    assert caplog.text.count("werkt weer") == 1


def test_it_is_left_alone_for_as_long_as_it_asks(
    make_model: MakeModel, service: ChatModel, script: Script, clock: Clock
) -> None:
    service.faults.append(refusing(429, Retry_After="300"))
    engine = engine_of(make_model)
    engine.read(TEXT, Slot.DECISION)
    clock.now += 299
    engine.read(TEXT, Slot.DECISION)
    assert len(service.questions) == 1
    clock.now += 1
    engine.read(TEXT, Slot.DECISION)
    assert len(service.questions) == 2


def test_a_bad_answer_does_not_make_the_next_message_wait(
    make_model: MakeModel, service: ChatModel, script: Script
) -> None:
    script.facts = RIGHT
    service.faults.extend([saying("onzin")] * 3)
    engine = engine_of(make_model)
    assert not engine.read(TEXT, Slot.DECISION).facts
    assert engine.read(TEXT, Slot.DECISION).facts


def test_every_kind_has_a_sentence() -> None:
    assert wording().trouble.keys() == set(Trouble) - {Trouble.RESTING}
