"""The advice as JSON: a stable interface."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import load_table
from bot.dialogue import AdviceGiven
from bot.domain import UNKNOWN, VALUES, Fact, FactSheet, FactValue, Outcome, Slot
from bot.explanation import advice_as_json
from tests.auxil.assistant import make_assistant
from tests.dialogue.chat import ANSWERS, DESCRIPTION, EXPERIENCE, TIME, Chat

ASSISTANT = make_assistant()
PARTLY = st.fixed_dictionaries(
    {}, optional={slot.value: st.sampled_from((*VALUES[slot], UNKNOWN)) for slot in Slot}
)
KEYS = [
    "recommendation",
    "rule",
    "provisional",
    "possible",
    "facts",
    "unknown",
    "unconfirmed",
    "assumed",
    "motivation",
    "next_step",
    "sources",
    "conditions",
    "alternatives",
    "burden",
    "would_change",
    "versions",
]


def as_text(given: AdviceGiven) -> str:
    return json.dumps(advice_as_json(given.advice, given.shown), allow_nan=False)


@given(facts=PARTLY, description=st.sampled_from([DESCRIPTION, TIME, EXPERIENCE]))
@settings(max_examples=60, deadline=None)
def test_the_form_is_always_the_same(facts: dict[str, FactValue], description: str) -> None:
    sheet = FactSheet(facts={name: Fact(value=value, origin="button") for name, value in facts.items()})
    given = ASSISTANT.advise(description, sheet, "GM0995")
    text = as_text(given)
    assert text == as_text(ASSISTANT.advise(description, sheet, "GM0995"))
    plain = json.loads(text)
    assert list(plain) == KEYS
    assert plain["recommendation"] in plain["possible"]
    assert plain["provisional"] == (len(plain["possible"]) > 1)
    for name, fact in plain["facts"].items():
        assert fact.keys() >= {"value", "origin"}
        assert fact.keys() <= {"value", "origin", "confirmed", "quote", "passage"}
        assert (fact["origin"] == "text") == ("quote" in fact), name
        assert fact["origin"] != "retrieved" or fact["passage"]
    cited = {source["id"] for source in plain["sources"]}
    for claim in plain["conditions"] + plain["alternatives"]:
        assert claim.keys() == {"id", "text", "sources"}
        assert set(claim["sources"]) <= cited
    for change in plain["would_change"]:
        assert change.keys() == {"facts", "recommendation", "rule", "open"}
        assert change["recommendation"] != plain["recommendation"]
    assert plain["versions"]["table"] == load_table().table.version
    assert plain["versions"]["knowledge"] == "test-1"


def test_what_the_reason_assumes_is_named() -> None:
    heavy = {**ANSWERS[Outcome.BEHOUDEN], "burden": "high", "lighter": "unknown"}
    sheet = FactSheet(facts={name: Fact(value=value, origin="button") for name, value in heavy.items()})
    assert json.loads(as_text(ASSISTANT.advise(DESCRIPTION, sheet, None)))["assumed"] == ["lighter"]


def test_what_was_given_stands_in_the_facts() -> None:
    answers = ANSWERS[Outcome.BEHOUDEN]
    given = Chat(ASSISTANT).say(DESCRIPTION).finish(answers)
    facts = json.loads(as_text(given))["facts"]
    asked = {name: fact["value"] for name, fact in facts.items() if fact["origin"] == "button"}
    assert asked.items() <= {**answers, "variant": "unknown"}.items()
    assert asked["purpose"] == "outcomes"


def test_sources_say_where_they_come_from_and_a_missing_one_keeps_its_name() -> None:
    given = Chat(ASSISTANT).say(TIME).finish()
    sources = {source["id"]: source for source in json.loads(as_text(given))["sources"]}
    assert sources["test-tijd"] == {
        "id": "test-tijd",
        "title": "Testpassage test-tijd",
        "kind": "registratie",
        "source": "Verzonnen bron, De tests, artikel 1, 2025",
        "certainty": "hoog",
        "url": None,
    }
    assert {"id": "methode-hergebruik-bron"} in sources.values()
