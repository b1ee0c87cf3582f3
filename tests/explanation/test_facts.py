"""Facts with their origin."""

import pytest

from bot.domain import Fact, FactSheet
from bot.explanation.citing import Citations
from bot.explanation.facts import FactLine, fact_lines
from tests.explanation.examples import CONTENT, NUMBERS, PASSAGES, given_by, given_for

CITATIONS = Citations(("gids-vraag-doel", "standaard-ijw"), PASSAGES)


def line(name: str, fact: Fact) -> FactLine:
    advice = given_for(FactSheet(facts={name: fact})).advice
    place = list(advice.facts).index(name)
    return fact_lines(advice, CONTENT, CITATIONS)[place]


@pytest.mark.parametrize(
    ("fact", "origin"),
    [
        (Fact(value="partly", origin="button"), "uw antwoord"),
        (Fact(value="partly", origin="text", quote="deels in iJw"), 'u zei: "deels in iJw"'),
        (Fact(value="partly", origin="retrieved", passage="standaard-ijw"), "uw antwoord [2]"),
        (
            Fact(value="partly", origin="retrieved", passage="standaard-ijw", confirmed=False),
            "volgens mijn bronnen, niet bevestigd [2]",
        ),
        (Fact(value="unknown", origin="button"), "niets gevonden"),
    ],
)
def test_it_says_where_a_fact_comes_from(fact: Fact, origin: str) -> None:
    assert line("standard", fact).origin == origin


def test_a_long_quote_is_shortened() -> None:
    quote = "leren en verbeteren " * 9
    shown = line("purpose", Fact(value="learning", origin="text", quote=quote))
    assert shown.value == "leren en verbeteren"
    assert shown.origin.endswith('…"')
    assert len(shown.origin) < 80


def test_numbers_are_written_in_dutch_and_what_follows_from_them_says_so() -> None:
    lines = fact_lines(given_by({**NUMBERS, "minutes": 7.5, "count": 1200}).advice, CONTENT, CITATIONS)
    by_name = {line.name: line for line in lines}
    assert by_name["Minuten per keer"].value == "7,5"
    assert by_name["Aantal"].value == "1.200"
    assert by_name["Geteld in"].value == "cliënten"
    assert by_name["Tijd per cliënt"].origin == "berekend uit uw getallen"
    assert by_name["Doel"].origin == "aangenomen"
