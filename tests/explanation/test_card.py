"""The advice in words: claims with sources, Dutch numbers, and what is not known."""

import re
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.telegram.splitting import LIMIT, length
from bot.dialogue import AdviceGiven
from bot.domain import UNKNOWN, VALUES, FactSheet, FactValue, Outcome, Slot
from bot.explanation import Card, explain
from bot.explanation.numbers import dutch
from tests.dialogue.chat import ANSWERS
from tests.domain.sheets import sheets
from tests.explanation.examples import CONTENT, PASSAGES, given_for
from tests.explanation.examples import given_by as advice

FOUND = tuple(PASSAGES)[:6]
PARTLY = st.fixed_dictionaries(
    {}, optional={slot.value: st.sampled_from((*VALUES[slot], UNKNOWN)) for slot in Slot}
)
MARKS = re.compile(r"(?:\[\d+\])+$")


def card(given: AdviceGiven) -> Card:
    return explain(given, CONTENT)


def section(drawn: Card, title: str) -> tuple[str, ...]:
    """The lines under `title`, none when it is not there."""
    return next((one.lines for one in drawn.sections if one.title == title), ())


@given(facts=PARTLY)
@settings(max_examples=60, deadline=None)
def test_every_claim_ends_with_marks_of_sources_in_the_list(facts: dict[str, FactValue]) -> None:
    given = advice(facts)
    drawn = card(given)
    listed = section(drawn, "Bronnen")
    numbers = sorted(int(mark) for line in listed for mark in re.findall(r"\[(\d+)\]", line))
    assert numbers == list(range(1, len(numbers) + 1))
    cited = {
        int(mark) for one in drawn.sections for line in one.lines for mark in re.findall(r"\[(\d+)\]", line)
    }
    assert cited == set(numbers)
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
        names = [CONTENT.questions.slots[slot].name for slot in given.advice.unknown]
        assert names
        assert all(any(name in line for line in drawn.summary) for name in names)
    else:
        assert drawn.heading == f"Advies: {outcome}"
        assert len(drawn.summary) == 1
    assert "U beslist" in drawn.summary[-1]


HEAVY: dict[str, FactValue] = {**ANSWERS[Outcome.BEHOUDEN], "legal_basis": "none", "burden": "high"}
LIGHTER = "er is een lichtere manier"


def test_a_reason_that_rests_on_what_nobody_knows_says_so() -> None:
    unknown = advice({**HEAVY, "lighter": UNKNOWN})
    assert (unknown.advice.rule, unknown.advice.provisional) == ("R10", True)
    assert any(
        line.endswith(f"Daarom gaat dit advies hiervan uit: {LIGHTER}.") for line in card(unknown).summary
    )
    known = advice({**HEAVY, "lighter": "yes"})
    assert known.advice.rule == "R10"
    assert LIGHTER not in str(card(known).summary)


def test_a_final_advice_says_what_it_takes_for_granted() -> None:
    facts = {**HEAVY, "lighter": UNKNOWN, "client_time": "much", "discretion": "none"}
    given = advice(facts)
    assert (given.advice.rule, given.advice.provisional) == ("R10", False)
    assert any(f"hiervan uit: {LIGHTER}. Een ander" in line for line in section(card(given), "Waarom"))
    assert len(section(card(advice({**facts, "lighter": "yes"})), "Waarom")) == 1


@pytest.mark.parametrize("outcome", Outcome)
def test_each_outcome_says_why_what_next_and_what_it_rests_on(outcome: Outcome) -> None:
    drawn = card(advice(ANSWERS[outcome]))
    assert drawn.outcome is outcome
    assert all(section(drawn, title) for title in ("Waarom", "Volgende stap", "Bronnen"))
    assert all(one.lines and all(line.strip() for line in one.lines) for one in drawn.sections)


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
    assert 1 <= len(lines) <= 3
    assert all("→" in line for line in lines)
    for change in given.advice.would_change:
        changed = advice(
            {**ANSWERS[Outcome.SCHRAPPEN], **{slot.value: v for slot, v in change.facts.items()}}
        )
        assert changed.advice.recommendation is change.recommendation


@given(sheet=sheets)
@settings(max_examples=60, deadline=None)
def test_it_fits_in_one_message(sheet: FactSheet) -> None:
    drawn = explain(given_for(sheet, found=FOUND), CONTENT)
    lines = [
        drawn.heading,
        *drawn.summary,
        *(line for one in drawn.sections for line in ("", one.title, *one.lines)),
    ]
    assert length("\n".join(f"• {escape(line)}" for line in lines)) < LIMIT - 500


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
