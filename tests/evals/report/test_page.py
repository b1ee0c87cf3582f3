"""The report in words: headline figures, checks, confusion, conversations, versions."""

import pytest

from bot.commands.usage import UsageError
from bot.content import load_content
from bot.domain import Slot
from evals.consistency.figures import figures
from evals.consistency.gating import check, load_thresholds
from evals.consistency.words import words as axis_words
from evals.report.building import page
from evals.report.page import Page
from evals.report.tiles import at_least
from evals.report.words import words
from tests.evals.report.examples import DESCRIPTION, FLIPS, RUN

QUESTIONS = load_content().questions.slots


@pytest.fixture(scope="module")
def made() -> Page:
    return page(RUN)


def test_the_headline_says_whether_the_target_is_met(made: Page) -> None:
    found = {tile.label: tile for tile in made.tiles}
    buttons = found["Steeds hetzelfde advies, met knoppen"]
    assert (buttons.value, buttons.met) == ("1,000", True)
    assert "2 van de 2 aanvragen" in buttons.means
    assert "minstens 22% van de aanvragen" in buttons.interval  # 0.05 ** (1 / 2), rounded down
    text = found["Steeds hetzelfde advies, in eigen woorden"]
    assert (text.value, text.met) == ("0,500", False)
    assert "1 van de 2 aanvragen" in text.means
    assert text.interval.startswith("95% zeker tussen 0,000")
    assert not made.passed


def test_without_a_failure_it_is_not_said_to_be_sure() -> None:
    assert at_least(63) == pytest.approx(0.9536, abs=1e-4)  # 0.05 ** (1 / 63)
    assert at_least(1) == pytest.approx(0.05)


def test_every_threshold_is_shown_and_what_was_missed_comes_first(made: Page) -> None:
    checks = list(check(figures(RUN.played), load_thresholds()))
    missed = sum(not one.met for one in checks)
    assert len(made.checks.rows) == len(checks)
    assert made.checks.weak == tuple(range(missed))
    assert [row[0] for row in made.checks.rows] == ["nee"] * missed + ["ja"] * (len(checks) - missed)
    assert f"{missed} van de {len(checks)} eisen" in made.verdict


def test_confusion_counts_every_conversation_that_may_not_matter(made: Page) -> None:
    pressed, typed = made.confusions
    assert [[cell.count for cell in row] for row in pressed.rows][1:] == [[0, 0, 0]] * 2
    counts = [cell.count for cell in typed.rows[0]]
    assert counts[2] == 1
    assert sum(counts) == len([one for one in RUN.played if one.manner == "text" and one.axis != "edits"])
    assert typed.rows[0][2].share == pytest.approx(1 / sum(counts))


def test_a_plot_of_each_way_says_in_words_what_it_shows(made: Page) -> None:
    assert len(made.charts) == 4
    typed = next(one for one in made.charts if one.title == "Steeds hetzelfde advies (tekst)")
    assert "Het laagst: alles samen 0,500" in typed.alt
    for chart in made.charts:
        assert chart.svg.startswith("<svg")
        assert all(name in chart.svg for name in ("volgorde", "andere woorden"))


def test_the_whole_of_both_conversations_is_there(made: Page) -> None:
    (case,) = made.cases
    good, bad = case.told
    assert case.name == FLIPS
    assert (good.good, bad.good) == (True, False)
    say = words().cases
    assert [line.asked for line in bad.lines] == [
        say.start,
        QUESTIONS[Slot.PURPOSE].ask,
        say.guessed.format(name=QUESTIONS[Slot.DECISION].name),
        QUESTIONS[Slot.DECISION].ask,
        say.article,
        say.after,
    ]
    assert bad.lines[0].answer == DESCRIPTION
    assert good.lines[1].answer == f"knop: {QUESTIONS[Slot.PURPOSE].options['quality'].label}"
    assert bad.lines[3].answer == f"Ander antwoord op: {QUESTIONS[Slot.PURPOSE].name}"
    assert bad.lines[4].answer == "knop: Weet ik niet"
    assert [line.differs for line in bad.lines] == [False, True, False, False, False, False]
    assert good.read == (say.all_read,)
    assert bad.read == (
        "Verkeerd begrepen: Doel werd “geen duidelijk doel”, bedoeld was “zicht op kwaliteit”.",
    )
    assert bad.advice == "Advies: schrappen (regel R03)"
    assert "Geen wet vraagt erom" in bad.motivation


def test_versions_of_everything(made: Page) -> None:
    versions = {row[0]: row[1] for row in made.versions.rows}
    assert versions["Beslistabel"] == "7"
    assert versions["Bronnen"] == "kennis-9"
    assert versions["Programma en gegevens samen"] == "0123456789abcdef"
    assert versions["Prompts van het taalmodel"] == "geen taalmodel"
    assert versions["Dag van de meting"] == "22-11-2026"


def test_every_measure_that_is_shown_is_explained() -> None:
    assert axis_words().measures.keys() == words().terms.keys() - {"title", "interval"}


def test_a_run_in_which_nothing_went_wrong() -> None:
    fine = page(RUN.model_copy(update={"played": [one for one in RUN.played if one.outcome == "behouden"]}))
    assert fine.cases == ()
    assert fine.cases_summary == words().cases.none


def test_a_run_without_anything_to_compare_is_told() -> None:
    with pytest.raises(UsageError, match="geen gesprek"):
        page(RUN.model_copy(update={"played": RUN.played[:1]}))
