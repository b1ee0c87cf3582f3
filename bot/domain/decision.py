"""The decision: from facts to a rule, what is still possible, and which questions still matter."""

from collections.abc import Mapping
from typing import NamedTuple

from bot.domain.diagram import (
    Node,
    compile_rules,
    fewest_changes,
    leaf,
    nodes,
    restrict,
)
from bot.domain.facts import FactSheet
from bot.domain.slots import ASSUMED, LEAST_IN_FAVOUR, PROPOSED, VALUES, Slot
from bot.domain.table import Condition, DecisionTable, Outcome, Rule

Known = Mapping[Slot, str]


class Way(NamedTuple):
    """A rule with the changed facts that lead to it."""

    rule: Rule
    facts: dict[Slot, str]


def effective_values(sheet: FactSheet) -> dict[Slot, str]:
    """A full set of values: what is known, and for the rest what an unknown fact counts as.

    A proposal from retrieval keeps its value, nothing found counts as `none`, context nobody
    mentioned as it is assumed, and every other unknown as its value least in favour.
    """
    values: dict[Slot, str] = {}
    for slot in Slot:
        fact = sheet.get(slot)
        if fact is not None and fact.value in VALUES[slot]:
            values[slot] = str(fact.value)
        else:
            values[slot] = "none" if slot in PROPOSED else ASSUMED.get(slot) or LEAST_IN_FAVOUR[slot]
    return values


def settled_values(sheet: FactSheet) -> dict[Slot, str]:
    """The values nobody has to ask about any more, once the conversation ends.

    Context that is assumed counts as settled, unless there is a proposal nobody has confirmed.
    """
    proposed = {slot for slot, fact in sheet.slots() if not fact.confirmed and fact.value in VALUES[slot]}
    assumed = {slot: value for slot, value in ASSUMED.items() if slot not in proposed}
    return {**assumed, **sheet.known()}


class Decision:
    """A decision table, compiled once and then asked many times. Holds no state of a conversation."""

    def __init__(self, table: DecisionTable) -> None:
        self.table = table
        self._diagram = compile_rules(table.rules)

    def rule(self, values: Known) -> Rule:
        """The first rule that fires for a value of every slot.

        Raises:
            LookupError: the table has no rule for these values (`faults` tells beforehand).
        """
        rule = leaf(self._diagram, values)
        if rule is None:
            raise LookupError("de beslistabel heeft geen regel voor deze gegevens")
        return rule

    def possible_rules(self, known: Known) -> frozenset[str]:
        """Ids of the rules that can still fire."""
        return frozenset(rule.id for rule in self._reachable(known))

    def possible(self, known: Known) -> frozenset[Outcome]:
        """The outcomes that are still possible."""
        return frozenset(rule.outcome for rule in self._reachable(known))

    def matters(self, known: Known) -> frozenset[Slot]:
        """Open slots whose answer can still change the outcome, its conditions or its motivation."""
        reachable = list(nodes(restrict(self._diagram, known)))
        rules = [node for node in reachable if isinstance(node, Rule)]
        slots = {node.slot for node in reachable if isinstance(node, Node)}
        for condition in self.table.conditions:
            open_slots = condition.when.keys() - known.keys()
            if open_slots and self._can_come(condition, known, rules):
                slots |= open_slots
        return frozenset(slots)

    def changes(self, values: Known, free: frozenset[Slot]) -> list[Way]:
        """For each other rule within reach of `free`: a smallest set of changes that leads to it.

        Fewest changes first.
        """
        found = fewest_changes(self._diagram, values, free)
        ways = [Way(rule, found[rule.id]) for rule in self.table.rules if found.get(rule.id)]
        return sorted(ways, key=lambda way: len(way.facts))

    def faults(self) -> list[tuple[str | None, str]]:
        """What is wrong with the table, each as (id of the row or None, Dutch sentence); [] when sound."""
        leaves = list(nodes(self._diagram))
        fires = {node.id for node in leaves if isinstance(node, Rule)}
        found: list[tuple[str | None, str]] = [
            (
                rule.id,
                f"regel {rule.id} kan nooit gelden: eerdere regels gaan voor, of hij spreekt zichzelf tegen",
            )
            for rule in self.table.rules
            if rule.id not in fires
        ]
        if (gap := self._gap()) is not None:
            example = ", ".join(f"{slot.value} = {value}" for slot, value in gap.items())
            found.append((None, f"geen enkele regel geldt bij: {example or 'alle gegevens'}"))
        return found

    def _reachable(self, known: Known) -> list[Rule]:
        return [node for node in nodes(restrict(self._diagram, known)) if isinstance(node, Rule)]

    @staticmethod
    def _can_come(condition: Condition, known: Known, rules: list[Rule]) -> bool:
        fits = all(known[slot] in allowed for slot, allowed in condition.when.items() if slot in known)
        return fits and any(condition.concerns(rule) for rule in rules)

    def _gap(self) -> dict[Slot, str] | None:
        """Values for which no rule fires, or None when there are none."""
        if self._diagram is None:
            return {}
        waiting: list[tuple[Node | Rule, dict[Slot, str]]] = [(self._diagram, {})]
        seen: set[int] = set()
        while waiting:
            node, path = waiting.pop()
            if isinstance(node, Rule) or id(node) in seen:
                continue
            seen.add(id(node))
            for value, branch in node.branches.items():
                further = {**path, node.slot: value}
                if branch is None:
                    return further
                waiting.append((branch, further))
        return None
