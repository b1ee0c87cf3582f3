"""What an unknown fact counts as once the conversation ends."""

import pytest
from hypothesis import given

from bot.domain import UNKNOWN, VALUES, Fact, FactSheet, Slot, effective_values, settled_values
from tests.domain.reference import UNKNOWN_COUNTS_AS
from tests.domain.sheets import all_values, button, sheet_of, sheets

ONCE_PROPOSED = [Slot.AVAILABLE, Slot.STANDARD, Slot.NEIGHBOURS]


def test_nothing_said_counts_as_the_decision_model_says() -> None:
    assert effective_values(FactSheet()) == UNKNOWN_COUNTS_AS


def test_i_do_not_know_counts_the_same_as_nothing_said() -> None:
    sheet = FactSheet(facts={slot.value: button(UNKNOWN) for slot in Slot})
    assert effective_values(sheet) == UNKNOWN_COUNTS_AS


@given(all_values)
def test_what_was_answered_counts(values: dict[Slot, str]) -> None:
    assert effective_values(sheet_of(values)) == values
    assert settled_values(sheet_of(values)) == values


@pytest.mark.parametrize("slot", ONCE_PROPOSED)
@pytest.mark.parametrize("doubted", [False, True])
def test_a_proposal_keeps_its_value_and_stays_open(slot: Slot, doubted: bool) -> None:
    value = VALUES[slot][0]
    proposal = Fact(value=value, origin="retrieved", passage="stuk", confirmed=False, doubted=doubted)
    sheet = FactSheet().with_fact(slot, proposal)
    assert effective_values(sheet)[slot] == value
    assert slot not in settled_values(sheet)
    assert slot not in sheet.known()
    assert (slot in sheet.answered()) == doubted


@given(sheets)
def test_what_is_settled_counts_and_the_rest_is_as_if_nothing_was_said(sheet: FactSheet) -> None:
    values, settled = effective_values(sheet), settled_values(sheet)
    assert settled.items() <= values.items()
    assert sheet.known().items() <= settled.items()
    for slot in Slot:
        fact = sheet.get(slot)
        if fact is None or fact.value == UNKNOWN:
            assert values[slot] == UNKNOWN_COUNTS_AS[slot]


def test_new_and_no_variant_are_settled_until_said_otherwise() -> None:
    assert settled_values(FactSheet()) == {Slot.STATUS: "new", Slot.VARIANT: UNKNOWN}
    assert settled_values(sheet_of({Slot.STATUS: "existing"}))[Slot.STATUS] == "existing"


def test_a_variant_nobody_knows_is_an_answer() -> None:
    assert sheet_of({Slot.VARIANT: UNKNOWN}).known() == {Slot.VARIANT: UNKNOWN}
    assert sheet_of({Slot.PURPOSE: UNKNOWN}).known() == {}
