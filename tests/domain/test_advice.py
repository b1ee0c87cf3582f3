"""What every advice holds, whatever is known."""

from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import (
    UNKNOWN,
    VALUES,
    Advice,
    Change,
    Context,
    Decision,
    Fact,
    FactSheet,
    Measure,
    Slot,
    advise,
    effective_values,
    fact_name,
    settled_values,
)
from tests.domain.reference import conditions_of, outcome_of, rule_of
from tests.domain.sheets import (
    IN_FAVOUR,
    RATES,
    VERSIONS,
    all_values,
    button,
    sheet_of,
    sheets,
    without_numbers,
)


def _advise(decision: Decision, sheet: FactSheet, found: tuple[str, ...] = ()) -> Advice:
    return advise(decision, sheet, RATES, VERSIONS, found)


def _with(sheet: FactSheet, change: Change) -> FactSheet:
    for slot, value in change.facts.items():
        sheet = sheet.with_fact(slot, button(value))
    return sheet


@given(sheets, st.randoms(use_true_random=False))
def test_the_order_of_the_facts_changes_not_a_letter(
    decision: Decision, sheet: FactSheet, chance: Random
) -> None:
    names = list(sheet.facts)
    chance.shuffle(names)
    other = FactSheet(facts={name: sheet.facts[name] for name in names})
    assert _advise(decision, other).model_dump_json() == _advise(decision, sheet).model_dump_json()


@given(sheets, sheets)
def test_an_answer_that_was_replaced_leaves_no_trace(
    decision: Decision, sheet: FactSheet, earlier: FactSheet
) -> None:
    changed = FactSheet(facts={name: fact for name, fact in earlier.facts.items() if name in sheet.facts})
    for name, fact in sheet.facts.items():
        changed = changed.with_fact(fact_name(name), fact)
    assert _advise(decision, changed).model_dump_json() == _advise(decision, sheet).model_dump_json()


@given(sheets)
def test_it_names_its_rule_and_outcome(decision: Decision, sheet: FactSheet) -> None:
    advice = _advise(decision, sheet)
    values = effective_values(without_numbers(sheet))
    (rule,) = (rule for rule in decision.table.rules if rule.id == rule_of(values))
    assert (advice.rule, advice.recommendation) == (rule.id, outcome_of(rule.id))
    assert (advice.motivation, advice.next_step) == (rule.motivation, rule.next_step)
    assert set(rule.sources) <= set(advice.rule_sources)
    assert advice.versions == VERSIONS


@given(sheets)
def test_it_is_provisional_when_an_open_answer_could_turn_it(decision: Decision, sheet: FactSheet) -> None:
    advice = _advise(decision, sheet)
    assert advice.recommendation in advice.possible
    assert advice.provisional == (len(advice.possible) > 1)
    opposite = {change.recommendation for change in advice.would_change if change.open}
    assert opposite == set(advice.possible) - {advice.recommendation}


@given(sheets)
def test_it_names_every_fact_with_its_origin(decision: Decision, sheet: FactSheet) -> None:
    advice = _advise(decision, sheet)
    values = effective_values(without_numbers(sheet))
    assert {slot: advice.facts[slot].value for slot in Slot} == values
    for name, fact in sheet.facts.items():
        if fact.value != UNKNOWN and name != Slot.BURDEN:
            assert advice.facts[name] == fact
    assumed = {name for name, fact in advice.facts.items() if fact != sheet.facts.get(name)}
    for name in assumed - {Slot.BURDEN}:
        assert advice.facts[name] == Fact(value=values[Slot(name)], origin="computed", confirmed=False)
    assert advice.facts.keys() == {slot.value for slot in Slot} | sheet.facts.keys()


@given(sheets, st.lists(st.sampled_from(("gevonden-a", "gevonden-b", "gids-vraag-doel")), unique=True))
def test_it_names_every_source_once(decision: Decision, sheet: FactSheet, found: list[str]) -> None:
    advice = _advise(decision, sheet, tuple(found))
    claims = (*advice.conditions, *advice.alternatives)
    cited = {source for claim in claims for source in claim.sources}
    passages = {fact.passage for fact in advice.facts.values() if fact.passage}
    assert set(advice.sources) == {*advice.rule_sources, *cited, *found, *passages}
    assert len(advice.sources) == len(set(advice.sources))
    assert advice.rule_sources
    assert all(claim.sources for claim in claims)


@given(sheets)
def test_conditions_come_with_keeping_and_alternatives_with_dropping(
    decision: Decision, sheet: FactSheet
) -> None:
    advice = _advise(decision, sheet)
    values = effective_values(without_numbers(sheet))
    assert {claim.id for claim in advice.conditions} == set(conditions_of(advice.rule, values))
    assert ("review_date" in {claim.id for claim in advice.conditions}) == (
        advice.recommendation == "behouden"
    )
    assert bool(advice.alternatives) == (advice.recommendation == "schrappen")


