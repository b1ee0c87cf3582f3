"""One turn of the decision core: evaluate, possible outcomes, next question."""

import random
from collections.abc import Iterator

from bench.figures import Figure, median, milliseconds, percentile
from bot.content import load_table
from bot.domain import VALUES, Fact, FactSheet, Rates, Slot, Versions, advise

SHEETS = 500


def measure() -> Iterator[Figure]:
    """Random sheets with a random part of the facts known (seed 7)."""
    decision = load_table()
    chance = random.Random(7)  # noqa: S311 - not for secrets
    sheets = iter([_sheet(chance) for _ in range(SHEETS)])

    def one_turn() -> None:
        sheet = next(sheets)
        known = sheet.known()
        advise(decision, sheet, Rates(), Versions(table="bench", knowledge="bench"))
        decision.possible(known)
        decision.matters(known)

    taken = milliseconds(one_turn, SHEETS)
    yield Figure("kern: advies, mogelijke uitkomsten, volgende vraag (p50)", median(taken), "ms", 2)
    yield Figure("kern: idem (p99)", percentile(taken, 0.99), "ms")
    yield Figure("kern: beslistabel laden en compileren", median(milliseconds(load_table, 10)), "ms")


def _sheet(chance: random.Random) -> FactSheet:
    sheet = FactSheet()
    for slot in chance.sample(list(Slot), chance.randrange(len(Slot))):
        sheet = sheet.with_fact(slot, Fact(value=chance.choice(VALUES[slot]), origin="button"))
    return sheet
