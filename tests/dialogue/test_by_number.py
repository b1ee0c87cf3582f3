"""After two answers that could not be read, the options come with a number: that is always understood."""

import pytest

from bot.dialogue import Conversation, Refused, Said
from bot.domain import Context, Outcome, Slot
from bot.domain.reading import ReadFact, Reading
from tests.auxil.assistant import make_assistant
from tests.dialogue.chat import ANSWERS, DESCRIPTION, Chat

A = make_assistant()
KEEP = ANSWERS[Outcome.BEHOUDEN]
UNREAD = "Dat hangt van het weer in het dorp af"
ASKED = "Typ nu alleen een nummer:"


def at_decision() -> Chat:
    return Chat(A).say(DESCRIPTION).until("decision", KEEP)


def guessed(chat: Chat) -> Chat:
    """An answer that was only guessed at."""
    guess = ReadFact(value="vague", quote=UNREAD, confidence=0.4)
    return chat._keep(A.dialogue.step(chat.conversation, Said(text=UNREAD, reading=Reading(guess=guess))))


def numbered(chat: Chat) -> bool:
    """Whether the last turn asks for a number."""
    return any(isinstance(reply, Refused) and ASKED in reply.text for reply in chat.replies)


def test_the_second_time_every_option_has_its_number() -> None:
    chat = at_decision().say(UNREAD)
    assert not numbered(chat)
    chat.say(UNREAD)
    assert chat.types == ["error", "question"]
    assert chat.only(Refused).text.splitlines()[1:] == [
        "1. Ja, besluit is duidelijk",
        "2. Nog niet precies",
        "3. Er verandert niets",
        "4. Weet ik niet",
    ]


@pytest.mark.parametrize("slot", list(Slot))
def test_each_number_is_that_option_at_every_question(slot: Slot) -> None:
    asked = Chat(A, full=True).say(DESCRIPTION).until(slot.value, {"status": "existing"})
    options = [option.id for option in asked.question.options]
    for number, option in enumerate(options, start=1):
        chat = Chat(A)
        chat.conversation = asked.conversation
        assert chat.say(UNREAD).say(UNREAD).say(str(number)).value(slot.value) == option


def test_also_at_a_question_about_the_context() -> None:
    chat = Chat(A).say(f"{DESCRIPTION} voor de Wmo").choose("change:law").say(UNREAD).say(UNREAD)
    assert "2. Wmo" in chat.only(Refused).text
    assert chat.say("1").value(Context.LAW) == "jeugdwet"


def test_a_guess_that_was_wrong_counts_as_not_read() -> None:
    chat = guessed(at_decision())
    assert chat.types == ["question"]
    chat.say("nee")
    assert numbered(chat)
    assert chat.question.proposal is None


def test_a_second_guess_is_offered_beside_the_numbers() -> None:
    chat = guessed(guessed(at_decision()))
    assert numbered(chat)
    assert chat.question.proposal == "vague"
    assert chat.say("ja").value("decision") == "vague"


def test_a_guess_stays_when_the_next_answer_says_nothing() -> None:
    chat = guessed(at_decision()).say(UNREAD)
    assert numbered(chat)
    assert chat.question.proposal == "vague"


def test_a_question_in_between_is_no_answer() -> None:
    chat = at_decision().say(UNREAD).say("Wat is een hypotheek?").command("why")
    assert not numbered(chat)


def test_the_next_question_begins_anew() -> None:
    chat = at_decision().say(UNREAD).say(UNREAD).say("2").say(UNREAD)
    assert chat.question.slot == "status"
    assert not numbered(chat)


def test_it_is_kept_with_the_conversation() -> None:
    chat = at_decision().say(UNREAD)
    chat.conversation = Conversation.model_validate_json(chat.conversation.model_dump_json())
    assert numbered(chat.say(UNREAD))