@given(sheets)
def test_what_is_unknown_or_unconfirmed_is_named_when_it_matters(
    decision: Decision, sheet: FactSheet
) -> None:
    advice = _advise(decision, sheet)
    sheet = without_numbers(sheet)
    matters = decision.matters(settled_values(sheet))
    assert set(advice.unknown) == matters
    bare_claim = {
        slot
        for slot, fact in sheet.slots()
        if slot is Slot.LEGAL_BASIS and fact.value in ("prescribed", "duty") and not fact.passage
    }
    unconfirmed = {slot for slot, fact in sheet.slots() if slot in matters and not fact.confirmed}
    assert set(advice.unconfirmed) == unconfirmed | bare_claim


@given(sheets)
def test_every_change_it_names_is_true(decision: Decision, sheet: FactSheet) -> None:
    sheet = without_numbers(sheet)
    advice = _advise(decision, sheet)
    settled = settled_values(sheet)
    for change in advice.would_change:
        again = _advise(decision, _with(sheet, change))
        assert (again.recommendation, again.rule) == (change.recommendation, change.rule)
        assert again.recommendation != advice.recommendation
        assert change.open == all(slot not in settled for slot in change.facts)
        assert change.open or len(change.facts) == 1
    assert [change.open for change in advice.would_change] == sorted(
        (change.open for change in advice.would_change), reverse=True
    )


@given(sheets)
def test_no_change_of_one_answer_is_left_out(decision: Decision, sheet: FactSheet) -> None:
    advice = _advise(decision, sheet)
    values = effective_values(without_numbers(sheet))
    turns = {
        (slot, value)
        for slot in Slot
        for value in VALUES[slot]
        if outcome_of(rule_of({**values, slot: value})) != advice.recommendation
    }
    named = [change.facts for change in advice.would_change if len(change.facts) == 1]
    assert {next(iter(facts.items())) for facts in named} == turns
    assert len(named) == len(turns)


@given(all_values, st.sets(st.sampled_from(list(Slot)), max_size=4))
def test_no_shorter_way_of_open_answers_is_left_out(
    decision: Decision, values: dict[Slot, str], unknown: set[Slot]
) -> None:
    sheet = sheet_of({slot: value for slot, value in values.items() if slot not in unknown})
    advice = _advise(decision, sheet)
    counted = effective_values(sheet)
    slots = sorted(unknown - settled_values(sheet).keys())
    fewest: dict[str, int] = {}
    for answers in product(*(VALUES[slot] for slot in slots)):
        other = {**counted, **dict(zip(slots, answers, strict=True))}
        outcome = outcome_of(rule_of(other))
        changes = sum(other[slot] != counted[slot] for slot in slots)
        fewest[outcome] = min(changes, fewest.get(outcome, changes))
    del fewest[advice.recommendation]
    named: dict[str, int] = {}
    for change in advice.would_change:
        if change.open:
            size = len(change.facts)
            named[change.recommendation] = min(size, named.get(change.recommendation, size))
    assert named == fewest


class TestProposedContext:
    """A proposal about what is otherwise assumed: it counts, and it is still open."""

    @pytest.fixture
    def advice(self, decision: Decision) -> Advice:
        sheet = sheet_of({**IN_FAVOUR, Slot.USED: "no"})
        proposal = Fact(value="existing", origin="retrieved", passage="stuk", confirmed=False)
        return _advise(decision, sheet.with_fact(Slot.STATUS, proposal))

    def test_it_counts_provisionally(self, advice: Advice) -> None:
        assert (advice.rule, advice.provisional) == ("R06", True)
        assert advice.possible == ("behouden", "schrappen")

    def test_it_is_named_as_unconfirmed(self, advice: Advice) -> None:
        assert advice.unconfirmed == (Slot.STATUS,)
        assert [change.facts for change in advice.would_change if change.open] == [{Slot.STATUS: "new"}]


def test_nothing_known_is_dropped_for_want_of_a_purpose(decision: Decision) -> None:
    advice = _advise(decision, FactSheet())
    assert (advice.recommendation, advice.rule, advice.provisional) == ("schrappen", "R03", True)
    assert advice.possible == ("behouden", "standaardiseren", "schrappen")


def test_everything_in_favour_is_kept_for_good_reasons(decision: Decision) -> None:
    advice = _advise(decision, sheet_of(IN_FAVOUR))
    assert (advice.recommendation, advice.rule, advice.provisional) == ("behouden", "R16", False)
    assert [claim.id for claim in advice.conditions] == ["review_date", "publish"]
    assert not advice.unknown


