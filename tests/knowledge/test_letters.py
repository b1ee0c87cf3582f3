from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.letters import Alphabet, Letters, alphabet, measure_letters, read_pieces

TEXTS = (
    "Begeleiders houden een tijdregistratie bij",
    "Een vragenlijst over klanttevredenheid",
    "De cliënt tekent voor geleverde uren",
)
KNOWN = alphabet(TEXTS)


def measured(known: Alphabet, query: str, texts: Sequence[str]) -> list[Letters]:
    return measure_letters(known, query, [read_pieces(text) for text in texts])


@pytest.mark.parametrize(
    ("query", "row"),
    [
        ("tijdregistratie", 0),
        ("registreren van tijd", 0),
        ("tijdregsitratie", 0),
        ("VRAGENLIJSTEN", 1),
        ("tevredenheid van klanten", 1),
        ("client", 2),
        ("cliënt", 2),
    ],
)
def test_endings_compounds_typing_errors_and_accents_cost_little(query: str, row: int) -> None:
    found = measured(KNOWN, query, TEXTS)
    assert max(range(len(TEXTS)), key=lambda each: found[each].fit) == row
    assert found[row].part > 0.05


def test_who_has_all_of_it_has_more_than_who_has_some() -> None:
    whole, half, none = measured(KNOWN, "tijdregistratie", ("tijdregistratie", "registratie", "fiets"))
    assert whole.part > half.part > none.part == 0


def test_pieces_do_not_run_from_one_word_or_text_into_the_next() -> None:
    apart, together = measured(KNOWN, "abcd", ("ab cd", "abcd"))
    assert apart.part < together.part / 2
    assert [each.part for each in measured(KNOWN, "xyzxy", ("ax", "yzb", "..."))] == [0, 0, 0]


def test_a_rare_piece_counts_more_than_one_that_every_text_has() -> None:
    known = alphabet(["gemeente alpha", "gemeente beta", "gemeente gamma"])
    rare, usual = measured(known, "gemeente alpha", ("alpha", "gemeente"))
    assert rare.fit > usual.fit


def test_how_often_a_piece_stands_in_a_text_does_not_make_it_more_common() -> None:
    once, often = alphabet(["fiets", "auto"]), alphabet(["fiets fiets fiets", "auto"])
    assert (once.counts == often.counts).all()


@settings(deadline=None)
@given(st.text(max_size=80), st.lists(st.text(max_size=80), max_size=5))
def test_any_text_can_be_measured(query: str, texts: list[str]) -> None:
    found = measured(KNOWN, query, texts)
    assert len(found) == len(texts)
    assert all(0 <= each.part <= 1 and each.fit >= 0 for each in found)
