"""What is said about privacy is true for what is set."""

import pytest

from bot.content import load_content, load_table
from bot.dialogue import Commanded, Conversation, Dialogue, Message
from bot.dialogue.keeping import Keeping
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


@pytest.mark.parametrize(
    ("keeping", "said"),
    [
        (Keeping(), ["Er is geen bewaartermijn"]),
        (
            Keeping(90, None),
            ["zonder besluit wis ik 90 dagen na", "met een besluit bewaar ik tot u het zelf wist"],
        ),
        (Keeping(None, 365), ["zonder besluit bewaar ik tot", "met een besluit wis ik 365 dagen na"]),
        (Keeping(1, 730), ["zonder besluit wis ik 1 dag na", "met een besluit wis ik 730 dagen na"]),
    ],
)
def test_how_long_is_said_as_it_is_set(keeping: Keeping, said: list[str]) -> None:
    dialogue = Dialogue(load_table(), load_content(), Rates(), keeping=keeping)
    (reply,) = dialogue.step(Conversation(id="een"), Commanded(name="privacy")).replies
    assert isinstance(reply, Message)
    assert all(words in reply.text for words in said)
    assert ("geen bewaartermijn" in reply.text) == (keeping == Keeping())
    assert "niet naar een ander bedrijf" in reply.text
