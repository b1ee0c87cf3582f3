"""Which facts an advice rests on."""

from hypothesis import given, settings

from bot.domain import VALUES, FactSheet, Slot
from bot.explanation.decisive import decisive, named_by_rule
from tests.domain.sheets import sheets
from tests.explanation.examples import DECISION, given_by, given_for


@given(sheet=sheets)
@settings(max_examples=80, deadline=None)
def test_what_is_decisive_is_enough_and_none_of_it_can_be_missed(sheet: FactSheet) -> None:
    advice = given_for(sheet).advice
    slots = decisive(advice, DECISION)
    values = {slot: str(advice.facts[slot].value) for slot in slots}
    assert DECISION.possible(values) == {advice.recommendation}
    for slot in slots:
        without = {other: value for other, value in values.items() if other is not slot}
        assert DECISION.possible(without) != {advice.recommendation}


def test_no_purpose_is_decided_by_the_law_and_the_purpose_alone() -> None:
    advice = given_by({"legal_basis": "none", "purpose": "none", "burden": "high", "lighter": "yes"}).advice
    assert decisive(advice, DECISION) == {Slot.LEGAL_BASIS, Slot.PURPOSE}


def test_a_rule_names_the_slots_of_both_its_ways() -> None:
    facts = {**{slot.value: values[0] for slot, values in VALUES.items()}, "legal_basis": "none"}
    facts |= {"available": "none", "standard": "none", "data_kind": "outcome", "lighter": "no"}
    advice = given_by({**facts, "client_time": "much", "discretion": "none"}).advice
    assert advice.rule == "R11"
    named = {Slot.LEGAL_BASIS, Slot.CLIENT_TIME, Slot.DECISION, Slot.DISCRETION}
    assert named_by_rule(advice, DECISION) == named
