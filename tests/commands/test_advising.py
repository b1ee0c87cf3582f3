"""`drievragen advise`: facts in, advice out."""

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.commands.advising import AdviseError, Request, advices, read_requests
from bot.domain import UNKNOWN, VALUES, FactValue, Outcome, Slot
from bot.domain.slots import CONTEXT_VALUES
from bot.explanation import advice_as_json
from tests.auxil.assistant import make_assistant
from tests.dialogue.chat import ANSWERS, DESCRIPTION, EXPERIENCE, TIME, Chat

ASSISTANT = make_assistant()


def one(text: str) -> Request:
    (request,), is_list = read_requests(text)
    assert not is_list
    return request


def as_text(requests: list[Request]) -> str:
    return json.dumps([advice_as_json(one.advice, one.shown) for one in advices(ASSISTANT, requests)])


def test_one_request() -> None:
    request = one('{"description": " iets doen ", "municipality": "GM0344", "facts": {"minutes": 7.5}}')
    assert (request.description, request.municipality) == ("iets doen", "GM0344")
    assert request.facts == {"minutes": 7.5}


def test_only_the_description_is_required() -> None:
    request = one('{"description": "iets"}')
    assert (request.municipality, request.facts) == (None, {})


@pytest.mark.parametrize("length", [0, 1, 3])
def test_a_list_stays_a_list(length: int) -> None:
    requests, is_list = read_requests(json.dumps([{"description": f"iets {n}"} for n in range(length)]))
    assert is_list
    assert [request.description for request in requests] == [f"iets {n}" for n in range(length)]


def test_a_mark_some_editors_put_before_a_text_is_passed_over() -> None:
    assert one('\ufeff{"description": "iets"}').description == "iets"


@pytest.mark.parametrize(
    "text", ["", " ", "geen json", "{", "\ufffd\x00", '{"description": NaN}', "[" * 5000]
)
def test_what_is_not_json(text: str) -> None:
    with pytest.raises(AdviseError, match="geen JSON"):
        read_requests(text)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({}, "description: dit ontbreekt"),
        ({"description": ""}, "description: hier staat te weinig"),
        ({"description": " \n"}, "description: hier staat te weinig"),
        ({"description": 3}, "description: hier hoort tekst"),
        ({"description": "x", "gemeente": "y"}, "gemeente: dit veld ken ik niet"),
        ({"description": "x", "municipality": "Almere"}, "municipality: geef de CBS-code"),
        ({"description": "x", "facts": []}, "facts: hier hoort een object"),
        (
            {"description": "x", "facts": {"minutes": True}},
            "facts.minutes: hier hoort een woord of een getal",
        ),
        ({"description": "x", "facts": {"used": None}}, "facts.used: hier hoort een woord of een getal"),
        ([], "invoer: hier hoort een object"),
        ("x", "invoer: hier hoort een object"),
    ],
)
def test_a_wrong_field_is_named_with_the_number_of_its_request(wrong: object, says: str) -> None:
    with pytest.raises(AdviseError) as raised:
        read_requests(json.dumps([{"description": "goed"}, wrong]))
    assert str(raised.value).startswith(f"nummer 2: {says}")


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"kleur": "rood"}, "kleur"),
        ({"purpose": "geld"}, "purpose"),
        ({"purpose": 3}, "purpose"),
        ({"minutes": "15"}, "minutes"),
        ({"minutes": 0}, "minutes"),
        ({"per_year": -1}, "per_year"),
        ({"count": 1e12}, "count"),
        ({"unit": "unknown"}, "unit"),
        ({"law": "awbz"}, "law"),
    ],
)
def test_an_unknown_fact_or_value_is_named_with_the_number_of_its_request(
    facts: dict[str, FactValue], says: str
) -> None:
    requests = [Request(description=DESCRIPTION), Request(description=DESCRIPTION, facts=facts)]
    with pytest.raises(AdviseError) as raised:
        advices(ASSISTANT, requests)
    assert str(raised.value).startswith("nummer 2: ")
    assert says in str(raised.value)


@pytest.mark.parametrize("secret", ["123456782", "jan@voorbeeld.nl", "06-12345678"])
def test_personal_data_is_refused_and_not_repeated(secret: str) -> None:
    with pytest.raises(AdviseError) as raised:
        advices(ASSISTANT, [Request(description=f"Cliënt {secret} wil iets")])
    assert str(raised.value).startswith("nummer 1: ")
    assert "niet bewaard" in str(raised.value)
    assert secret not in str(raised.value)


def random_request(source: random.Random) -> Request:
    facts: dict[str, FactValue] = {
        name.value: source.choice((*values, UNKNOWN))
        for name, values in (*VALUES.items(), *CONTEXT_VALUES.items())
        if source.random() < 0.6
    }
    if source.random() < 0.3:
        facts |= {"minutes": source.randint(1, 90), "per_year": source.randint(1, 365), "unit": "client"}
    return Request(
        description=source.choice([DESCRIPTION, TIME, EXPERIENCE]),
        municipality=source.choice([None, "GM0995", "GM0034"]),
        facts=facts,
    )


def test_a_thousand_sheets_give_the_same_twice() -> None:
    source = random.Random(3)  # noqa: S311
    requests = [random_request(source) for _ in range(1000)]
    first = as_text(requests)
    assert as_text(requests) == first
    assert {plain["recommendation"] for plain in json.loads(first)} == set(Outcome)


@given(answers=st.fixed_dictionaries({slot.value: st.sampled_from(VALUES[slot]) for slot in Slot}))
@settings(max_examples=40, deadline=None)
def test_it_is_the_advice_of_the_conversation(answers: dict[str, str]) -> None:
    answers["status"] = "new"
    (given,) = advices(ASSISTANT, [Request(description=DESCRIPTION, facts={**answers})])
    assert given.advice.rule == Chat(ASSISTANT).say(DESCRIPTION).finish(answers).advice.rule


def test_the_order_of_the_facts_does_not_matter() -> None:
    facts: dict[str, FactValue] = {**ANSWERS[Outcome.BEHOUDEN]}
    turned = dict(reversed(facts.items()))
    requests = [Request(description=TIME, facts=facts), Request(description=TIME, facts=turned)]
    one, other = (advice_as_json(given.advice, given.shown) for given in advices(ASSISTANT, requests))
    assert json.dumps(one) == json.dumps(other)


def test_what_is_left_open_is_read_and_looked_up() -> None:
    (given,) = advices(ASSISTANT, [Request(description=f"{TIME}. Het doel is leren en verbeteren.")])
    facts = given.advice.facts
    assert (facts["purpose"].value, facts["purpose"].quote) == ("learning", "leren en verbeteren")
    assert (facts["standard"].value, facts["standard"].passage) == ("partly", "test-tijd")
    (given,) = advices(
        ASSISTANT, [Request(description=f"{TIME}. Het doel is leren.", facts={"purpose": "cover"})]
    )
    assert given.advice.facts["purpose"].value == "cover"


def test_a_municipality_nobody_knows_has_no_neighbours() -> None:
    (given,) = advices(ASSISTANT, [Request(description=TIME, municipality="GM9999")])
    assert "test-buren" not in given.advice.sources
