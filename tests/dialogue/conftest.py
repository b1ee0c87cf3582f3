import pytest

from bot.assistant import Assistant
from tests.auxil.assistant import make_assistant
from tests.dialogue.chat import DESCRIPTION, Chat


@pytest.fixture(scope="session")
def assistant() -> Assistant:
    return make_assistant()


@pytest.fixture
def empty(assistant: Assistant) -> Chat:
    """A conversation in which nothing was said."""
    return Chat(assistant)


@pytest.fixture
def chat(empty: Chat) -> Chat:
    """A conversation about a request of which nothing is known, at its first question."""
    return empty.say(DESCRIPTION)
