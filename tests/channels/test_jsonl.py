"""The conversation as JSON lines: a contract for machines."""

import json
from pathlib import Path

import pytest

from bot.channels.line import Start
from bot.domain import UNKNOWN, VALUES, FactSheet, Outcome, Slot
from bot.explanation import advice_as_json
from tests.channels.talking import AFTER_ADVICE, ASSISTANT, FRESH, choose, talk_json, text, turns_of
from tests.dialogue.chat import ANSWERS, DESCRIPTION, EXPERIENCE, TIME

WHOLE = (text(DESCRIPTION), choose("none"), text("geen duidelijk doel"), choose("none"), text("/wijzig"))
TYPES = {
    "message": {"type", "text", "passages"},
    "understood": {"type", "text", "description", "items", "passages", "options"},
    "question": {
        "type",
        "slot",
        "question",
        "title",
        "text",
        "options",
        "possible",
        "passages",
        "proposal",
    },
    "error": {"type", "text"},
}


def test_a_whole_conversation(tmp_path: Path) -> None:
    turns = turns_of(talk_json(WHOLE, tmp_path))
    assert [[plain["type"] for plain in turn] for turn in turns] == [
        ["message"],
        ["understood", "question"],
        ["question"],
        ["question"],
        ["message", "advice"],
        ["question"],
    ]
    assert turns[-2][-1]["recommendation"] == "schrappen"
    assert [option["id"] for option in turns[-2][-1]["options"]] == AFTER_ADVICE


@pytest.mark.parametrize("description", [DESCRIPTION, TIME, EXPERIENCE])
def test_every_object_has_the_form_of_its_type(tmp_path: Path, description: str) -> None:
    lines = [text(description), choose("duty"), *[choose(UNKNOWN)] * 20, text("/help"), text("/privacy")]
    for turn in turns_of(talk_json(lines, tmp_path)):
        for plain in turn:
            if plain["type"] != "advice":
                assert plain.keys() == TYPES[plain["type"]]
            for option in plain.get("options", ()):
                assert option.keys() == {"id", "label"}


def test_the_id_of_an_answer_is_the_value_of_the_slot_or_unknown(tmp_path: Path) -> None:
    lines = [text(DESCRIPTION), *[choose(UNKNOWN)] * 3, choose("existing"), *[choose(UNKNOWN)] * 17]
    turns = turns_of(talk_json(lines, tmp_path, Start(fresh=True, full=True)))
    questions = {plain["slot"]: plain for turn in turns for plain in turn if plain["type"] == "question"}
    assert questions.keys() == {slot.value for slot in Slot}
    for name, question in questions.items():
        ids = [option["id"] for option in question["options"]]
        assert ids == list(dict.fromkeys((*VALUES[Slot(name)], UNKNOWN)))
        assert question["question"] in (1, 2, 3)


def test_what_is_not_read_twice_is_asked_by_number(tmp_path: Path) -> None:
    lines = [text(DESCRIPTION), *[text("Dat hangt van het weer af")] * 2, text("3")]
    *_, asked, answered = turns_of(talk_json(lines, tmp_path))
    assert "3. Nee, geen wet" in asked[0]["text"]
    assert answered[-1]["slot"] == "purpose"


def test_the_advice_has_the_form_of_advise_with_its_buttons(tmp_path: Path) -> None:
    lines = [text(DESCRIPTION), choose("none"), choose("none"), choose("none")]
    advice = turns_of(talk_json(lines, tmp_path))[-1][-1]
    given = ASSISTANT.advise(DESCRIPTION, FactSheet(), None)
    assert advice.pop("type") == "advice"
    assert [option["id"] for option in advice.pop("options")] == AFTER_ADVICE
    assert advice.keys() == advice_as_json(given.advice, given.shown).keys()
    assert advice["rule"] == "R03"


@pytest.mark.parametrize("description", [DESCRIPTION, TIME, EXPERIENCE])
def test_the_same_input_gives_the_same_output(tmp_path: Path, description: str) -> None:
    lines = [
        text(description),
        choose("none"),
        text("/gemeente Lelystad"),
        text("hallo daar"),
        text("/terug"),
        *[choose(UNKNOWN)] * 20,
    ]
    first = talk_json(lines, tmp_path)
    assert talk_json(lines, tmp_path) == first
    assert talk_json([text("/volledig"), text("voordeur")], tmp_path) != first
    assert talk_json(lines, tmp_path) == first


