"""The real table against the decision model; nothing here is a sample: see `every_way`."""

from itertools import pairwise, product

import pytest

from bot.domain import VALUES, Decision, Outcome, Slot
from tests.domain.every_way import Facts, every_way
from tests.domain.reference import conditions_of, outcome_of, rule_of

RULES = [f"R{number:02}" for number in range(1, 17)]


def test_every_combination_gets_the_rule_of_the_decision_model(decision: Decision) -> None:
    def both(facts: Facts) -> tuple[str, str]:
        return rule_of(facts), decision.rule(facts).id

    fired = set()
    for facts, (expected, rule) in every_way(both):
        assert rule == expected, facts
        fired.add(rule)
    assert sorted(fired) == RULES


def test_every_rule_has_the_outcome_of_the_decision_model(decision: Decision) -> None:
    assert {rule.id: rule.outcome.value for rule in decision.table.rules} == {
        rule: outcome_of(rule) for rule in RULES
    }


def test_every_rule_gets_the_conditions_of_the_decision_model(decision: Decision) -> None:
    """For each rule and all values of the slots that conditions look at."""
    rows = decision.table.conditions
    slots = sorted({slot for row in rows for slot in row.when})
    for rule in decision.table.rules:
        for values in product(*(VALUES[slot] for slot in slots)):
            facts = dict(zip(slots, values, strict=True))
            come = {row.id for row in rows if row.concerns(rule) and row.holds(facts)}
            facts |= {slot: "none" for slot in Slot if slot not in facts}
            assert come == set(conditions_of(rule.id, facts)), (rule.id, facts)


@pytest.mark.parametrize(
    "slot", [Slot.DECISION, Slot.BURDEN, Slot.CLIENT_TIME, Slot.DISCRETION, Slot.RESIDENT]
)
def test_a_stronger_case_against_never_saves_what_was_dropped(decision: Decision, slot: Slot) -> None:
    """One step at a time; the values run from the weakest case against to the strongest."""
    for weaker, stronger in pairwise(VALUES[slot]):

        def saved(facts: Facts, weaker: str = weaker, stronger: str = stronger) -> bool:
            if decision.rule(facts.having(slot, weaker)).outcome is not Outcome.SCHRAPPEN:
                return False
            return decision.rule(facts.having(slot, stronger)).outcome is not Outcome.SCHRAPPEN

        assert not any(way.result for way in every_way(saved))


def test_a_form_prescribed_by_law_is_always_followed(decision: Decision) -> None:
    assert decision.possible_rules({Slot.LEGAL_BASIS: "prescribed"}) == {"R01"}
    assert decision.possible({Slot.LEGAL_BASIS: "prescribed"}) == {"standaardiseren"}


@pytest.mark.parametrize("slot", [Slot.PURPOSE, Slot.DECISION])
def test_without_law_no_purpose_or_no_decision_is_always_dropped(decision: Decision, slot: Slot) -> None:
    assert decision.possible({Slot.LEGAL_BASIS: "none", slot: "none"}) == {"schrappen"}


def test_at_the_start_everything_is_possible(decision: Decision) -> None:
    assert decision.possible({}) == {"behouden", "standaardiseren", "schrappen"}
    assert sorted(decision.possible_rules({})) == RULES
