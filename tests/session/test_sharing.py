"""An advice for a colleague by link."""

import re

from bot.session import Session
from bot.store import Store
from tests.auxil.assistant import make_assistant
from tests.session.user import User


def linked() -> Session:
    return Session(make_assistant(), link=lambda payload: f"https://t.me/testbot?start={payload}")


def payload(text: str) -> str:
    found = re.search(r"start=(\S+)", text)
    assert found, text
    return found[1]


async def test_a_colleague_reads_the_advice_and_can_press_nothing(store: Store) -> None:
    session = linked()
    anna, bert = User(store, session, "anna"), User(store, session, "bert")
    await (await anna.is_advised()).type("/delen")
    await bert.type(f"/start {payload(anna.text)}")
    assert bert.types == ["message", "advice"]
    assert bert.replies[-1].model_dump()["options"] == ()
    assert await bert.titles() == []


async def test_a_link_can_be_stopped(store: Store) -> None:
    session = linked()
    anna, bert = User(store, session, "anna"), User(store, session, "bert")
    await (await anna.is_advised()).type("/delen")
    link = payload(anna.text)
    await anna.option("Stop met delen")
    assert "Er werkten 1 links" in anna.text
    await bert.type(f"/start {link}")
    assert "Deze link ken ik niet" in bert.text


async def test_what_the_colleague_was_doing_stays(store: Store) -> None:
    session = linked()
    anna, bert = User(store, session, "anna"), User(store, session, "bert")
    await (await anna.is_advised()).type("/delen")
    await bert.type("Wij willen weten hoeveel minuten begeleiders besteden.")
    before = await bert.state()
    await bert.type(f"/start {payload(anna.text)}")
    assert await bert.state() == before


async def test_without_links_the_text_itself_can_be_sent_on(store: Store) -> None:
    anna = User(store, Session(make_assistant()), "anna")
    await (await anna.is_advised()).type("/delen")
    assert anna.types == ["message", "advice"]


async def test_before_the_advice_there_is_nothing_to_share(store: Store) -> None:
    anna = User(store, linked(), "anna")
    await anna.type("Wij willen weten hoeveel minuten begeleiders besteden.")
    await anna.type("/delen")
    assert "error" in anna.types
