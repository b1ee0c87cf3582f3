import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.domain import (
    QUESTION_OF,
    QUESTIONS,
    UNKNOWN,
    VALUES,
    Context,
    Fact,
    FactSheet,
    Measure,
    Slot,
    check_value,
    fact_name,
)
from bot.domain.facts import FactName
from bot.domain.slots import ASSUMED, CONTEXT_VALUES, LEAST_IN_FAVOUR, PROPOSED, UNITS
from tests.domain.sheets import button, sheets

NAMES: list[FactName] = [*Slot, *Context, *Measure]
NUMBERS = [Measure.MINUTES, Measure.PER_YEAR, Measure.COUNT]


class TestVocabulary:
    def test_every_slot_has_values_and_is_asked_in_one_question(self) -> None:
        asked = [slot for slots in QUESTIONS.values() for slot in slots]
        assert sorted(asked) == sorted(Slot) == sorted(VALUES) == sorted(QUESTION_OF)
        assert all(slot in QUESTIONS[number] for slot, number in QUESTION_OF.items())
        assert list(QUESTIONS) == [1, 2, 3]

    def test_every_slot_counts_as_something_when_unknown(self) -> None:
        assert sorted([*LEAST_IN_FAVOUR, *PROPOSED, *ASSUMED]) == sorted(Slot)
        assert all(value in VALUES[slot] for slot, value in {**LEAST_IN_FAVOUR, **ASSUMED}.items())
        assert all("none" in VALUES[slot] for slot in PROPOSED)

    def test_a_fact_is_found_by_its_name(self) -> None:
        assert [fact_name(name.value) for name in NAMES] == NAMES
        with pytest.raises(ValueError, match="onbekend gegeven 'kleur'"):
            fact_name("kleur")

    def test_every_value_of_the_vocabulary_may_be_had(self) -> None:
        for slot in Slot:
            assert [check_value(slot, value) for value in VALUES[slot]] == [*VALUES[slot]]
            assert check_value(slot, UNKNOWN) == UNKNOWN
        for name in Context:
            assert [check_value(name, value) for value in CONTEXT_VALUES[name]] == [*CONTEXT_VALUES[name]]
            assert check_value(name, UNKNOWN) == UNKNOWN
        assert [check_value(Measure.UNIT, unit) for unit in UNITS] == [*UNITS]

    @given(st.sampled_from([*Slot, *Context, Measure.UNIT]), st.one_of(st.text(), st.integers(), st.floats()))
    def test_any_other_value_is_refused(self, name: FactName, value: str | float) -> None:
        vocabularies = {name.value: values for name, values in (*VALUES.items(), *CONTEXT_VALUES.items())}
        if value not in (*vocabularies.get(name, UNITS), UNKNOWN):
            with pytest.raises(ValueError, match="is geen van"):
                check_value(name, value)

    def test_a_unit_cannot_be_unknown(self) -> None:
        with pytest.raises(ValueError, match="unit: 'unknown' is geen van client, professional, provider"):
            check_value(Measure.UNIT, UNKNOWN)


class TestNumbers:
    @pytest.mark.parametrize("name", NUMBERS)
    @pytest.mark.parametrize("value", [1, 1.5, 999_999_999])
    def test_a_number_may_be_whole_or_broken(self, name: Measure, value: float) -> None:
        assert check_value(name, value) == value

    @pytest.mark.parametrize("name", NUMBERS)
    @pytest.mark.parametrize("value", [0, -1, -0.5, math.nan, math.inf, -math.inf, 1e9, True, "12", UNKNOWN])
    def test_what_is_no_number_above_nothing_is_refused(self, name: Measure, value: str | float) -> None:
        with pytest.raises(ValueError, match=f"{name.value}: .* is geen getal boven nul"):
            check_value(name, value)

    def test_half_a_minute_exists_and_half_a_client_does_not(self) -> None:
        assert check_value(Measure.MINUTES, 0.5) == 0.5
        assert check_value(Measure.PER_YEAR, 0.25) == 0.25
        with pytest.raises(ValueError, match=r"count: 0\.5 is minder dan een"):
            check_value(Measure.COUNT, 0.5)

    @pytest.mark.parametrize("value", [True, False])
    def test_true_is_not_read_as_one(self, value: bool) -> None:
        with pytest.raises(ValidationError):
            Fact(value=value, origin="button")
        with pytest.raises(ValidationError):
            FactSheet.model_validate({"facts": {"minutes": {"value": value, "origin": "button"}}})


