"""The export of workshops, and how far people agree with the advice."""

import json
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from sklearn.metrics import cohen_kappa_score, confusion_matrix

from bot.commands.usage import UsageError
from bot.domain import Outcome
from evals.human.agreement import agreements
from evals.human.line import Line, Role, Vote, digest_of
from evals.human.loading import load_lines
from evals.human.table import show
from evals.human.verdicts import verdict_of
from evals.human.words import words
from tests.evals.human.export import (
    AGAINST_BURDEN,
    AGAINST_LOCAL,
    AGAINST_PURPOSE,
    DIVIDED,
    DROP,
    FOR,
    KEEP,
    SAMPLE,
    STANDARD,
    sample_line,
)

SCORES = st.integers(1, 4)
VOTES = st.lists(st.builds(Vote, doel=SCORES, harmonisatie=SCORES, ruimte=SCORES), min_size=3, max_size=7)
VERDICTS = st.lists(
    st.tuples(st.sampled_from(list(Outcome)), st.sampled_from(list(Outcome))), min_size=2, max_size=20
)


def written(folder: Path, *lines: str) -> Path:
    path = folder / "sessies.jsonl"
    path.write_text("\n".join(lines) + "\n\n", encoding="utf-8")
    return path


def test_an_export_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = written(tmp_path, *(line.model_dump_json() for line in SAMPLE))
    assert load_lines(path) == SAMPLE


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"naam": "Jan de Vries"}, "regel 2, de regel: dit veld ken ik niet"),
        ({"advice": "misschien"}, "regel 2, advice"),
        ({"votes": {"raad": [{"doel": 1}, {"doel": 2}]}}, "regel 2, votes"),
        ({"votes": {"Jan de Vries": []}}, "regel 2, votes"),
        ({"votes": {"raad": [{"doel": 5}] * 3}}, "regel 2, votes"),
        ({"digest": "0123"}, "regel 2, digest"),
        ({"description": "iets anders"}, "regel 2, de regel: digest hoort bij een andere beschrijving"),
    ],
)
def test_a_line_that_does_not_fit_is_named_without_what_is_in_it(
    tmp_path: Path, change: dict[str, object], says: str
) -> None:
    wrong = json.dumps({**SAMPLE[0].model_dump(mode="json"), **change})
    with pytest.raises(UsageError, match=says) as raised:
        load_lines(written(tmp_path, SAMPLE[0].model_dump_json(), wrong))
    assert "Jan" not in str(raised.value)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"weg\.jsonl"):
        load_lines(tmp_path / "weg.jsonl")


def test_two_voters_in_a_role_are_too_few_to_hide_among() -> None:
    with pytest.raises(ValidationError):
        sample_line(1, KEEP, KEEP, {Role.RAAD: FOR[:2]})


def test_a_public_description_has_its_own_digest() -> None:
    plain = SAMPLE[0].model_dump()
    told = {**plain, "description": "Minuten", "digest": digest_of("Minuten")}
    assert Line.model_validate(told).description == "Minuten"


@pytest.mark.parametrize(
    ("votes", "verdict"),
    [
        (FOR, KEEP),
        (AGAINST_PURPOSE, DROP),
        (AGAINST_LOCAL, STANDARD),
        (AGAINST_BURDEN, DROP),
        (DIVIDED, None),
        ((Vote(doel=4),) * 3, None),
        ((Vote(doel=1),) * 3, DROP),
    ],
)
def test_the_verdict_of_a_role(votes: tuple[Vote, ...], verdict: Outcome | None) -> None:
    assert verdict_of(votes) is verdict


@given(VOTES)
def test_a_verdict_hangs_on_no_order_and_more_in_favour_never_drops(votes: list[Vote]) -> None:
    verdict = verdict_of(votes)
    assert verdict_of(list(reversed(votes))) is verdict
    happier = [Vote(doel=4, harmonisatie=vote.harmonisatie, ruimte=4) for vote in votes]
    assert verdict_of(happier) is not Outcome.SCHRAPPEN
    if verdict is Outcome.BEHOUDEN:
        assert verdict_of(happier) is Outcome.BEHOUDEN


def test_everybody_is_compared_with_the_advice() -> None:
    found = {one.who: one for one in agreements(SAMPLE)}
    assert list(found) == ["room", "recorded", "gemeente", "professional"]
    room, recorded, town = found["room"], found["recorded"], found["gemeente"]
    assert (room.registrations, room.undecided, room.agreed) == (3, 1, 1.0)
    assert room.kappa is not None
    assert room.kappa.value == 1.0
    assert (recorded.registrations, recorded.agreed) == (2, 0.5)
    assert (town.registrations, town.undecided) == (3, 1)
    assert town.confusion == {(KEEP, KEEP): 1, (DROP, KEEP): 1, (STANDARD, STANDARD): 1}
    assert town.prevalence == {"behouden": 2 / 3, "standaardiseren": 1 / 3}


@given(VERDICTS.filter(lambda pairs: len({one for pair in pairs for one in pair}) > 1))
def test_kappa_and_confusion_are_what_scikit_learn_gives(pairs: list[tuple[Outcome, Outcome]]) -> None:
    room = next(agreements([sample_line(number, *pair) for number, pair in enumerate(pairs)]))
    advice, verdicts = ([pair[side].value for pair in pairs] for side in (0, 1))
    assert room.kappa is not None
    assert room.kappa.value == pytest.approx(cast(float, cohen_kappa_score(advice, verdicts)))
    order = [outcome.value for outcome in Outcome]
    counted = [[room.confusion.get((one, other), 0) for other in Outcome] for one in Outcome]
    assert counted == confusion_matrix(advice, verdicts, labels=order).tolist()


def test_the_table_names_everybody_and_what_it_cannot_say() -> None:
    told = show(SAMPLE)
    for who in ("oordeel van de zaal", "vastgelegd besluit", "gemeente", "professional"):
        assert who in told
    assert "raad" not in told.replace(words().limits, "")
    assert "1.00 [1.00; 1.00]" in told
    assert words().limits.strip() in told


def test_nothing_to_compare_is_told() -> None:
    assert words().nothing in show([sample_line(1, KEEP, None)])
    assert "0 registraties" in show([])
