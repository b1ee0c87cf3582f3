"""What is said about privacy is true for what is set."""

import pytest

from bot.content import load_content, load_table
from bot.dialogue import Commanded, Conversation, Dialogue, Message
from bot.domain import Rates


@pytest.mark.parametrize(
    ("model", "said", "not_said"),
    [
        ("embedded", "niet naar een ander bedrijf", "taalmodel"),
        ("ollama:een-model", "gebruikt een taalmodel", "niet naar een ander bedrijf"),
    ],
)
def test_a_language_model_is_mentioned_when_there_is_one(model: str, said: str, not_said: str) -> None:
    dialogue = Dialogue(load_table(), load_content(), Rates(), model=model)
    (reply,) = dialogue.step(Conversation(id="een"), Commanded(name="privacy")).replies
    assert isinstance(reply, Message)
    assert said in reply.text
    assert not_said not in reply.text
