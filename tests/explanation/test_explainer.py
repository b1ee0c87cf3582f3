"""The long form: a reason for each question, every claim with its source."""

import re

import pytest
from hypothesis import given, settings

from bot.domain import Fact, FactSheet, Outcome
from bot.explanation import Explainer
from tests.dialogue.chat import ANSWERS
from tests.domain.sheets import sheets
from tests.explanation.examples import (
    CONTENT,
    DECISION,
    EXPLAINER,
    NUMBERS,
    OCCASION,
    WORDING,
    given_by,
    given_for,
)

MARK = re.compile(r"\[(\d+)\]")
BEHOUDEN = ANSWERS[Outcome.BEHOUDEN]


@given(sheet=sheets)
@settings(max_examples=60, deadline=None)
def test_every_number_has_its_source_and_the_same_facts_give_the_same_words(sheet: FactSheet) -> None:
    advice = given_for(sheet)
    full = EXPLAINER.explain(advice, OCCASION)
    numbers = [number for number, _ in full.sources]
    assert numbers == list(range(1, len(numbers) + 1))
    card = EXPLAINER.long_card(advice, OCCASION)
    lines = [line for section in card.sections for line in section.lines]
    marks = {int(mark) for line in (*lines, *full.text.paragraphs) for mark in MARK.findall(line)}
    assert marks <= set(numbers)
    assert full.why.lines[0].endswith("]")
    assert full == EXPLAINER.explain(advice, OCCASION)


@given(sheet=sheets)
@settings(max_examples=60, deadline=None)
def test_each_question_has_a_paragraph_and_what_decided_has_a_source(sheet: FactSheet) -> None:
    full = EXPLAINER.explain(given_for(sheet), OCCASION)
    assert [section.title for section in full.questions] == ["Doel", "Harmonisatie", "Ruimte"]
    for section in full.questions:
        (paragraph,) = section.lines
        assert "gaf niet de doorslag" in paragraph or MARK.search(paragraph)
    assert not all("gaf niet de doorslag" in section.lines[0] for section in full.questions)


def test_a_question_without_weight_says_so_and_names_what_is_known() -> None:
    full = EXPLAINER.explain(
        given_by({"legal_basis": "none", "purpose": "none", "consulted": "one"}), OCCASION
    )
    purpose, harmonisation, room = (section.lines[0] for section in full.questions)
    assert "Geen wet vraagt om deze gegevens. Er is geen duidelijk doel." in purpose
    assert harmonisation == "Deze vraag gaf niet de doorslag."
    assert room.endswith("veranderde het advies niet: Wie dacht mee.")


def test_a_fact_says_where_it_comes_from() -> None:
    facts = {name: Fact(value=value, origin="button") for name, value in BEHOUDEN.items()}
    facts["standard"] = Fact(value="full", origin="retrieved", passage="standaard-ijw", confirmed=False)
    del facts["available"]
    full = EXPLAINER.explain(given_for(FactSheet(facts=facts)), OCCASION)
    harmonisation = full.questions[1].lines[0]
    number = next(number for number, shown in full.sources if shown.id == "standaard-ijw")
    assert f"niet bevestigd: Een landelijke standaard regelt dit helemaal. [{number}]" in harmonisation
    assert "Hierover vond ik niets: Bestaat het al." in harmonisation
    origins = {fact.name: fact.origin for fact in full.facts}
    assert origins["Landelijke standaard"] == f"volgens mijn bronnen, niet bevestigd [{number}]"
    assert origins["Bestaat het al"] == "niets gevonden"
    assert origins["Doel"] == "uw antwoord"


def test_an_unknown_fact_counts_against_and_says_so() -> None:
    known = {name: value for name, value in BEHOUDEN.items() if name != "purpose"}
    full = EXPLAINER.explain(given_by(known), OCCASION)
    assert "Niet bekend, en daarom streng meegeteld: Doel." in full.questions[0].lines[0]


def test_the_numbers_of_the_burden_say_how_they_were_computed() -> None:
    burden = EXPLAINER.explain(given_by({**BEHOUDEN, **NUMBERS}), OCCASION).burden.lines
    assert "120 uur per jaar" in burden[1]
    assert MARK.search(burden[-1])
    assert not MARK.search(EXPLAINER.explain(given_by(BEHOUDEN), OCCASION).burden.lines[-1])


@pytest.mark.parametrize("outcome", Outcome)
def test_the_long_card_has_more_than_the_short_one(outcome: Outcome) -> None:
    facts = {
        Outcome.BEHOUDEN: BEHOUDEN,
        Outcome.STANDAARDISEREN: {**BEHOUDEN, "standard": "full"},
        Outcome.SCHRAPPEN: {**BEHOUDEN, "purpose": "none"},
    }[outcome]
    card = EXPLAINER.long_card(given_by(facts), OCCASION)
    assert card.outcome is outcome
    titles = [section.title for section in card.sections]
    assert titles[:4] == ["Waarom", "Doel", "Harmonisatie", "Ruimte"]
    assert titles[-2:] == ["Waar dit op rust", "Bronnen"]


def test_without_passages_there_are_words_but_no_numbers() -> None:
    nothing = Explainer(CONTENT, DECISION, WORDING, lambda _: None)
    bare = given_by(BEHOUDEN).model_copy(update={"shown": ()})
    card = nothing.long_card(bare, OCCASION)
    assert card.sections[0].lines[0]
    assert not any(MARK.search(line) for section in card.sections for line in section.lines)


@pytest.mark.parametrize(
    ("knowledge", "told", "not_told"),
    [("proef", "vond ik niets", "kon ik niet opzoeken"), ("", "kon ik niet opzoeken", "vond ik niets")],
)
def test_what_could_not_be_looked_up_is_not_called_not_found(
    knowledge: str, told: str, not_told: str
) -> None:
    asked = {name: value for name, value in BEHOUDEN.items() if name not in ("available", "standard")}
    facts = {name: Fact(value=value, origin="button") for name, value in asked.items()}
    full = EXPLAINER.explain(given_for(FactSheet(facts=facts), knowledge=knowledge), OCCASION)
    harmonisation = full.questions[1].lines[0].lower()
    assert told in harmonisation
    assert not_told not in harmonisation