class TestFact:
    @pytest.mark.parametrize("quote", [None, ""])
    def test_what_was_read_from_text_has_its_quote(self, quote: str | None) -> None:
        with pytest.raises(ValidationError, match="heeft zijn citaat nodig"):
            Fact(value="named", origin="text", quote=quote)
        assert Fact(value="named", origin="text", quote="de raad beslist").quote == "de raad beslist"

    def test_an_origin_is_one_of_four(self) -> None:
        with pytest.raises(ValidationError):
            Fact.model_validate({"value": "named", "origin": "gevoel"})

    def test_an_unknown_field_is_refused(self) -> None:
        with pytest.raises(ValidationError):
            Fact.model_validate({"value": "named", "origin": "button", "reason": "zomaar"})


class TestFactSheet:
    @pytest.mark.parametrize(
        ("name", "value"), [("kleur", "rood"), ("purpose", "geen"), ("minutes", 0), ("unit", 3)]
    )
    def test_it_holds_only_known_names_and_values(self, name: str, value: str | int) -> None:
        with pytest.raises(ValidationError):
            FactSheet(facts={name: button(value)})

    def test_it_cannot_be_changed(self) -> None:
        facts = {"purpose": button("quality")}
        sheet = FactSheet(facts=facts)
        facts["purpose"] = button("cover")
        assert sheet.value(Slot.PURPOSE) == "quality"
        for model, field in ((sheet, "facts"), (sheet.facts["purpose"], "value")):
            with pytest.raises(ValidationError, match="frozen"):
                setattr(model, field, {})

    @given(sheets, st.sampled_from([*Slot]))
    def test_a_new_answer_leaves_the_others_and_the_old_sheet_alone(
        self, sheet: FactSheet, slot: Slot
    ) -> None:
        before = sheet.model_copy(deep=True)
        changed = sheet.with_fact(slot, button(VALUES[slot][0]))
        assert changed.get(slot) == button(VALUES[slot][0])
        assert sheet == before
        assert changed.without(slot) == sheet.without(slot)
        assert sheet.without(slot).get(slot) is None

    @given(sheets)
    def test_it_survives_json(self, sheet: FactSheet) -> None:
        text = sheet.model_dump_json()
        assert FactSheet.model_validate_json(text) == sheet
        assert FactSheet.model_validate_json(text).model_dump_json() == text

    @given(sheets)
    def test_slots_come_in_one_order_without_the_rest(self, sheet: FactSheet) -> None:
        assert dict(sheet.slots()) == {slot: sheet.facts[slot] for slot in Slot if slot in sheet.facts}
        assert [slot for slot, _ in sheet.slots()] == [slot for slot in Slot if slot in sheet.facts]

    @given(sheets)
    def test_known_is_confirmed_and_answered_is_confirmed_or_doubted(self, sheet: FactSheet) -> None:
        for slot, fact in sheet.slots():
            assert (slot in sheet.answered()) == (fact.confirmed or fact.doubted)
            said = fact.confirmed and (fact.value != UNKNOWN or slot is Slot.VARIANT)
            assert sheet.known().get(slot) == (fact.value if said else None)

    def test_a_number_is_a_number_or_nothing(self) -> None:
        sheet = FactSheet().with_fact(Measure.MINUTES, button(7.5)).with_fact(Measure.UNIT, button("client"))
        assert sheet.number(Measure.MINUTES) == 7.5
        assert sheet.number(Measure.COUNT) is None
        assert sheet.number(Measure.UNIT) is None
