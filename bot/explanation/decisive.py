"""Which facts an advice rests on: enough of them to give the same advice, whatever the others are.

Such a set is a prime implicant of the outcome, known as a sufficient reason or PI-explanation: Shih, Choi and
Darwiche (2018), *A Symbolic Approach to Explaining Bayesian Network Classifiers*.
"""

from bot.domain import Advice, Decision, Slot
from bot.domain.diagram import ORDER


def decisive(advice: Advice, decision: Decision) -> frozenset[Slot]:
    """Slots whose values alone lead to the recommendation; without any one of them they no longer do.

    There can be more such sets: this one keeps what the rule names, then what somebody said, then what is
    asked first.
    """
    values = {slot: str(advice.facts[slot].value) for slot in ORDER}
    named = named_by_rule(advice, decision)

    def least_wanted_first(slot: Slot) -> tuple[bool, bool, int]:
        return slot in named, advice.facts[slot].confirmed, -ORDER.index(slot)

    for slot in sorted(ORDER, key=least_wanted_first):
        fewer = {other: value for other, value in values.items() if other is not slot}
        if decision.possible(fewer) == {advice.recommendation}:
            values = fewer
    return frozenset(values)


def named_by_rule(advice: Advice, decision: Decision) -> frozenset[Slot]:
    """The slots that the rule of this advice looks at."""
    rule = next(rule for rule in decision.table.rules if rule.id == advice.rule)
    return frozenset(slot for box in rule.boxes() for slot in box)
