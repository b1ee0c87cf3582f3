"""Small cases for tests of the axes, the simulated user and the runner."""

from collections.abc import Mapping
from random import Random

from bot.content import load_table
from bot.domain import Outcome, Slot
from evals.cases import Case, Edit, InNumbers
from tests.dialogue.chat import ANSWERS, DESCRIPTION

TABLE = load_table()

Words = Mapping[Slot, tuple[str, str]]

NO_LAW: Words = {
    Slot.LEGAL_BASIS: ("Nee, geen wet", "Er is geen wet die dit vraagt"),
    Slot.DISCRETION: ("Professionals mogen vrij afwijken", "Ja, afwijken mag"),
}


def _example(outcome: Outcome, rule: str, answers: Words, *edits: Edit) -> Case:
    """A case with this outcome, about colours of front doors."""
    facts = {Slot(name): value for name, value in (ANSWERS[Outcome.BEHOUDEN] | ANSWERS[outcome]).items()}
    return Case(
        id=f"voordeur-{outcome.value}",
        law="wmo",
        municipality="GM0995",
        description=DESCRIPTION,
        rewordings={
            "formal": "Wij verzoeken aanbieders de kleur van hun voordeur op te geven",
            "chatty": "Laat aanbieders eens vertellen welke kleur hun voordeur heeft",
            "typos": "aanbieders gevn de kleur van hun vordeur door",
            "long": "Aanbieders geven de kleur van hun voordeur door. Die van mij is groen.",
            "plain": "Aanbieders zeggen welke kleur hun voordeur heeft",
        },
        facts={**facts, Slot.STATUS: "new", Slot.VARIANT: "task"},
        outcome=outcome,
        rule=rule,
        reason="Verzonnen voor een test.",
        answers=answers,
        in_numbers=InNumbers(
            minutes=1, per_year=2, count=10, unit="client", says="1 minuut per cliënt, 2 keer per jaar"
        ),
        edits=edits,
    )


def _edit(outcome: Outcome, rule: str, slot: Slot, value: str, says: str) -> Edit:
    return Edit(changes={slot: value}, says={slot: says}, outcome=outcome, rule=rule)


KEEP = _example(
    Outcome.BEHOUDEN,
    "R16",
    NO_LAW,
    _edit(Outcome.SCHRAPPEN, "R04", Slot.DECISION, "none", "Geen besluit"),
    _edit(Outcome.BEHOUDEN, "R16", Slot.DISCRETION, "none", "Afwijken mag niet"),
)
JOIN = _example(
    Outcome.STANDAARDISEREN,
    "R08",
    {Slot.STANDARD: ("Volledig", "Ja, helemaal")},
    _edit(Outcome.BEHOUDEN, "R16", Slot.STANDARD, "none", "Nee"),
    _edit(Outcome.SCHRAPPEN, "R02", Slot.AVAILABLE, "full", "Ja, helemaal"),
)
DROP = _example(
    Outcome.SCHRAPPEN,
    "R03",
    NO_LAW,
    _edit(Outcome.BEHOUDEN, "R16", Slot.PURPOSE, "quality", "Kwaliteit"),
    _edit(Outcome.SCHRAPPEN, "R04", Slot.DECISION, "none", "Geen besluit"),
)
EXAMPLES = (KEEP, JOIN, DROP)


def seeded(seed: int) -> Random:
    """Chance that is always the same."""
    return Random(seed)  # noqa: S311 - to choose examples
