"""Which published decisions are like a request, and how they are shown."""

from datetime import UTC, date, datetime

import pytest

from bot.building import places
from bot.content import load_content
from bot.register import alike, as_shown, entry, is_asked
from bot.store import Publication, Published

TEXTS = load_content().texts
TODAY = date(2026, 3, 2)
COLOUR = "Aanbieders geven elke maand de kleur van hun voordeur door"


def published(
    description: str, *, outcome: str = "behouden", until: date | None = None, name: str = "een"
) -> Published:
    at = datetime(2026, 1, 5, tzinfo=UTC)
    return Published(name, Publication("GM0034", description, outcome, "R03", until, at), None)


@pytest.mark.parametrize(
    "text", ["De kleur van de voordeur van aanbieders", "kleuren van voordeuren", COLOUR.upper()]
)
def test_what_shares_its_words_is_alike(text: str) -> None:
    assert alike(text, [published(COLOUR)], TODAY) == (published(COLOUR),)


@pytest.mark.parametrize("text", ["Wachttijden van aanbieders", "kleur", "", "de van hun door"])
def test_one_word_in_common_is_not_enough(text: str) -> None:
    assert alike(text, [published(COLOUR)], TODAY) == ()


def test_the_most_alike_comes_first() -> None:
    longer = published(f"{COLOUR}, met een foto van de brievenbus en het huisnummer", name="twee")
    assert alike(COLOUR, [longer, published(COLOUR)], TODAY) == (published(COLOUR), longer)


def test_what_has_ended_is_not_found() -> None:
    assert alike(COLOUR, [published(COLOUR, until=TODAY)], TODAY) == ()
    assert alike(COLOUR, [published(COLOUR, until=date(2026, 3, 3))], TODAY)


def test_who_dropped_it_does_not_ask_it() -> None:
    assert is_asked(published(COLOUR, outcome="standaardiseren").publication)
    assert not is_asked(published(COLOUR, outcome="schrappen").publication)


def test_a_decision_is_shown_with_its_municipality_its_day_and_its_end() -> None:
    one = as_shown(published(COLOUR, until=date(2027, 11, 1)), TEXTS, places())
    assert one.id == "register:een"
    assert one.title == "Besluit van Almere: behouden"
    assert "1 november 2027" in one.text
    assert one.source == "Gedeeld register, gemeente Almere, 5 januari 2026"


def test_an_entry_says_all_that_is_public() -> None:
    text = entry(published(COLOUR).publication, TEXTS, places())
    for part in ("Almere", COLOUR, "behouden", "R03", "geen einddatum"):
        assert part in text
