"""The baseline as a run of its own, to put beside that of the assistant."""

from pathlib import Path

import pytest

from evals.axes.variant import Manner
from evals.baseline import NoModelError
from evals.consistency.commands import Wanted, compare, play, show
from tests.auxil.chat_model import KEY, MODEL, serving

BUTTONS: tuple[Manner, ...] = ("buttons",)
ONE = Wanted(engine="baseline", axes=("repeat",), ways=BUTTONS, limit=1)
ADVICE = '{"outcome": "schrappen", "reason": "De gegevens zijn er al.", "citations": []}'


def test_it_is_played_and_put_beside_the_assistant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(lambda _: ADVICE) as service:
        monkeypatch.setenv("DRIEVRAGEN_LLM", f"openai:{MODEL}")
        monkeypatch.setenv("DRIEVRAGEN_LLM_URL", service.url)
        monkeypatch.setenv("DRIEVRAGEN_LLM_KEY", KEY)
        plain = play(ONE, folder=tmp_path)
    assert {one.outcome for one in plain.played} == {"schrappen"}
    assert MODEL in plain.engine
    assert "antwoorden juist" not in show(plain).splitlines()[-1]
    assistant = play(ONE._replace(engine="embedded"), folder=tmp_path)
    assert plain.engine in compare(assistant, plain)


def test_without_a_model_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DRIEVRAGEN_LLM", raising=False)
    with pytest.raises(NoModelError, match="DRIEVRAGEN_LLM"):
        play(ONE, folder=tmp_path)
