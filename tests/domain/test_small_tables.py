"""Tables of a few rules, made at random: the compiled table against reading it from top to bottom."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.domain import VALUES, Decision, DecisionTable, Outcome, Rule, Slot
from bot.domain.table import Condition

SLOTS = (Slot.STATUS, Slot.DECISION, Slot.USED, Slot.DISCRETION)
COMBINATIONS = [
    dict(zip(SLOTS, values, strict=True)) for values in product(*(VALUES[slot] for slot in SLOTS))
]
Whens = dict[Slot, tuple[str, ...]]


def _rule(number: int, when: Whens, any_of: tuple[Whens, ...] = ()) -> Rule:
    return Rule(
        id=f"R{number:02}",
        when=when,
        any_of=any_of,
        outcome=list(Outcome)[number % 3],
        motivation="Een reden van genoeg letters.",
        next_step="Een stap van genoeg letters.",
        sources=("stuk",),
    )


def _table(*rules: Rule, conditions: tuple[Condition, ...] = ()) -> DecisionTable:
    return DecisionTable(version="1", hit_policy="first", rules=rules, conditions=conditions, alternatives=())


_whens = st.fixed_dictionaries(
    {},
    optional={
        slot: st.lists(st.sampled_from(VALUES[slot]), min_size=1, unique=True).map(tuple) for slot in SLOTS
    },
)
_tables = st.lists(st.tuples(_whens, st.lists(_whens, max_size=2).map(tuple)), min_size=1, max_size=5).map(
    lambda rows: _table(*(_rule(number, *row) for number, row in enumerate(rows)))
)


def _first(table: DecisionTable, values: dict[Slot, str]) -> str | None:
    for rule in table.rules:
        extra = [all(values[slot] in allowed for slot, allowed in when.items()) for when in rule.any_of]
        if rule.holds(values) and (any(extra) or not extra):
            return rule.id
    return None


@given(_tables)
def test_the_first_rule_that_fires_counts(table: DecisionTable) -> None:
    decision = Decision(table)
    for values in COMBINATIONS:
        first = _first(table, values)
        if first is None:
            with pytest.raises(LookupError, match="geen regel"):
                decision.rule(values)
        else:
            assert decision.rule(values).id == first


@given(_tables)
def test_every_fault_is_found_and_nothing_else(table: DecisionTable) -> None:
    fired = {_first(table, values) for values in COMBINATIONS}
    faults = Decision(table).faults()
    assert [row for row, _ in faults if row] == [rule.id for rule in table.rules if rule.id not in fired]
    assert any(row is None for row, _ in faults) == (None in fired)


@given(_tables)
def test_the_example_of_a_gap_is_one(table: DecisionTable) -> None:
    for row, sentence in Decision(table).faults():
        if row is None:
            pairs = (pair.split(" = ") for pair in sentence.partition(": ")[2].split(", ") if " = " in pair)
            gap = {Slot(name): value for name, value in pairs}
            fits = [values for values in COMBINATIONS if gap.items() <= values.items()]
            assert fits
            assert all(_first(table, values) is None for values in fits)


@given(_tables, st.sampled_from(COMBINATIONS), st.frozensets(st.sampled_from(SLOTS)))
def test_the_way_to_another_rule_is_as_short_as_can_be(
    table: DecisionTable, values: dict[Slot, str], free: frozenset[Slot]
) -> None:
    fewest: dict[str, int] = {}
    for other in COMBINATIONS:
        changed = {slot for slot in SLOTS if other[slot] != values[slot]}
        rule = _first(table, other)
        if rule and changed <= free:
            fewest[rule] = min(len(changed), fewest.get(rule, len(changed)))
    fewest.pop(_first(table, values) or "", None)
    ways = Decision(table).changes(values, free)
    assert {way.rule.id: len(way.facts) for way in ways} == fewest
    assert [len(way.facts) for way in ways] == sorted(fewest.values())
    for way in ways:
        assert way.facts.keys() <= free
        assert _first(table, {**values, **way.facts}) == way.rule.id


def test_a_condition_that_cannot_come_any_more_asks_nothing() -> None:
    condition = Condition(
        id="datum",
        when={Slot.STATUS: ("existing",), Slot.USED: ("yes",)},
        outcomes=(Outcome.BEHOUDEN,),
        text="Zet er een datum op.",
        sources=("stuk",),
    )
    decision = Decision(_table(_rule(0, {}), conditions=(condition,)))
    assert decision.matters({}) == {Slot.STATUS, Slot.USED}
    assert decision.matters({Slot.STATUS: "existing"}) == {Slot.USED}
    assert decision.matters({Slot.STATUS: "new"}) == frozenset()


def test_a_condition_comes_with_its_outcomes_except_for_some_rules() -> None:
    condition = Condition(
        id="gesprek",
        when={Slot.CONSULTED: ("nobody",)},
        outcomes=(Outcome.BEHOUDEN, Outcome.STANDAARDISEREN),
        except_rules=("R03",),
        text="Praat er eerst over.",
        sources=("stuk",),
    )
    keep, other, drop = _rule(0, {}), _rule(3, {}), _rule(2, {})
    assert condition.concerns(keep)
    assert not condition.concerns(other)
    assert not condition.concerns(drop)
    assert condition.holds({Slot.CONSULTED: "nobody"})
    assert not condition.holds({Slot.CONSULTED: "both"})
    assert not condition.holds({})


def test_a_value_that_does_not_exist_is_refused_where_it_stands() -> None:
    with pytest.raises(ValidationError, match="kent 'altijd' niet") as refused:
        _rule(1, {}, ({Slot.STATUS: ("new",)}, {Slot.USED: ("altijd",)}))
    assert refused.value.errors()[0]["loc"] == ("any_of", 1, "used")


def test_a_name_stands_in_the_table_once() -> None:
    with pytest.raises(ValidationError, match="R01 staat er dubbel in") as refused:
        _table(_rule(1, {}), _rule(2, {}), _rule(1, {}))
    assert refused.value.errors()[0]["loc"] == ("rules", 2, "id")


def test_passages_are_those_of_every_row() -> None:
    condition = Condition(
        id="datum", outcomes=(Outcome.BEHOUDEN,), text="Zet er een datum op.", sources=("los", "stuk")
    )
    assert _table(_rule(0, {}), conditions=(condition,)).passages() == {"stuk", "los"}
