"""Questions and texts: what they say, and what is said of a fault in them."""

import re
from pathlib import Path

import pytest

from bot.content import ContentError, Texts, load_content
from bot.domain import UNKNOWN, VALUES, Context, Slot
from bot.domain.slots import CONTEXT_VALUES, UNITS
from tests.content.conftest import Break

TEXTS = Texts({"hello": "Dag {name}, u bent nummer {number}.\n", "bye": "Tot ziens.", "brace": "{{{name}}}"})


class TestSay:
    def test_it_fills_in_the_variables(self) -> None:
        assert TEXTS.say("hello", name="Anna", number=3) == "Dag Anna, u bent nummer 3."
        assert TEXTS.say("bye") == "Tot ziens."
        assert TEXTS.say("brace", name="x") == "{x}"

    def test_what_is_filled_in_is_not_read_as_a_variable(self) -> None:
        assert TEXTS.say("hello", name="{number}", number=3) == "Dag {number}, u bent nummer 3."

    @pytest.mark.parametrize(
        ("name", "variables"),
        [
            ("hello", {}),
            ("hello", {"name": "Anna"}),
            ("hello", {"name": "Anna", "number": 3, "extra": 1}),
            ("bye", {"name": "Anna"}),
            ("nothing", {}),
        ],
    )
    def test_a_missing_or_unknown_variable_or_name_is_an_error(
        self, name: str, variables: dict[str, str | int]
    ) -> None:
        with pytest.raises(KeyError, match=name):
            TEXTS.say(name, **variables)


class TestQuestions:
    def test_every_slot_and_value_has_words(self) -> None:
        questions = load_content().questions
        vocabularies: list[tuple[Slot | Context, tuple[str, ...]]] = [
            *VALUES.items(),
            *CONTEXT_VALUES.items(),
        ]
        assert questions.slots.keys() == {name for name, _ in vocabularies}
        for name, values in vocabularies:
            assert questions.slots[name].options.keys() == {*values, UNKNOWN}
        assert questions.units.keys() == set(UNITS)
        assert list(questions.titles.values()) == ["Doel", "Harmonisatie", "Ruimte"]

    def test_the_answers_of_a_question_can_be_told_apart(self) -> None:
        for question in load_content().questions.slots.values():
            labels = [option.label.casefold() for option in question.options.values()]
            assert len(labels) == len(set(labels)), question.ask

    def test_every_question_says_why_and_where_that_comes_from(self) -> None:
        for question in load_content().questions.slots.values():
            assert question.why.endswith((".", "?"))
            assert question.source


def _faults(folder: Path) -> tuple[int, str]:
    """The line and the message of the first fault."""
    with pytest.raises(ContentError) as refused:
        load_content(folder)
    found = re.match(r".*\.yaml, regel (\d+): (.*)", str(refused.value))
    assert found, refused.value
    assert found[0].startswith(str(folder))
    return int(found[1]), found[2]


def _line(path: Path, marked: str) -> int:
    text = path.read_text(encoding="utf-8")
    assert text.count(marked) == 1
    return text[: text.index(marked)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "at", "message"),
    [
        ("ask: Op welke schaal", "vraag: Op welke schaal", "  scale:", "slots.scale.ask: dit ontbreekt"),
        (
            "    ask: Op welke",
            "    x: y\n    ask: Op welke",
            "    x: y",
            "slots.scale.x: dit veld ken ik niet",
        ),
        ("  scale:", "  schaal:", "  schaal:", "'schaal' mag hier niet"),
        ("benefit: {label: De", "x: {label: De", "options:\n      x:", "precies deze antwoorden: benefit, "),
        ("{label: Wmo, means: Wmo}", "{label: Wmo}", "wmo: {label: Wmo}", "means: dit ontbreekt"),
        ("{label: Wmo, means: Wmo}", "{label: Wmo, means: 2015}", "means: 2015", "hier hoort tekst"),
        (
            "      wmo: {label",
            "      jeugdwet: {label",
            "jeugdwet: {label: Wmo",
            "'jeugdwet' staat er dubbel in",
        ),
        ("  client: cliënten", "  klant: cliënten", "units:", "precies client, professional, provider"),
        ("  2: Harmonisatie", "  4: Harmonisatie", "titles:", "hier horen precies de vragen 1, 2, 3"),
        ("  3: Tot slot", "  4: Tot slot", "intros:", "hier horen precies de vragen 1, 2, 3"),
        ("  3: Tot slot", "  drie: Tot slot", "drie:", "intros.drie"),
        ("  3: Tot slot", "  3: [x] # Tot slot", "3: [x]", "hier hoort tekst"),
        ("    name: Schaal", "     name: Schaal", "    ask: Op welke schaal", "geen goede YAML"),
    ],
)
def test_a_fault_in_the_questions_is_named_with_its_line(
    broken: Break, old: str, new: str, at: str, message: str
) -> None:
    path = broken("questions.yaml", old, new)
    line, text = _faults(path.parent)
    assert message in text
    assert line == _line(path, at)


@pytest.mark.parametrize(
    ("new", "message"),
    [
        ("paused: Alles is", "'paused' staat er dubbel in"),
        ("bye: 12 # Alles is", "hier hoort tekst"),
        ("bye: # Alles is", "hier hoort tekst"),
        ("bye: Alles {is", "de accolades kloppen niet"),
        ("bye: Alles {} is", "de accolades kloppen niet"),
        ("bye: Alles {0} is", "de accolades kloppen niet"),
        ("bye: Alles} is", "de accolades kloppen niet"),
        ("bye: Alles is: ", "geen goede YAML"),
    ],
)
def test_a_fault_in_the_texts_is_named_with_its_line(broken: Break, new: str, message: str) -> None:
    path = broken("texts.yaml", "bye: Alles is", new)
    line, text = _faults(path.parent)
    assert message in text
    assert line == _line(path, new)


def test_a_fault_in_the_commands_is_named_with_its_line(broken: Break) -> None:
    path = broken("commands.yaml", "terug: naar", "nieuw: naar")
    assert _faults(path.parent) == (
        _line(path, "nieuw: naar"),
        "dit is geen goede YAML ('nieuw' staat er dubbel in).",
    )


def test_a_missing_question_is_named(folder: Path) -> None:
    path = folder / "questions.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("  scale:")], encoding="utf-8")
    assert _faults(folder) == (_line(path, "slots:"), "slots: de vraag bij scale ontbreekt")


@pytest.mark.parametrize("name", ["questions.yaml", "texts.yaml", "commands.yaml"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ContentError, match=rf"{name}: kan dit bestand niet lezen"):
        load_content(folder)
