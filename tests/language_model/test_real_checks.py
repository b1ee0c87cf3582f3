"""The checks for a real model, tried on the stub: they see a good one, and they see one that is of no use."""

import json

from bot.understanding.rules import RuleUnderstanding
from tests.auxil.chat_model import ChatModel, Question, error
from tests.language_model.conftest import MakeModel
from tests.llm.checks import cases, examine

EMBEDDED = RuleUnderstanding(lambda _: None)
KNOWN = {case.text: case.facts for case in cases()}


def knowing(question: Question) -> str:
    """Reads every case as it should be read, and explains with the lines that it gets."""
    if question.method == "text":
        outcome, reason = (
            question.user.split(start)[1].split("\n")[0] for start in ("uitkomst: ", "reden:\n- ")
        )
        return f"Het advies is {outcome}. {reason}"
    facts = [
        {"name": name, "value": value, "quote": question.message}
        for name, value in KNOWN.get(question.message, {}).items()
    ]
    return json.dumps({"facts": facts})


def test_a_model_that_knows_everything(make_model: MakeModel, service: ChatModel) -> None:
    service.answer = knowing
    report = examine(make_model(), EMBEDDED)
    assert report.broken == ()
    assert report.figures["alles goed gelezen, model alleen"] == f"{len(KNOWN)} van {len(KNOWN)}"
    assert report.figures["uitleg die mocht blijven"] == "3 van 3"


def test_a_model_that_is_of_no_use(make_model: MakeModel, service: ChatModel) -> None:
    service.faults.extend([lambda _, __: error(500, "stuk")] * 3)
    report = examine(make_model(), EMBEDDED)
    assert report.broken == ("het model gaf nooit een bruikbaar antwoord",)
    assert report.figures["uitleg die mocht blijven"] == "0 van 3"
