"""The advice in words: claims with sources, Dutch numbers, and what is not known."""

import re
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import load_table
from bot.dialogue import AdviceGiven
from bot.domain import UNKNOWN, VALUES, Fact, FactSheet, FactValue, Outcome, Slot
from bot.explanation import Card, explain
from bot.explanation.numbers import dutch
from knowledge.passages import Kind
from tests.auxil.assistant import PASSAGES, FakeSearcher, make_assistant, passage
from tests.dialogue.chat import ANSWERS, DESCRIPTION, EXPERIENCE, TIME, Chat

OTHERS = sorted(load_table().table.passages() - {one.id for one in PASSAGES})
ASSISTANT = make_assistant(
    FakeSearcher((*PASSAGES, *(passage(one, Kind.GIDS, "Verzonnen tekst.") for one in OTHERS)))
)
"""An assistant that has every passage the decision table cites."""

PARTLY = st.fixed_dictionaries(
    {}, optional={slot.value: st.sampled_from((*VALUES[slot], UNKNOWN)) for slot in Slot}
)
MARKS = re.compile(r"(?:\[\d+\])+$")


def advice(facts: Mapping[str, FactValue], description: str = DESCRIPTION) -> AdviceGiven:
    sheet = FactSheet(facts={name: Fact(value=value, origin="button") for name, value in facts.items()})
    return ASSISTANT.advise(description, sheet, None)


def card(given: AdviceGiven) -> Card:
    return explain(given, ASSISTANT.content)


def section(drawn: Card, title: str) -> tuple[str, ...]:
    """The lines under `title`, none when it is not there."""
    return next((one.lines for one in drawn.sections if one.title == title), ())


@given(facts=PARTLY, description=st.sampled_from([DESCRIPTION, TIME, EXPERIENCE]))
@settings(max_examples=60, deadline=None)
def test_every_claim_ends_with_marks_of_sources_in_the_list(
    facts: dict[str, FactValue], description: str
) -> None:
    given = advice(facts, description)
    drawn = card(given)
    listed = section(drawn, "Bronnen")
    numbers = [int(line[1 : line.index("]")]) for line in listed]
    assert numbers == list(range(1, len(given.advice.sources) + 1))
    claims = [section(drawn, "Waarom")[0]]
    claims += section(drawn, "Onder deze voorwaarden")
    claims += section(drawn, "Wat u in plaats daarvan kunt doen")
    for claim in claims:
        marks = MARKS.search(claim)
        assert marks, claim
        assert {int(mark) for mark in re.findall(r"\d+", marks.group())} <= set(numbers)


@given(facts=PARTLY)
@settings(max_examples=60, deadline=None)
def test_provisional_names_everything_that_is_unknown(facts: dict[str, FactValue]) -> None:
    given = advice(facts)
    drawn = card(given)
    outcome = given.advice.recommendation.value.upper()
    if given.advice.provisional:
        assert drawn.heading == f"Voorlopig advies: {outcome}"
        names = [ASSISTANT.content.questions.slots[slot].name for slot in given.advice.unknown]
        assert names
        assert all(name in drawn.summary[0] for name in names)
    else:
        assert drawn.heading == f"Advies: {outcome}"
        assert len(drawn.summary) == 1
    assert "U beslist" in drawn.summary[-1]


@pytest.mark.parametrize("outcome", Outcome)
def test_each_outcome_says_why_what_next_and_what_it_rests_on(outcome: Outcome) -> None:
    drawn = card(Chat(ASSISTANT).say(DESCRIPTION).finish(ANSWERS[outcome]))
    assert drawn.outcome is outcome
    assert all(section(drawn, title) for title in ("Waarom", "Volgende stap", "Waar dit op rust", "Bronnen"))
    assert all(one.lines and all(line.strip() for line in one.lines) for one in drawn.sections)


