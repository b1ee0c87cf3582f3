"""A question of the user is answered from the knowledge, and the conversation goes on."""

from bot.dialogue import Message, Said
from bot.domain.reading import Reading
from tests.auxil.assistant import make_assistant
from tests.dialogue.chat import DESCRIPTION, TIME, Chat

A = make_assistant()


def others(description: str, municipality: str | None) -> Chat:
    """A conversation in which the user just asked who else asks this."""
    chat = Chat(A, municipality=municipality).say(description)
    said = Said(text="wie vraagt dit nog meer?", reading=Reading(intent="others"))
    return chat._keep(A._run(chat.conversation, said))


def test_who_else_asks_this_is_answered_with_requirements_near_by() -> None:
    chat = others("We willen dat begeleiders per kwartaal minuten bijhouden", "GM0995")
    assert [passage.id for passage in chat.only(Message).passages] == ["test-buren"]
    assert chat.types[-1] == "question"


def test_when_nobody_is_known_to_ask_it_that_is_said_with_its_limits() -> None:
    message = others(DESCRIPTION, "GM0995").only(Message)
    assert not message.passages
    assert "Dat wil niet zeggen" in message.text


def test_a_question_about_a_word_is_answered_with_its_passage() -> None:
    chat = Chat(A).say(TIME).say("wat is een steekproef van dossiers?")
    assert [passage.id for passage in chat.only(Message).passages] == ["test-uitleg"]
    assert chat.types[-1] == "question"
