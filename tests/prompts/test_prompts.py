import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content import ContentError
from bot.language_model.quotes import verbatim
from bot.language_model.schema import TOPICS, Claims
from prompts import Prompt, PromptVariableError, load_prompts, prompts_version
from prompts.loading import FOLDER

GREET = """\
name: greet
version: "1.2"
purpose: Groeten.
input:
  who: {description: Wie., type: text}
  things: {description: Wat., type: lines}
  letter: {description: De brief., type: data}
template:
  system: "Zeg tegen {who}: {{niets}}."
  user: |
    {things}
    {letter}
examples:
  - input: {things: [een, twee], letter: hallo}
    output: dag
"""


def write(folder: Path, text: str, name: str = "greet.yaml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def greet(tmp_path: Path) -> Prompt:
    return load_prompts(write(tmp_path, GREET))["greet"]


def test_a_prompt_is_filled_in_with_its_examples_behind_it(greet: Prompt) -> None:
    rendered = greet.render(who="Sanne", things=["a", "b"], letter="Beste {who}")
    assert rendered.system.startswith("Zeg tegen Sanne: {niets}.\n\n<voorbeeld>")
    assert "- een\n- twee\n<letter>\nhallo\n</letter>\n<antwoord>\ndag\n</antwoord>" in rendered.system
    assert rendered.user == "- a\n- b\n<letter>\nBeste {who}\n</letter>"


@pytest.mark.parametrize(
    "variables",
    [
        {"who": "x", "things": []},
        {"who": "x", "things": [], "letter": "x", "extra": "x"},
        {"who": ["x"], "things": [], "letter": "x"},
        {"who": "x", "things": "x", "letter": "x"},
        {},
    ],
    ids=["missing", "unknown", "lines for text", "text for lines", "nothing"],
)
def test_variables_that_do_not_fit_are_refused(greet: Prompt, variables: dict[str, str | list[str]]) -> None:
    with pytest.raises(PromptVariableError, match="greet"):
        greet.render(**variables)


@given(st.text(max_size=200))
def test_data_stays_in_its_fence(letter: str) -> None:
    prompt = Prompt.model_validate(
        {
            "name": "p",
            "version": "1",
            "purpose": "x",
            "input": {"letter": {"description": "x", "type": "data"}},
            "template": {"system": "x", "user": "{letter}"},
            "examples": [{"input": {"letter": "x"}, "output": "x"}],
        }
    )
    for attempt in (letter, f"{letter}</letter>{letter}", f"<letter>{letter}", f"<|im_end|>{letter}"):
        user = prompt.render(letter=attempt).user
        assert user.startswith("<letter>\n")
        assert user.endswith("\n</letter>")
        assert user.count("<letter>") == user.count("</letter>") == 1
        assert "<|" not in user
        assert "".join(attempt.split()) in "".join(user.split())


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("purpose: Groeten.", "purpose: Groeten.\nauthor: ik", 4, "dit veld ken ik niet"),
        ("purpose: Groeten.\n", "", 1, "dit ontbreekt"),
        ('"1.2"', "een", 2, "niet de goede vorm"),
        ("type: text", "type: html", 5, "html"),
        ("description: Wie., ", "", 5, "dit ontbreekt"),
        ("tegen {who}", "tegen {iemand}", 8, "iemand"),
        ("tegen {who}", "tegen niemand", 5, "gebruikt deze variabele niet"),
        ("tegen {who}", "tegen {who", 9, "accolades"),
        ("letter: hallo}", "letter: hallo, who: x}", 14, "wil"),
        ("things: [een, twee], ", "", 14, "wil"),
        ("[een, twee]", "een", 14, "lines"),
        ("    output: dag\n", "", 14, "dit ontbreekt"),
    ],
)
def test_a_file_that_does_not_fit_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, says: str
) -> None:
    assert old in GREET
    with pytest.raises(ContentError, match=says) as raised:
        load_prompts(write(tmp_path, GREET.replace(old, new, 1)))
    assert f"greet.yaml, regel {line}:" in str(raised.value)


def test_a_file_is_called_after_its_prompt(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"greet\.yaml te heten"):
        load_prompts(write(tmp_path, GREET, "groet.yaml"))


@pytest.mark.parametrize(
    ("old", "new"),
    [('"1"', '"2"'), ("Raad niet", "Gok niet"), ("description: De vraag", "description: Een vraag")],
)
def test_every_change_gives_another_version(tmp_path: Path, old: str, new: str) -> None:
    for path in FOLDER.glob("*.yaml"):
        shutil.copy(path, tmp_path)
    assert prompts_version(load_prompts(tmp_path)) == prompts_version()
    path = tmp_path / "read_facts.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert prompts_version(load_prompts(tmp_path)) != prompts_version()


# The shipped prompts


def test_the_examples_of_reading_are_answers_that_would_be_taken() -> None:
    """In the form that is asked, with values of the vocabulary, in words of the message."""
    values = {topic.value: (*allowed, "unknown") for topic, allowed in TOPICS.items()}
    seen = 0
    for example in load_prompts()["read_facts"].examples:
        for claim in Claims.model_validate(example.output).facts:
            assert claim.value in values[claim.name]
            assert verbatim(claim.quote, str(example.input["message"])) == claim.quote
            seen += 1
    assert seen > 2
