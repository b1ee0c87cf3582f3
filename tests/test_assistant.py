"""The dialogue with understanding and retrieval: a step ends when nothing is left to look up."""

import logging
import re
from pathlib import Path

import pytest

from bot.assistant import PersonalDataError
from bot.dialogue import AdviceGiven, Conversation, Refused
from bot.domain import FactSheet
from knowledge.errors import IndexUnavailable
from knowledge.search import Searcher
from tests.auxil.assistant import NOW, make_assistant
from tests.dialogue.chat import DESCRIPTION, TIME, Chat


def no_searcher() -> Searcher:
    raise IndexUnavailable(Path("ergens"), "geen ruimte")


def test_nothing_is_left_to_look_up() -> None:
    chat = Chat(make_assistant())
    chat.say(TIME)
    assert chat.conversation.phase == "asking"
    assert chat.conversation.evidence.version == "test-1"
    chat.say("Wat is een hypotheek?")
    assert chat.question.slot == "legal_basis"


def test_facts_know_when_they_were_given() -> None:
    chat = Chat(make_assistant()).say(TIME).choose("none")
    assert chat.conversation.sheet.facts["legal_basis"].at == NOW


def test_an_advice_brings_every_passage_it_cites_that_exists() -> None:
    given = Chat(make_assistant()).say(TIME).finish()
    shown = [one.id for one in given.shown]
    assert shown == [one for one in given.advice.sources if one in shown]
    assert {"test-tijd", "gids-vraag-doel"} <= set(shown)


def test_again_is_the_conversation_as_it_stands() -> None:
    assistant = make_assistant()
    chat = Chat(assistant).say(DESCRIPTION)
    assert assistant.again(chat.conversation)[-1] == chat.question.model_copy(
        update={"text": "Schrijft een wet voor dat u deze gegevens vraagt?"}
    )
    given = chat.finish()
    assert assistant.again(chat.conversation) == (given,)
    assert assistant.again(Conversation(id="x"))[0].type == "message"


def test_without_an_index_it_goes_on_and_says_so(caplog: pytest.LogCaptureFixture) -> None:
    assistant = make_assistant()
    assistant.searcher = no_searcher
    chat = Chat(assistant)
    with caplog.at_level(logging.ERROR):
        chat.say("Wat is een steekproef?")
        assert chat.types == ["message"]
        chat.say("Wie vraagt dit nog meer?").say(TIME)
    assert chat.types == ["error", "understood", "question"]
    assert "geen ruimte" in caplog.text
    assert TIME not in caplog.text
    given = chat.finish()
    assert given.advice.versions.knowledge == ""
    assert given.shown == ()
    assert not re.search("niets in mijn bronnen|vond ik niets|niets gevonden", str(chat.all))


def test_advise_without_an_index() -> None:
    assistant = make_assistant()
    assistant.searcher = no_searcher
    assert isinstance(assistant.advise(TIME, FactSheet(), None), AdviceGiven)


@pytest.mark.parametrize(("text", "refused"), [("bel 06-12345678", True), ("bel de aanbieder", False)])
def test_refusal_only_for_personal_data(text: str, refused: bool) -> None:
    assert isinstance(make_assistant().refusal(text), Refused) is refused


def test_advise_refuses_personal_data() -> None:
    with pytest.raises(PersonalDataError, match="telefoonnummer") as raised:
        make_assistant().advise("Begeleiders bellen 06-12345678", FactSheet(), None)
    assert "12345678" not in str(raised.value)
