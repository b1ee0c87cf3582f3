"""The gate: good runs pass, worse ones do not, and a wrong file is named."""

from pathlib import Path

import pytest

from evals.axes.generating import INVARIANT
from evals.consistency.figures import Place, figures
from evals.consistency.gating import check, load_thresholds
from evals.consistency.table import of_checks
from tests.evals.consistency.playing import played
from tests.evals.consistency.test_comparing import BAD, GOOD


def written(folder: Path, text: str) -> Path:
    path = folder / "eisen.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_shipped_thresholds_hold_every_axis_with_buttons() -> None:
    thresholds = load_thresholds()
    assert all(thresholds[Place("buttons", axis)]["consistency"] == 1.0 for axis in INVARIANT)
    assert thresholds[Place("text", "all")]["kappa"] == 0.90
    assert thresholds[Place("buttons", "pushing")] == {"consistency": 1.0, "flip_rate": 0.0}


def test_a_good_run_passes_and_a_bad_one_does_not() -> None:
    assert all(one.met for one in check(figures(GOOD.played), load_thresholds()))
    missed = [one for one in check(figures(BAD.played), load_thresholds()) if not one.met]
    assert {(one.place, one.measure) for one in missed} == {
        (Place("buttons", "order"), "consistency"),
        (Place("buttons", "all"), "kappa"),
    }
    assert missed[0].value == pytest.approx(4 / 12)
    assert "GEMIST" in "\n".join(of_checks(missed))


def test_what_may_be_at_most(tmp_path: Path) -> None:
    thresholds = load_thresholds(written(tmp_path, "buttons: {order: {flip_rate: 0.5}}"))
    assert [one.met for one in check(figures(GOOD.played), thresholds)] == [True]
    assert [one.met for one in check(figures(BAD.played), thresholds)] == [False]


def test_a_figure_that_was_not_measured_is_not_met(tmp_path: Path) -> None:
    thresholds = load_thresholds(written(tmp_path, "buttons: {order: {total_agreement: 0.5}}"))
    found = tuple(check(figures(GOOD.played), thresholds))
    assert [(one.value, one.met) for one in found] == [(None, False)]
    assert "niet gemeten" in "\n".join(of_checks(found))


def test_axes_that_were_not_played_are_not_asked_for() -> None:
    only = [played("a", "behouden"), played("a", "behouden", axis="detail")]
    assert {one.place.axis for one in check(figures(only), load_thresholds())} == {"detail", "all"}
    assert "niets gemeten" in "\n".join(of_checks(()))


@pytest.mark.parametrize("text", ["buttons: {weather: {alpha: 1}}", "shouting: {}", "buttons: {all: 3}"])
def test_a_file_that_does_not_fit(tmp_path: Path, text: str) -> None:
    with pytest.raises(ValueError, match=r"weather|shouting|buttons"):
        load_thresholds(written(tmp_path, text))
