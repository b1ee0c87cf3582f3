"""Twenty conversations wholly in free text, start to advice, with the embedded engine."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

from bot.assistant import Assistant
from bot.building import build_understanding, embedded, places
from bot.channels.jsonl import JsonLines
from bot.channels.line import Start, Talk, converse
from bot.content import load_content, load_table
from bot.dialogue import Dialogue
from bot.domain import Rates
from bot.session import Session
from bot.store import Store
from knowledge.search import Knowledge
from tests.auxil.assistant import NOW
from tests.session.officer import Officer, Told, load_conversations

CONVERSATIONS = load_conversations()

MOST_AGAIN = 0.25
"""The share of questions that may come again: classifiers that are not sure ask "Bedoelt u ...?"."""

MOST_UNREAD = 0.12
"""The share of questions that may come again without the right guess beside them."""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant as it is shipped: its own knowledge, its own engine."""
    knowledge = Knowledge.open(tmp_path_factory.mktemp("kennis"), engine=embedded())
    content = load_content()
    yield Assistant(
        dialogue=Dialogue(load_table(), content, Rates()),
        content=content,
        understanding=build_understanding(),
        searcher=lambda: knowledge,
        places=places,
        clock=lambda: NOW,
    )
    knowledge.close()


async def played(assistant: Assistant, store: Store, told: Told, folder: Path) -> Officer:
    """The officer after a conversation over JSON lines."""
    heard = StringIO()
    officer = Officer(told, heard)
    texts = assistant.content.texts
    channel = JsonLines(officer, heard, texts)
    talk = Talk(Session(assistant), store, texts, folder / "documents")
    await converse(channel, talk, Start(fresh=True, municipality=told.municipality), NOW)
    return officer


async def test_each_conversation_comes_to_its_advice(
    assistant: Assistant, store: Store, tmp_path: Path
) -> None:
    officers = {
        name: await played(assistant, store, told, tmp_path / name) for name, told in CONVERSATIONS.items()
    }
    assert len(officers) == 20
    came_to = {name: one.advice and one.advice["recommendation"] for name, one in officers.items()}
    assert came_to == {name: told.advice.value for name, told in CONVERSATIONS.items()}
    asked = sum(len(officer.asked) for officer in officers.values())
    assert [officer.misread for officer in officers.values() if officer.misread] == []
    assert sum(officer.numbered for officer in officers.values()) == 0
    again = sum(len(officer.twice) for officer in officers.values())
    confirmed = sum(officer.confirmed for officer in officers.values())
    assert again <= MOST_AGAIN * asked
    assert again - confirmed <= MOST_UNREAD * asked
