import json
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from bot.domain.reading import PersonalData
from bot.understanding import personal_data
from evals.privacy.__main__ import main
from evals.privacy.lines import KINDS, NONE, Line, Split, load_lines
from evals.privacy.measuring import measure
from evals.privacy.wilson import share

LINES = load_lines()


def test_enough_lines_of_every_kind_and_without() -> None:
    counts = Counter(line.kind for line in LINES)
    assert len(LINES) >= 300
    assert all(counts[kind] >= 12 for kind in KINDS)
    assert counts[None] >= 150


def test_a_family_is_in_one_half_and_the_halves_are_alike() -> None:
    halves: defaultdict[str, set[Split]] = defaultdict(set)
    for line in LINES:
        halves[line.family].add(line.split)
    assert all(len(found) == 1 for found in halves.values())
    for kind in (*KINDS, None):
        sealed = [line.split is Split.SEALED for line in LINES if line.kind == kind]
        assert 0.4 <= sum(sealed) / len(sealed) <= 0.6


def test_the_targets_are_met_on_all_lines() -> None:
    refused = measure(personal_data, LINES).refused
    assert refused.precision.value is not None
    assert refused.recall.value is not None
    assert refused.precision.value >= 0.95
    assert refused.recall.value >= 0.98


def test_precision_and_recall_count_what_was_found_and_what_is_there() -> None:
    lines = [
        Line("a", "bsn", "f"),
        Line("b", "bsn", "f"),
        Line("c", "email", "f"),
        Line("d", None, "f"),
        Line("e", None, "f"),
    ]
    found: dict[str, PersonalData | None] = {"a": "bsn", "b": "phone", "c": None, "d": "email", "e": None}
    measured = measure(found.__getitem__, lines)
    assert measured.refused.precision[:2] == (2, 3)
    assert measured.refused.recall[:2] == (2, 3)
    assert measured.kinds["bsn"].precision[:2] == (1, 1)
    assert measured.kinds["bsn"].recall[:2] == (1, 2)
    assert measured.kinds["phone"].recall.value is None
    assert [fault.line.text for fault in measured.faults] == ["b", "c", "d"]


def test_the_interval_is_that_of_wilson() -> None:
    # Agresti and Coull (1998): no successes out of ten give an upper bound of z²/(n + z²).
    none = share(0, 10)
    assert none.low == pytest.approx(0.0, abs=1e-12)
    assert none.high == pytest.approx(3.8415 / 13.8415, abs=1e-4)
    half = share(50, 100)
    assert half.low == pytest.approx(0.4038, abs=1e-4)
    assert half.high == pytest.approx(0.5962, abs=1e-4)
    assert share(0, 0).value is None


@pytest.mark.parametrize(("hits", "total"), [(3, 2), (-1, 2)])
def test_more_hits_than_there_are_is_an_error(hits: int, total: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        share(hits, total)


def test_the_same_line_twice_is_refused(tmp_path: Path) -> None:
    for kind in (*KINDS, NONE):
        (tmp_path / f"{kind}.yaml").write_text(f"familie-{kind}: [dezelfde]\n", encoding="utf-8")
    with pytest.raises(ValueError, match="twice"):
        load_lines(tmp_path)


def test_the_command_shows_faults_of_the_half_to_learn_from_only(capsys: pytest.CaptureFixture[str]) -> None:
    main([])
    dev = capsys.readouterr().out
    main(["--split", "sealed"])
    sealed = capsys.readouterr().out
    assert "client_number" in dev
    assert not any(line.text in sealed for line in LINES)
    main(["--split", "sealed", "--json"])
    figures = json.loads(capsys.readouterr().out)
    assert figures["lines"] == sum(line.split is Split.SEALED for line in LINES)
    assert set(figures["scores"]) == {"refused", *KINDS}
