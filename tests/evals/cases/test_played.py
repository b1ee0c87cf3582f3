"""Every case, played with buttons: what the dialogue asks has free-text answers, ending in the gold."""

import pytest

from bot.content import load_content, load_table
from bot.dialogue import AdviceGiven, Chose, Conversation, Dialogue, Found, Question, Said, Step
from bot.dialogue.conversation import Evidence
from bot.domain import Rates, Slot
from bot.domain.reading import ReadFact, Reading
from evals.cases import Case, load_cases

MORE = 3
"""So many answers more than are asked, or all there are."""

DIALOGUE = Dialogue(load_table(), load_content(), Rates())


def described(case: Case) -> Step:
    """The description, of which only is understood what the dialogue never asks; and nothing is found."""
    status = ReadFact(value=case.facts[Slot.STATUS], quote=case.description, confidence=1.0)
    said = Said(text=case.description, reading=Reading(facts={"status": status}))
    searching = DIALOGUE.step(Conversation(id=case.id), said).conversation
    return DIALOGUE.step(searching, Found(evidence=Evidence()))


@pytest.mark.parametrize("case", load_cases(), ids=lambda case: case.id)
def test_what_is_asked_has_answers(case: Case) -> None:
    step = described(case)
    asked: set[Slot] = set()
    while isinstance(question := step.replies[-1], Question):
        slot = Slot(question.slot)
        asked.add(slot)
        step = DIALOGUE.step(step.conversation, Chose(option=case.facts[slot]))
    assert asked <= case.answers.keys()
    known = {slot for slot, value in case.facts.items() if value != "unknown"}
    assert len(case.answers) >= min(len(asked) + MORE, len(known))
    given = step.replies[-1]
    assert isinstance(given, AdviceGiven)
    assert (given.advice.recommendation, given.advice.rule) == (case.outcome, case.rule)
    assert not given.advice.provisional
