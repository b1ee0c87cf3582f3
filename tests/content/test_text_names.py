"""Every sentence the code says exists and gets its variables, and every sentence there is, is said.

The code is read as syntax: each call of `texts.say(...)`, also under the names `say` and `_say`, and each
call of a helper that is given the `name` of a sentence. Workshops have books of sentences of their own; a
module that uses one says with `say` what is in it.
"""

import ast
from collections.abc import Iterable, Iterator, Mapping
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
from bot.facilitation.wording import wording
from bot.reports.workshop_words import words

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

BOOKS: dict[str, Mapping[str, str]] = {
    "content": load_content().texts.root,
    "facilitation": wording().root,
    "reports": words().root,
}
OWN_BOOKS = {"bot.facilitation.wording": "facilitation", "bot.reports.workshop_words": "reports"}
"""The modules that open a book, and which."""


class Said(NamedTuple):
    """One call: where, of which book, which names it can have, and its variables (None: not known here)."""

    place: str
    book: str
    names: tuple[str, ...]
    variables: frozenset[str] | None


class Module:
    """One file of code, with its helpers: functions that are given the name of a sentence and say it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.tree = ast.parse(path.read_text(encoding="utf-8"))
        opened = {node.module or "" for node in ast.walk(self.tree) if isinstance(node, ast.ImportFrom)}
        self.book = next((book for module, book in OWN_BOOKS.items() if module in opened), "content")
        if path.stem == "workshop_words":
            self.book = "reports"
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
                names = tuple(text for text in texts if isinstance(text, str))
                yield Said(place, self.book, names, None)
            elif (book := self._book_of(call.func)) is not None:
                given = frozenset(str(keyword.arg) for keyword in call.keywords)
                is_open = any(keyword.arg is None for keyword in call.keywords)  # **counted
                yield Said(place, book, self._names(call.args[0], book), None if is_open else given)

    def constants(self) -> Iterator[str]:
        """Every text in the code."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value

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
        return self._book_of(function) is not None

    def _book_of(self, function: ast.expr) -> str | None:
        """The book that a call says something from; None when it says nothing."""
        match function:
            case ast.Name(id="say"):
                return self.book
            case ast.Attribute(attr="_say"):
                return None if "_say" in self.helpers else self.book
            case ast.Attribute(
                value=ast.Name(id="texts") | ast.Attribute(attr="texts" | "_texts"), attr="say"
            ):
                return "content"
            case ast.Attribute(value=ast.Call(func=ast.Name(id="wording")), attr="say"):
                return "facilitation"
            case ast.Attribute(value=ast.Call(func=ast.Name(id="words")), attr="say"):
                return self.book
            case _:
                return None

    def _names(self, argument: ast.expr, book: str) -> tuple[str, ...]:
        match argument:
            case ast.Constant(value=str() as name):
                return (name,)
            case ast.IfExp(body=one, orelse=other):
                return (*self._names(one, book), *self._names(other, book))
            case ast.JoinedStr(values=[ast.Constant(value=str() as family), ast.FormattedValue()]):
                if book != "content":
                    return tuple(name for name in BOOKS[book] if name.startswith(str(family)))
                return tuple(f"{family}{member}" for member in FAMILIES.get(family, ()))
            case ast.Name(id=variable):
                return tuple(name for value in self._assigned(variable) for name in self._names(value, book))
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


MODULES = [Module(path) for path in sorted(Path(bot.__file__).parent.rglob("*.py"))]
SAID = [said for module in MODULES for said in module.said()]


def test_the_name_of_every_sentence_that_is_said_can_be_read_from_the_code() -> None:
    assert len(SAID) > 50
    assert [said.place for said in SAID if not said.names and said.book == "content"] == []


def test_every_sentence_that_is_said_exists() -> None:
    said = [(one, name) for one in SAID for name in one.names]
    assert [f"{one.place} {name}" for one, name in said if name not in BOOKS[one.book]] == []


def test_every_sentence_gets_exactly_its_variables() -> None:
    wrong = [
        f"{said.place} {name}"
        for said in SAID
        for name in said.names
        if name in BOOKS[said.book]
        and said.variables is not None
        and said.variables != {field for _, field, _, _ in Formatter().parse(BOOKS[said.book][name]) if field}
    ]
    assert wrong == []


@pytest.mark.parametrize("book", BOOKS)
def test_every_sentence_is_said_somewhere(book: str) -> None:
    said = {name for one in SAID if one.book == book for name in one.names}
    if book != "content":  # names of columns are given as values
        said |= {text for module in MODULES if module.book == book for text in module.constants()}
    assert sorted(BOOKS[book].keys() - said) == []


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_is_in_use(family: str) -> None:
    assert any(name.startswith(family) for said in SAID for name in said.names)
