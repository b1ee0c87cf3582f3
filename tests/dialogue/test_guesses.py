"""What an engine is not sure of is asked, never used as it is."""

import pytest

from bot.dialogue import Refused, Said
from bot.domain.reading import ReadFact, Reading
from tests.auxil.assistant import make_assistant
from tests.dialogue.chat import DESCRIPTION, Chat

A = make_assistant()
WORDS = "om te zien of het ergens toe leidt"


def guessing(value: str = "outcomes", text: str = WORDS, others: dict[str, ReadFact] | None = None) -> Chat:
    """A conversation at the question about the purpose, just after an answer that was only guessed at."""
    chat = Chat(A).say(DESCRIPTION).until("purpose", {"legal_basis": "none"})
    guess = ReadFact(value=value, quote=text, confidence=0.4)
    reading = Reading(facts=others or {}, guess=guess)
    return chat._keep(A.dialogue.step(chat.conversation, Said(text=text, reading=reading)))


def test_a_guess_is_offered_with_the_same_question_and_is_no_fact_yet() -> None:
    chat = guessing()
    assert chat.question.slot == "purpose"
    assert chat.question.proposal == "outcomes"
    assert chat.question.text.startswith("Bedoelt u: zicht op resultaat voor inwoners?")
    assert chat.value("purpose") is None


def test_what_was_typed_is_kept_also_when_it_was_only_guessed_at() -> None:
    assert guessing().conversation.notes[-1].text == WORDS


def test_yes_confirms_the_guess_with_the_words_it_was_read_from() -> None:
    chat = guessing().say("ja")
    fact = chat.conversation.sheet.facts["purpose"]
    assert (fact.value, fact.quote, fact.confirmed) == ("outcomes", WORDS, True)
    assert chat.question.slot != "purpose"


def test_no_to_a_guess_is_no_answer_to_the_question() -> None:
    chat = guessing().say("nee")
    assert chat.question.slot == "purpose"
    assert chat.question.proposal is None
    assert chat.value("purpose") is None


@pytest.mark.parametrize(
    ("said", "value"), [("om te leren en te verbeteren", "learning"), ("voor de zekerheid", "cover")]
)
def test_an_answer_in_other_words_goes_before_the_guess(said: str, value: str) -> None:
    assert guessing().say(said).value("purpose") == value


def test_a_button_goes_before_the_guess_and_the_next_question_has_none() -> None:
    chat = guessing().choose("quality")
    assert chat.value("purpose") == "quality"
    assert chat.question.proposal is None
    assert chat.conversation.guess is None


def test_facts_about_something_else_are_noted_beside_a_guess() -> None:
    chat = guessing(others={"law": ReadFact(value="wmo", quote="Wmo", confidence=0.9)})
    assert chat.value("law") == "wmo"
    assert chat.question.proposal == "outcomes"


def test_a_guess_outside_the_vocabulary_is_not_offered() -> None:
    chat = guessing("nonsense")
    assert chat.question.proposal is None
    assert any(isinstance(reply, Refused) for reply in chat.replies)


def test_a_guess_that_somebody_does_not_know_is_asked_too() -> None:
    chat = guessing("unknown")
    assert chat.question.text.startswith("Weet u dit niet?")
    chat.say("ja")
    assert chat.value("purpose") == "unknown"
    assert chat.question.slot != "purpose"
