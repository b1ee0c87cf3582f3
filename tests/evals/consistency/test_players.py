"""Several processes play what one plays, in the same order."""

from pathlib import Path

from evals.consistency.engines import RULES
from evals.consistency.players import AT_ONCE, players
from tests.evals.consistency.smoke import part


def test_processes_play_what_this_one_plays(tmp_path: Path) -> None:
    planned = tuple(part(["repeat", "shuffled"]))
    assert len(planned) > AT_ONCE
    found = []
    for processes in (1, 2):
        with players(RULES, tmp_path, processes) as company:
            played = [one.model_copy(update={"seconds": 0.0}) for one in company.play(planned)]
            found.append((played, company.knowledge))
    assert found[0] == found[1]
    assert [one.case for one in found[0][0]] == [one.case for one in planned]
