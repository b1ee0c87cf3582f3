"""The advice: a recommendation with everything a council member needs to check it."""

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict

from bot.domain.burden import Burden, Rates, burden_of
from bot.domain.decision import Decision, effective_values, settled_values
from bot.domain.facts import Fact, FactSheet
from bot.domain.slots import VALUES, Context, Measure, Slot
from bot.domain.table import Outcome, Rule


class Claim(BaseModel):
    """A sentence with the ids of the passages it rests on."""

    model_config = ConfigDict(frozen=True)

    id: str
    text: str
    sources: tuple[str, ...]


class Change(BaseModel):
    """Other answers that would give another advice; `open` when all of them are not known yet."""

    model_config = ConfigDict(frozen=True)

    facts: dict[Slot, str]
    recommendation: Outcome
    rule: str
    open: bool


class Versions(BaseModel):
    """What made this advice: enough to repeat it."""

    model_config = ConfigDict(frozen=True)

    table: str
    knowledge: str
    prompts: str | None = None
    model: str = "embedded"


class Advice(BaseModel):
    """One advice. `unconfirmed` names facts it rests on that nobody has confirmed.

    `assumed` are facts that its motivation states although nobody knows them: they count as least in favour.
    """

    model_config = ConfigDict(frozen=True)

    recommendation: Outcome
    rule: str
    provisional: bool
    possible: tuple[Outcome, ...]
    facts: dict[str, Fact]
    motivation: str
    rule_sources: tuple[str, ...]
    next_step: str
    sources: tuple[str, ...]
    conditions: tuple[Claim, ...]
    alternatives: tuple[Claim, ...]
    burden: Burden
    would_change: tuple[Change, ...]
    unconfirmed: tuple[Slot, ...]
    unknown: tuple[Slot, ...]
    assumed: tuple[Slot, ...] = ()
    versions: Versions

    @property
    def law(self) -> str | None:
        """The law the registration falls under ("meerdere": more than one); None when nobody named it."""
        return law_of(self.facts)


def law_of(facts: Mapping[str, Fact]) -> str | None:
    """The law among `facts`, or None."""
    fact = facts.get(Context.LAW)
    return None if fact is None else str(fact.value)


def with_burden(sheet: FactSheet, rates: Rates) -> FactSheet:
    """`sheet` with the burden class that follows from its numbers; numbers go before an estimate.

    A class computed from numbers that have changed since goes with them.
    """
    burden_class = burden_of(sheet, rates).burden_class
    fact = sheet.get(Slot.BURDEN)
    if burden_class is None:
        return sheet.without(Slot.BURDEN) if fact and fact.origin == "computed" else sheet
    if fact and fact.confirmed and fact.value == burden_class:
        return sheet
    return sheet.with_fact(Slot.BURDEN, Fact(value=burden_class, origin="computed"))


def advise(
    decision: Decision, sheet: FactSheet, rates: Rates, versions: Versions, found: tuple[str, ...] = ()
) -> Advice:
    """The advice on `sheet`. `found` are the ids of the passages the user was shown.

    The same sheet gives the same advice, in whatever order its facts came. It is provisional when
    an answer that is still open could lead to another recommendation.
    """
    sheet = with_burden(sheet, rates)
    values = effective_values(sheet)
    settled = settled_values(sheet)
    rule = decision.rule(values)
    possible = decision.possible(settled)
    matters = decision.matters(settled)
    law = law_of(sheet.facts)
    conditions = tuple(
        Claim(id=row.id, text=row.text, sources=row.cited(law))
        for row in decision.table.conditions
        if row.concerns(rule) and row.holds(values)
    )
    alternatives = tuple(
        Claim(id=row.id, text=row.text, sources=row.cited(law))
        for row in decision.table.alternatives
        if rule.outcome is Outcome.SCHRAPPEN and row.holds(values)
    )
    rule_sources = tuple(dict.fromkeys((*_article(rule, sheet), *rule.cited(law))))
    cited = (*rule_sources, *(source for claim in (*conditions, *alternatives) for source in claim.sources))
    facts = _facts(sheet, values)
    passages = (fact.passage for fact in facts.values() if fact.passage)
    return Advice(
        recommendation=rule.outcome,
        rule=rule.id,
        provisional=len(possible) > 1,
        possible=tuple(outcome for outcome in Outcome if outcome in possible),
        facts=facts,
        motivation=rule.motivation,
        rule_sources=rule_sources,
        next_step=rule.next_step,
        sources=tuple(dict.fromkeys((*cited, *found, *passages))),
        conditions=conditions,
        alternatives=alternatives,
        burden=burden_of(sheet, rates),
        would_change=_would_change(decision, rule, values, settled),
        unconfirmed=tuple(
            slot
            for slot, fact in sheet.slots()
            if (not fact.confirmed and slot in matters) or (slot is Slot.LEGAL_BASIS and _is_bare_claim(fact))
        ),
        unknown=tuple(slot for slot in Slot if slot in matters),
        assumed=_assumed(rule, sheet, values),
        versions=versions,
    )