def test_what_was_typed_is_quoted_and_what_was_found_is_cited() -> None:
    chat = Chat(ASSISTANT).say(TIME).until("decision", ANSWERS[Outcome.BEHOUDEN])
    chat.say("nog niet precies")
    chat.until("available", ANSWERS[Outcome.BEHOUDEN]).choose("partly").choose(UNKNOWN)
    drawn = card(chat.finish(ANSWERS[Outcome.BEHOUDEN]))
    facts = section(drawn, "Waar dit op rust")
    assert any("Besluit:" in line and 'u zei: "' in line for line in facts)
    available, standard = (
        next(line for line in facts if line.startswith(f"{ASSISTANT.content.questions.slots[slot].name}:"))
        for slot in (Slot.AVAILABLE, Slot.STANDARD)
    )
    assert MARKS.search(available)
    assert "niet bevestigd" in standard
    assert MARKS.search(standard)
    assert "niet bevestigd" not in available


def test_a_long_quote_is_shortened() -> None:
    quote = "leren en verbeteren " * 9
    sheet = FactSheet(facts={"purpose": Fact(value="learning", origin="text", quote=quote)})
    drawn = card(ASSISTANT.advise(DESCRIPTION, sheet, None))
    (line,) = (line for line in section(drawn, "Waar dit op rust") if "u zei" in line)
    assert "…" in line
    assert len(line) < 120


def test_a_law_without_its_article_is_named_as_not_confirmed() -> None:
    assert any("geen artikel" in line for line in section(card(advice({"legal_basis": "duty"})), "Waarom"))
    assert not any("geen artikel" in line for line in section(card(advice({})), "Waarom"))


def test_the_burden_in_dutch_numbers() -> None:
    drawn = card(advice({"minutes": 7.5, "per_year": 52, "count": 12345, "unit": "client"}))
    each, hours, cost, everywhere = section(drawn, "Wat het kost")
    assert each.startswith("7,5 minuten per keer, 52 keer per jaar: 390 minuten per jaar per cliënt")
    assert "12.345 cliënten: 80.242,5 uur per jaar (53,49 fte)" in hours
    assert "3.610.912 euro" in cost or "3.610.913 euro" in cost
    assert "45 euro per uur" in cost
    assert "aanname" in cost
    assert "342 gemeenten" in everywhere
    assert "27.442.935 uur" in everywhere


@pytest.mark.parametrize(
    ("facts", "lines"),
    [
        ({}, 1),
        ({"minutes": 15}, 1),
        ({"minutes": 15, "per_year": 4}, 1),
        ({"minutes": 15, "per_year": 4, "unit": "professional"}, 1),
        ({"minutes": 15, "per_year": 4, "count": 3}, 4),
    ],
)
def test_the_burden_goes_as_far_as_the_numbers(facts: dict[str, FactValue], lines: int) -> None:
    assert len(section(card(advice(facts)), "Wat het kost")) == lines


def test_what_would_change_it_leads_there() -> None:
    given = advice({**ANSWERS[Outcome.SCHRAPPEN]})
    lines = section(card(given), "Wat het advies zou veranderen")
    assert lines
    assert all("→" in line for line in lines)
    for change in given.advice.would_change:
        changed = advice(
            {**ANSWERS[Outcome.SCHRAPPEN], **{slot.value: v for slot, v in change.facts.items()}}
        )
        assert changed.advice.recommendation is change.recommendation


def test_without_passages_no_mark_is_left_hanging() -> None:
    given = advice({}).model_copy(update={"shown": ()})
    drawn = card(given)
    assert section(drawn, "Bronnen") == ()
    assert "[" not in section(drawn, "Waarom")[0]


@pytest.mark.parametrize(
    ("number", "digits", "text"),
    [
        (0, 1, "0"),
        (15, 1, "15"),
        (7.5, 1, "7,5"),
        (7.04, 1, "7"),
        (1234.5, 1, "1.234,5"),
        (1_000_000, 1, "1.000.000"),
        (100, 2, "100"),
        (0.25, 2, "0,25"),
        (0.2, 2, "0,2"),
        (1999.99, 0, "2.000"),
    ],
)
def test_numbers_the_way_they_are_written_in_dutch(number: float, digits: int, text: str) -> None:
    assert dutch(number, digits) == text


@given(number=st.integers(0, 10**12))
def test_a_whole_number_can_be_read_back(number: int) -> None:
    assert int(dutch(number).replace(".", "")) == number
