from collections.abc import Callable

import pytest

from bot.domain import Outcome
from bot.language_model import Material, Rewriter
from prompts import load_prompts
from tests.auxil.chat_model import ChatModel, Question, Reply, error
from tests.language_model.conftest import MakeModel, Script

MATERIAL = Material(
    outcome=Outcome.BEHOUDEN,
    reason=("De raad stuurt met deze gegevens. [1]",),
    facts=("Doel: leren en verbeteren",),
    burden=("10 minuten per keer, 2 keer per jaar: 20 minuten per jaar per cliënt.",),
)
GOOD = "Het advies is behouden. De raad stuurt met\ndeze gegevens [1]. U wilt er van leren en mee verbeteren."


@pytest.fixture
def rewriter(make_model: MakeModel) -> Rewriter:
    return Rewriter(make_model(), load_prompts()["write_explanation"])


def test_a_good_text_is_one_paragraph(rewriter: Rewriter, service: ChatModel, script: Script) -> None:
    script.text = GOOD
    assert rewriter.rewrite(MATERIAL) == GOOD.replace("\n", " ")
    [question] = service.questions
    assert question.method == "text"
    for line in (*MATERIAL.reason, *MATERIAL.facts, *MATERIAL.burden, "De uitkomst: behouden"):
        assert line in question.user


@pytest.mark.parametrize(
    "text",
    [
        GOOD.replace("behouden", "schrappen"),
        GOOD.replace("[1]", "[2]"),
        GOOD.replace("[1]", ""),
        GOOD + " Het kost 30 minuten per jaar.",
        GOOD + " Dat staat in de Jeugdwet.",
        GOOD + " Schrappen kan ook.",
    ],
)
def test_a_text_that_says_too_much_is_not_used(rewriter: Rewriter, script: Script, text: str) -> None:
    script.text = text
    assert rewriter.rewrite(MATERIAL) is None


@pytest.mark.parametrize(
    "fault",
    [
        lambda _, __: error(500, "stuk"),
        lambda model, question: model.said(question, ""),
        lambda model, question: model.said(question, GOOD, finish="length"),
        lambda model, question: model.said(question, None, refusal="nee"),
    ],
    ids=["server error", "empty", "cut off", "refusal"],
)
def test_a_model_that_fails_gives_nothing(
    rewriter: Rewriter,
    service: ChatModel,
    caplog: pytest.LogCaptureFixture,
    fault: Callable[[ChatModel, Question], Reply],
) -> None:
    service.faults.extend([fault] * 3)
    assert rewriter.rewrite(MATERIAL) is None
    assert len(service.questions) == 3
    assert "neemt het over" in caplog.text


def test_a_mishap_is_tried_again(rewriter: Rewriter, service: ChatModel, script: Script) -> None:
    script.text = GOOD
    service.faults.append(lambda _, __: error(502, "stuk"))
    assert rewriter.rewrite(MATERIAL) == GOOD.replace("\n", " ")