def _facts(sheet: FactSheet, values: Mapping[Slot, str]) -> dict[str, Fact]:
    """Every fact the advice rests on, said or assumed; always in the same order."""
    facts = dict(sheet.facts)
    for slot, value in values.items():
        fact = facts.get(slot.value)
        if fact is None or fact.value not in VALUES[slot]:
            facts[slot.value] = Fact(value=value, origin="computed", confirmed=False)
    return {name.value: facts[name.value] for name in (*Slot, *Measure, *Context) if name.value in facts}


def _article(rule: Rule, sheet: FactSheet) -> tuple[str, ...]:
    """The article that the user confirmed, when `rule` rests on a law that asks for the registration."""
    fact = sheet.get(Slot.LEGAL_BASIS)
    if fact is None or not fact.confirmed or not fact.passage:
        return ()
    asked = any(fact.value in box.get(Slot.LEGAL_BASIS, ()) for box in rule.boxes())
    return (fact.passage,) if asked and fact.value != "none" else ()


def _assumed(rule: Rule, sheet: FactSheet, values: Mapping[Slot, str]) -> tuple[Slot, ...]:
    """Slots that `rule` rests on and that nothing was said or found about; as few as can be."""
    known = {slot for slot, fact in sheet.slots() if fact.value in VALUES[slot]}
    holding = (box for box in rule.boxes() if all(values[slot] in allowed for slot, allowed in box.items()))
    return min((tuple(slot for slot in Slot if slot in box.keys() - known) for box in holding), key=len)


def _is_bare_claim(legal_basis: Fact) -> bool:
    """Whether a law is claimed without the article that says so."""
    return legal_basis.value in ("prescribed", "duty") and not legal_basis.passage


def _would_change(
    decision: Decision, rule: Rule, values: Mapping[Slot, str], settled: Mapping[Slot, str]
) -> tuple[Change, ...]:
    """Smallest changes to another recommendation: first open answers, then given ones.

    For each single slot every value that turns the advice; where one open answer is not enough,
    the smallest set of open answers that leads to each other recommendation.
    """
    open_slots = frozenset(slot for slot in Slot if slot not in settled)
    found: dict[tuple[tuple[Slot, str], ...], Change] = {}

    def add(facts: dict[Slot, str], to: Rule) -> None:
        if to.outcome is not rule.outcome:
            key = tuple(sorted(facts.items()))
            is_open = facts.keys() <= open_slots
            found[key] = Change(facts=facts, recommendation=to.outcome, rule=to.id, open=is_open)

    for slot in Slot:
        for value in VALUES[slot]:
            if value != values[slot]:
                add({slot: value}, decision.rule({**values, slot: value}))
    reached = {change.recommendation for change in found.values() if change.open}
    for to, facts in decision.changes(values, open_slots):
        if to.outcome is not rule.outcome and to.outcome not in reached:
            reached.add(to.outcome)
            add(facts, to)
    return tuple(sorted(found.values(), key=lambda change: (not change.open, len(change.facts))))