def test_a_municipality_may_be_preset(tmp_path: Path) -> None:
    start = Start(fresh=True, municipality="GM0995")
    turns = turns_of(talk_json([text(TIME), text("/gemeente")], tmp_path, start))
    assert "test-buren" in [passage["id"] for passage in turns[1][0]["passages"]]
    assert "Lelystad" in turns[2][0]["text"]


@pytest.mark.parametrize(
    "line",
    [
        "geen json",
        "{",
        "[]",
        "null",
        "3",
        '"tekst"',
        "{}",
        '{"text": null}',
        '{"text": 3}',
        '{"choose": ["none"]}',
        '{"text": "ja", "choose": "none"}',
        '{"text": "ja", "slot": "used"}',
        '{"tekst": "ja"}',
        '{"text": "\\ud800"}',
        '{"text": "ja"} {"text": "nee"}',
        "[" * 5000,
    ],
)
def test_a_line_that_cannot_be_read_is_answered_and_changes_nothing(tmp_path: Path, line: str) -> None:
    turns = turns_of(talk_json([text(DESCRIPTION), line, choose("none")], tmp_path))
    assert [plain["type"] for plain in turns[2]] == ["error"]
    assert '{"text": "..."}' in turns[2][0]["text"]
    assert turns[3][-1]["slot"] == "purpose"


def test_empty_lines_are_passed_over(tmp_path: Path) -> None:
    turns = turns_of(talk_json(["", text(DESCRIPTION), "   ", choose("none")], tmp_path))
    assert len(turns) == 3


@pytest.mark.parametrize("words", ["", "👍", "x" * 100_000, "\x00\x07", "/", "\u2028"])
def test_any_text_gets_a_turn_of_json(tmp_path: Path, words: str) -> None:
    turns = turns_of(talk_json([text(DESCRIPTION), text(words)], tmp_path))
    assert len(turns) == 3
    assert turns[2]


def test_letters_stay_letters(tmp_path: Path) -> None:
    description = "Coördinatoren geven één keer per jaar de kleur “café-crème” 🚪 door"
    output = talk_json([text(description)], tmp_path)
    assert description in output
    assert turns_of(output)[1][0]["description"] == description


def test_without_fresh_it_goes_on_where_it_was(tmp_path: Path) -> None:
    talk_json([text(DESCRIPTION), choose("none")], tmp_path)
    turns = turns_of(talk_json([choose("learning")], tmp_path, Start()))
    assert [plain["type"] for plain in turns[0]] == ["message", "question"]
    assert DESCRIPTION in turns[0][0]["text"]
    assert turns[0][1]["slot"] == "purpose"
    assert turns[1][0]["slot"] == "decision"


def test_stopped_after_any_line_it_goes_on_the_same(tmp_path: Path) -> None:
    lines = [text(TIME), *[choose(ANSWERS[Outcome.BEHOUDEN]["legal_basis"])], *[choose(UNKNOWN)] * 17]
    whole = turns_of(talk_json(lines, tmp_path / "heel"))
    pieces = [turns_of(talk_json(lines[:1], tmp_path / "stuk"))[1]]
    for line in lines[1:]:
        pieces.append(turns_of(talk_json([line], tmp_path / "stuk", Start()))[1])
    advice = next(number for number, turn in enumerate(whole) if turn[-1]["type"] == "advice")
    assert pieces[:advice] == whole[1 : advice + 1]


def test_two_conversations_at_the_same_machine_each_stay_with_their_own(tmp_path: Path) -> None:
    talk_json([text(DESCRIPTION), choose("none")], tmp_path)
    talk_json([text(TIME)], tmp_path, FRESH)
    turns = turns_of(talk_json([text("/mijn"), text("/open 2")], tmp_path, Start()))
    assert DESCRIPTION in turns[1][0]["text"]
    assert turns[2][-1]["slot"] == "purpose"


def test_nothing_is_written_that_is_not_json(tmp_path: Path) -> None:
    for line in talk_json(WHOLE, tmp_path).splitlines():
        assert isinstance(json.loads(line), dict)
