"""Every sentence the code says exists and gets its variables, and every sentence there is, is said.

The code is read as syntax: each call of `texts.say(...)`, also under the names `say` and `_say`, and each
call of a helper that is given the `name` of a sentence.
"""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path
from string import Formatter
from typing import NamedTuple, get_args

import pytest

import bot
from bot.content import load_content
from bot.dialogue.conversation import Phase
from bot.domain import Measure, Outcome
from bot.domain.reading import PersonalData
from bot.domain.slots import UNITS

FAMILIES: dict[str, Iterable[str]] = {
    "add_": ("added", "replaced", "unchanged"),
    "measure_": Measure,
    "only_text_": ("voice", "picture", "sticker", "other"),
    "outcome_": Outcome,
    "refused_": get_args(PersonalData),
    "status_": get_args(Phase),
    "unit_": (*UNITS, "unknown"),
}
"""The names that are put together in the code, `say(f"outcome_{...}")`, with what they can end in."""

TEXTS = load_content().texts.root


class Said(NamedTuple):
    """One call: where, which names it can have, and the variables it gives (None: a helper gives them)."""

    place: str
    names: tuple[str, ...]
    variables: frozenset[str] | None


class Module:
    """One file of code, with its helpers: functions that are given the name of a sentence and say it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.tree = ast.parse(path.read_text(encoding="utf-8"))
        self.helpers: set[str] = set()
        while self._more_helpers():
            pass

    def said(self) -> Iterator[Said]:
        passed_on = {id(call) for _, call in self._passing_on()}
        for call in self._calls(self.tree):
            place = f"{self.path.name}:{call.lineno}"
            if id(call) in passed_on:
                continue
            if self._goes_to_helper(call):
                texts = [each.value for each in call.args if isinstance(each, ast.Constant)]
                yield Said(place, tuple(text for text in texts if isinstance(text, str)), None)
            elif self._is_say(call.func):
                given = frozenset(str(keyword.arg) for keyword in call.keywords)
                yield Said(place, self._names(call.args[0]), given)

    def _more_helpers(self) -> bool:
        found = {function for function, _ in self._passing_on()} - self.helpers
        self.helpers |= found
        return bool(found)

    def _passing_on(self) -> Iterator[tuple[str, ast.Call]]:
        """Functions with the calls in which they say, or pass on, a name they were given."""
        for function in ast.walk(self.tree):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                parameters = {each.arg for each in function.args.args}
                for call in self._calls(function):
                    names = call.args[:1] if self._is_say(call.func) else call.args
                    given = {each.id for each in names if isinstance(each, ast.Name)} & parameters
                    if "name" in given and (self._is_say(call.func) or self._goes_to_helper(call)):
                        yield function.name, call

    def _goes_to_helper(self, call: ast.Call) -> bool:
        """A call of a helper, or one that makes it ready to be called: `partial(self._tell, ...)`."""
        called = [each.attr for each in (call.func, *call.args) if isinstance(each, ast.Attribute)]
        return bool(self.helpers.intersection(called))

    def _is_say(self, function: ast.expr) -> bool:
        match function:
            case ast.Name(id="say"):
                return True
            case ast.Attribute(attr="_say"):
                return "_say" not in self.helpers
            case ast.Attribute(
                value=ast.Name(id="texts") | ast.Attribute(attr="texts" | "_texts"), attr="say"
            ):
                return True
            case _:
                return False

    def _names(self, argument: ast.expr) -> tuple[str, ...]:
        match argument:
            case ast.Constant(value=str() as name):
                return (name,)
            case ast.IfExp(body=one, orelse=other):
                return (*self._names(one), *self._names(other))
            case ast.JoinedStr(values=[ast.Constant(value=str() as family), ast.FormattedValue()]):
                return tuple(f"{family}{member}" for member in FAMILIES.get(family, ()))
            case ast.Name(id=variable):
                return tuple(name for value in self._assigned(variable) for name in self._names(value))
            case _:
                return ()

    def _assigned(self, variable: str) -> Iterator[ast.expr]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Assign) and any(
                isinstance(target, ast.Name) and target.id == variable for target in node.targets
            ):
                yield node.value

    @staticmethod
    def _calls(tree: ast.AST) -> Iterator[ast.Call]:
        return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


SAID = [said for path in sorted(Path(bot.__file__).parent.rglob("*.py")) for said in Module(path).said()]


def test_the_name_of_every_sentence_that_is_said_can_be_read_from_the_code() -> None:
    assert len(SAID) > 50
    assert [said.place for said in SAID if not said.names] == []


def test_every_sentence_that_is_said_exists() -> None:
    assert [f"{said.place} {name}" for said in SAID for name in said.names if name not in TEXTS] == []


def test_every_sentence_gets_exactly_its_variables() -> None:
    wrong = [
        f"{said.place} {name}"
        for said in SAID
        for name in said.names
        if name in TEXTS
        and said.variables is not None
        and said.variables != {field for _, field, _, _ in Formatter().parse(TEXTS[name]) if field}
    ]
    assert wrong == []


def test_every_sentence_is_said_somewhere() -> None:
    assert sorted(TEXTS.keys() - {name for said in SAID for name in said.names}) == []


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_is_in_use(family: str) -> None:
    assert any(name.startswith(family) for said in SAID for name in said.names)