def test_a_law_without_its_article_is_named_as_unconfirmed(decision: Decision) -> None:
    sheet = sheet_of({Slot.LEGAL_BASIS: "prescribed", Slot.PERSONAL_DATA: "none"})
    assert _advise(decision, sheet).unconfirmed == (Slot.LEGAL_BASIS,)
    article = Fact(value="prescribed", origin="button", passage="plicht-jeugdwet-2-15")
    advice = _advise(decision, sheet.with_fact(Slot.LEGAL_BASIS, article))
    assert advice.unconfirmed == ()
    assert "plicht-jeugdwet-2-15" in advice.sources


@pytest.mark.parametrize(
    ("law", "cited"),
    [
        ("jeugdwet", {"plicht-jeugdwet-2-15"}),
        ("wmo", {"plicht-iwmo-verplicht"}),
        ("meerdere", {"plicht-jeugdwet-2-15", "plicht-iwmo-verplicht"}),
        ("participatiewet", set()),
        (UNKNOWN, set()),
        (None, set()),
    ],
)
def test_what_a_law_prescribes_is_cited_under_that_law_only(
    decision: Decision, law: str | None, cited: set[str]
) -> None:
    sheet = sheet_of({Slot.LEGAL_BASIS: "prescribed"})
    if law:
        sheet = sheet.with_fact(Context.LAW, button(law))
    advice = _advise(decision, sheet)
    general = {"gids-istandaarden-gebruiken"}
    assert set(advice.rule_sources) == cited | general
    assert advice.law == law


def test_the_article_that_was_confirmed_is_cited_first(decision: Decision) -> None:
    wmo = sheet_of({Slot.AVAILABLE: "none"}).with_fact(Context.LAW, button("wmo"))
    article = Fact(value="prescribed", origin="button", passage="plicht-calamiteiten")
    advice = _advise(decision, wmo.with_fact(Slot.LEGAL_BASIS, article), ("gevonden",))
    assert advice.rule_sources[:2] == ("plicht-calamiteiten", "plicht-iwmo-verplicht")
    assert advice.sources[0] == "plicht-calamiteiten"
    proposed = article.model_copy(update={"confirmed": False})
    advice = _advise(decision, wmo.with_fact(Slot.LEGAL_BASIS, proposed))
    assert "plicht-calamiteiten" not in advice.rule_sources


def test_an_article_is_not_cited_for_a_reason_that_is_not_about_a_law(decision: Decision) -> None:
    duty = Fact(value="duty", origin="button", passage="plicht-calamiteiten")
    advice = _advise(decision, sheet_of({Slot.AVAILABLE: "full"}).with_fact(Slot.LEGAL_BASIS, duty))
    assert advice.rule == "R02"
    assert "plicht-calamiteiten" not in advice.rule_sources
    assert "plicht-calamiteiten" in advice.sources


@given(sheets)
def test_it_names_what_its_reason_states_and_nobody_knows(decision: Decision, sheet: FactSheet) -> None:
    advice = _advise(decision, sheet)
    (rule,) = (rule for rule in decision.table.rules if rule.id == advice.rule)
    assert set(advice.assumed) <= {slot for box in rule.boxes() for slot in box}
    stated = sheet
    for slot in advice.assumed:
        fact = advice.facts[slot]
        assert (fact.origin, fact.confirmed, fact.passage) == ("computed", False, None)
        stated = stated.with_fact(slot, button(str(fact.value)))
    assert _advise(decision, stated).assumed == ()
    assert _advise(decision, stated).rule == advice.rule


def test_one_way_to_a_rule_that_is_known_is_enough(decision: Decision) -> None:
    known = sheet_of({**IN_FAVOUR, Slot.CLIENT_TIME: "much", Slot.DECISION: "vague"})
    advice = _advise(decision, known.without(Slot.DISCRETION))
    assert (advice.rule, advice.assumed) == ("R11", ())


def test_numbers_decide_the_burden_and_are_shown(decision: Decision) -> None:
    numbers = ((Measure.MINUTES, 15), (Measure.PER_YEAR, 12), (Measure.COUNT, 100))
    sheet = sheet_of({**IN_FAVOUR, Slot.LIGHTER: "yes"})
    assert _advise(decision, sheet).rule == "R16"
    for name, value in numbers:
        sheet = sheet.with_fact(name, button(value))
    sheet = sheet.with_fact(Measure.UNIT, button("client"))
    advice = _advise(decision, sheet)
    assert advice.rule == "R10"
    assert advice.facts[Slot.BURDEN] == Fact(value="high", origin="computed")
    assert advice.burden.total is not None
    assert advice.burden.total.hours == 300


def test_context_describes_and_never_decides(decision: Decision) -> None:
    sheet = sheet_of(IN_FAVOUR)
    described = sheet.with_fact(Context.SCALE, button("lokaal")).with_fact(Context.LAW, button("wmo"))
    advice, plain = _advise(decision, described), _advise(decision, sheet)
    assert advice.facts["law"].value == "wmo"
    assert advice.model_copy(update={"facts": plain.facts}) == plain
