"""The rules compiled into a reduced, ordered decision diagram.

A diagram answers at once what a list of rules answers only by trying combinations: which rules can
still fire when some facts are open, and which open facts still matter. Method: Bryant (1986),
*Graph-based algorithms for Boolean function manipulation*, with as many branches as a slot has values.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.slots import QUESTIONS, VALUES, Slot
from bot.domain.table import Box, Rule

ORDER: tuple[Slot, ...] = tuple(slot for slots in QUESTIONS.values() for slot in slots)


@dataclass(frozen=True, eq=False, slots=True)
class Node:
    """A choice on `slot`: one branch for each value. Equal diagrams are the same object."""

    slot: Slot
    branches: Mapping[str, "Diagram"]


Diagram = Node | Rule | None
"""A choice, the rule that fires, or None where no rule does."""


class _Maker:
    """Makes nodes: skips a choice without a difference, and never makes the same node twice."""

    def __init__(self) -> None:
        self._made: dict[tuple[object, ...], Node] = {}

    def node(self, slot: Slot, branches: Mapping[str, Diagram]) -> Diagram:
        first = next(iter(branches.values()))
        if all(branch is first for branch in branches.values()):
            return first
        key = (slot, *((value, id(branch)) for value, branch in branches.items()))
        if (made := self._made.get(key)) is None:
            made = self._made[key] = Node(slot, branches)
        return made


_Alive = tuple[tuple[int, tuple[tuple[Slot, frozenset[str]], ...]], ...]


def compile_rules(rules: Sequence[Rule]) -> Diagram:
    """The diagram whose leaf, for any full set of values, is the first rule that fires."""
    maker = _Maker()
    memo: dict[tuple[int, _Alive], Diagram] = {}

    def build(level: int, alive: _Alive) -> Diagram:
        if not alive:
            return None
        if not alive[0][1]:
            return rules[alive[0][0]]
        key = (level, alive)
        if key not in memo:
            slot = ORDER[level]
            memo[key] = maker.node(
                slot, {value: build(level + 1, _given(alive, slot, value)) for value in VALUES[slot]}
            )
        return memo[key]

    start: _Alive = tuple(
        (number, _literals(box))
        for number, rule in enumerate(rules)
        for box in rule.boxes()
        if all(box.values())
    )
    return build(0, start)


def _literals(box: Box) -> tuple[tuple[Slot, frozenset[str]], ...]:
    return tuple((slot, box[slot]) for slot in ORDER if slot in box and box[slot] != set(VALUES[slot]))


def _given(alive: _Alive, slot: Slot, value: str) -> _Alive:
    """What is left of each rule once `slot` is `value`; nothing after a rule that fires for sure."""
    left: list[tuple[int, tuple[tuple[Slot, frozenset[str]], ...]]] = []
    for number, literals in alive:
        if any(name is slot and value not in allowed for name, allowed in literals):
            continue
        rest = tuple(literal for literal in literals if literal[0] is not slot)
        left.append((number, rest))
        if not rest:
            break
    return tuple(left)


def restrict(diagram: Diagram, known: Mapping[Slot, str]) -> Diagram:
    """The diagram that is left once `known` is filled in, again reduced."""
    maker = _Maker()
    memo: dict[int, Diagram] = {}

    def walk(node: Diagram) -> Diagram:
        if not isinstance(node, Node):
            return node
        if id(node) not in memo:
            value = known.get(node.slot)
            memo[id(node)] = (
                walk(node.branches[value])
                if value is not None
                else maker.node(node.slot, {name: walk(branch) for name, branch in node.branches.items()})
            )
        return memo[id(node)]

    return walk(diagram)


def nodes(diagram: Diagram) -> Iterator[Node | Rule]:
    """Every node and rule that can be reached, each once."""
    seen: set[int] = set()
    waiting = [diagram]
    while waiting:
        node = waiting.pop()
        if node is None or id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        if isinstance(node, Node):
            waiting.extend(node.branches.values())


def leaf(diagram: Diagram, values: Mapping[Slot, str]) -> Rule | None:
    """The rule that fires for a full set of values."""
    while isinstance(diagram, Node):
        diagram = diagram.branches[values[diagram.slot]]
    return diagram


def fewest_changes(
    diagram: Diagram, values: Mapping[Slot, str], free: frozenset[Slot]
) -> dict[str, dict[Slot, str]]:
    """For each rule that can be reached by changing `free` slots only: a smallest set of changes."""
    memo: dict[int, dict[str, dict[Slot, str]]] = {}

    def walk(node: Diagram) -> dict[str, dict[Slot, str]]:
        if node is None:
            return {}
        if isinstance(node, Rule):
            return {node.id: {}}
        if id(node) not in memo:
            best: dict[str, dict[Slot, str]] = {}
            for value, branch in node.branches.items():
                stays = value == values[node.slot]
                if not stays and node.slot not in free:
                    continue
                for rule, changes in walk(branch).items():
                    more = changes if stays else {node.slot: value, **changes}
                    if rule not in best or len(more) < len(best[rule]):
                        best[rule] = more
            memo[id(node)] = best
        return memo[id(node)]

    return walk(diagram)
