"""Random facts and fact sheets."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from bot.domain import UNKNOWN, VALUES, Context, Fact, FactSheet, Measure, Rates, Slot, Versions, with_burden
from bot.domain.facts import FactName
from bot.domain.slots import CONTEXT_VALUES, UNITS

RATES = Rates()
VERSIONS = Versions(table="1", knowledge="proef", prompts="p1", model="m1")
NOON = datetime(2025, 3, 1, 12, 0, tzinfo=UTC)

IN_FAVOUR = {
    Slot.STATUS: "new",
    Slot.DATA_KIND: "outcome",
    Slot.VARIANT: "output",
    Slot.LEGAL_BASIS: "none",
    Slot.PURPOSE: "outcomes",
    Slot.DECISION: "named",
    Slot.USED: "yes",
    Slot.AVAILABLE: "none",
    Slot.STANDARD: "none",
    Slot.NEIGHBOURS: "none",
    Slot.LOCAL_REASON: "council",
    Slot.POLICY_PART: "sensitive",
    Slot.BURDEN: "low",
    Slot.CLIENT_TIME: "none",
    Slot.DISCRETION: "free",
    Slot.RESIDENT: "benefit",
    Slot.LIGHTER: "no",
    Slot.CONSULTED: "both",
    Slot.PERSONAL_DATA: "none",
}
"""Facts that lead to behouden; without a lean towards these nearly every random sheet ends early."""


def _leaning(slot: Slot) -> st.SearchStrategy[str]:
    return st.one_of(st.just(IN_FAVOUR[slot]), st.sampled_from(VALUES[slot]))


all_values = st.fixed_dictionaries({slot: _leaning(slot) for slot in Slot})
"""A value for every slot."""


def button(value: str | float) -> Fact:
    return Fact(value=value, origin="button")


def sheet_of(values: dict[Slot, str]) -> FactSheet:
    """A sheet on which `values` have been answered."""
    return FactSheet(facts={slot.value: button(value) for slot, value in values.items()})


@st.composite
def _facts(draw: st.DrawFn, slot: Slot) -> Fact:
    value = draw(st.one_of(_leaning(slot), st.just(UNKNOWN)))
    match draw(st.sampled_from(("button", "text", "retrieved", "doubted"))):
        case "button":
            return Fact(value=value, origin="button", at=NOON)
        case "text":
            return Fact(value=value, origin="text", quote="zo staat het er")
        case "retrieved":
            return Fact(
                value=value, origin="retrieved", passage=f"stuk-{slot.value}", confirmed=draw(st.booleans())
            )
        case _:
            return Fact(value=value, origin="retrieved", passage="stuk", confirmed=False, doubted=True)


def _other_facts() -> dict[str, st.SearchStrategy[Fact]]:
    number = st.one_of(st.integers(1, 500), st.floats(1, 500))
    measures = {name: number.map(button) for name in (Measure.MINUTES, Measure.PER_YEAR, Measure.COUNT)}
    units = {Measure.UNIT: st.sampled_from(UNITS).map(button)}
    context = {name: st.sampled_from(CONTEXT_VALUES[name]).map(button) for name in Context}
    return {name.value: facts for name, facts in (*measures.items(), *units.items(), *context.items())}


sheets = st.fixed_dictionaries(
    {}, optional={**{slot.value: _facts(slot) for slot in Slot}, **_other_facts()}
).map(lambda facts: FactSheet(facts=facts))
"""Any sheet: some facts said, some proposed, some doubted, some answered with "weet ik niet"."""


def without_numbers(sheet: FactSheet) -> FactSheet:
    """The same sheet, with the burden that follows from its numbers as an answer instead of the numbers."""
    burden = with_burden(sheet, RATES).get(Slot.BURDEN)
    names: tuple[FactName, ...] = (*Measure, Slot.BURDEN)
    for name in names:
        sheet = sheet.without(name)
    if burden is None:
        return sheet
    return sheet.with_fact(Slot.BURDEN, button(str(burden.value)) if burden.origin == "computed" else burden)
