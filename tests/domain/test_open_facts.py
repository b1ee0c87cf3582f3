"""What is still possible and what is still worth asking, while facts are open."""

from collections.abc import Mapping
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from bot.domain import QUESTIONS, VALUES, Decision, Slot, advise
from tests.domain.reference import conditions_of, outcome_of, rule_of
from tests.domain.sheets import RATES, VERSIONS, all_values, sheet_of

ASKED = [slot for slots in QUESTIONS.values() for slot in slots]
Values = dict[Slot, str]


def _result(values: Mapping[Slot, str]) -> tuple[str, frozenset[str]]:
    rule = rule_of(values)
    return rule, frozenset(conditions_of(rule, values))


def _asked_in_order(decision: Decision, values: Values) -> Values:
    """The answers of someone for whom `values` are true, when only questions that matter are asked."""
    known: Values = {}
    while left := decision.matters(known):
        slot = next(slot for slot in ASKED if slot in left)
        known[slot] = values[slot]
    return known


@given(all_values, all_values)
def test_a_skipped_question_could_not_have_changed_anything(
    decision: Decision, values: Values, others: Values
) -> None:
    known = _asked_in_order(decision, values)
    assert _result({**others, **known}) == _result(values)

    short, full = (advise(decision, sheet_of(each), RATES, VERSIONS) for each in (known, values))
    assert not short.provisional
    assert not short.unknown
    assert (short.recommendation, short.rule, short.motivation, short.conditions) == (
        full.recommendation,
        full.rule,
        full.motivation,
        full.conditions,
    )


@given(all_values, st.permutations(list(Slot)))
def test_the_outcome_was_possible_at_every_step(
    decision: Decision, values: Values, order: list[Slot]
) -> None:
    rule = rule_of(values)
    known: Values = {}
    rules, outcomes, matters = decision.possible_rules({}), decision.possible({}), decision.matters({})
    for slot in order:
        known[slot] = values[slot]
        assert decision.possible_rules(known) <= rules
        assert decision.possible(known) <= outcomes
        assert decision.matters(known) <= matters - {slot}
        rules, outcomes, matters = (
            decision.possible_rules(known),
            decision.possible(known),
            decision.matters(known),
        )
        assert rule in rules
        assert outcome_of(rule) in outcomes
    assert rules == {rule}
    assert not matters


@given(all_values, st.sets(st.sampled_from(list(Slot)), max_size=4))
def test_possible_and_matters_are_those_of_trying_every_combination(
    decision: Decision, values: Values, unknown: set[Slot]
) -> None:
    known = {slot: value for slot, value in values.items() if slot not in unknown}
    slots = sorted(unknown)
    results = {
        answers: _result({**known, **dict(zip(slots, answers, strict=True))})
        for answers in product(*(VALUES[slot] for slot in slots))
    }
    assert decision.possible_rules(known) == {rule for rule, _ in results.values()}
    assert decision.possible(known) == {outcome_of(rule) for rule, _ in results.values()}
    matters = {
        slot
        for number, slot in enumerate(slots)
        for answers, result in results.items()
        for value in VALUES[slot]
        if results[(*answers[:number], value, *answers[number + 1 :])] != result
    }
    assert decision.matters(known) == matters


def test_the_law_settles_all_but_the_personal_data(decision: Decision) -> None:
    assert decision.matters({Slot.LEGAL_BASIS: "prescribed"}) == {Slot.PERSONAL_DATA}


def test_nothing_needs_asking_once_it_will_be_dropped(decision: Decision) -> None:
    known = {Slot.STATUS: "new", Slot.LEGAL_BASIS: "none", Slot.PURPOSE: "none", Slot.AVAILABLE: "none"}
    assert decision.matters(known) == frozenset()
