"""Updates that Telegram brings: answered once they are stored, and refused from anybody else."""

import asyncio
from contextlib import suppress

import httpx
import pytest

from bot.channels.telegram.front import Address
from bot.channels.telegram.parcels import Administration
from bot.channels.telegram.running import serve
from bot.channels.telegram.trouble import TelegramTroubleError
from bot.channels.telegram.webhook import Webhook
from bot.store import Store
from knowledge.search import Searcher
from tests.auxil.assistant import make_assistant
from tests.auxil.telegram import DELIVERY, BadGateway, DropAfterwards, TelegramServer, TooManyRequests, User
from tests.channels.telegram.conftest import Serving, root
from tests.channels.telegram.hooked import SECRET, free_port, hooked, webhook_at
from tests.channels.telegram.talking import (
    FIRST,
    answer_of,
    buttoned,
    by_bot,
    card,
    presses,
    says,
    to_the_advice,
    until,
)
from tests.channels.telegram.test_order import Held

HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Opening:
    """An index that opens only after it was let go."""

    def __init__(self) -> None:
        self.held = Held()
        self.assistant = make_assistant(self.held)
        searcher = self.assistant.searcher

        def opens() -> Searcher:
            assert self.held.go.wait(10)
            return searcher()

        self.assistant.searcher = opens


async def test_a_whole_conversation(
    telegram_server: TelegramServer, store: Store, nobody: Administration, user: User
) -> None:
    async with hooked(telegram_server, store, make_assistant(), nobody):
        await says(user, FIRST)
        advice = await to_the_advice(user)
    assert advice.text.startswith(("Advies:", "Voorlopig advies:"))
    assert telegram_server.requests_per_method["getUpdates"] == 0
    assert not telegram_server.waiting_updates


async def test_an_update_is_answered_only_after_it_is_stored(
    telegram_server: TelegramServer, store: Store, nobody: Administration, user: User
) -> None:
    searcher = Held()
    async with hooked(telegram_server, store, make_assistant(searcher), nobody):
        typed = await user.sends(FIRST)
        await until(searcher.started.is_set)
        await asyncio.sleep(0.1)
        assert telegram_server.waiting_updates == (typed,)
        assert telegram_server.requests_per_method[DELIVERY] == 0
        searcher.go.set()
        await until(lambda: not telegram_server.waiting_updates)
        await user.waits(lambda chat: bool(buttoned(chat)))


async def test_an_answer_that_gets_lost_changes_nothing(
    telegram_server: TelegramServer, store: Store, nobody: Administration, user: User
) -> None:
    async with hooked(telegram_server, store, make_assistant(), nobody):
        telegram_server.fails(DELIVERY, DropAfterwards())
        await says(user, FIRST)
        await telegram_server.waits_for(DELIVERY, 2)
        await until(lambda: not telegram_server.waiting_updates)
        assert "Wat wilt u vooral weten" in (await presses(user, "Nee, geen wet")).text
    assert len(by_bot(user)) == 1


async def test_from_fetching_to_a_webhook_and_back(
    serving: Serving, telegram_server: TelegramServer, store: Store, nobody: Administration, user: User
) -> None:
    async with serving(make_assistant()):
        await says(user, FIRST)
    async with hooked(telegram_server, store, make_assistant(), nobody):
        await presses(user, answer_of(card(user)))
    pressed = card(user)
    await user.presses(answer_of(pressed))
    async with serving(make_assistant()):
        await user.waits(lambda chat: chat[-1].text != pressed.text and not user.unanswered)
    assert telegram_server.webhook.url == ""


async def test_stopping_finishes_the_turn_in_hand(
    telegram_server: TelegramServer, store: Store, nobody: Administration, user: User
) -> None:
    searcher = Held()
    async with hooked(telegram_server, store, make_assistant(searcher), nobody):
        await user.sends(FIRST)
        await until(searcher.started.is_set)
        asyncio.get_running_loop().call_later(0.3, searcher.go.set)
    assert not telegram_server.waiting_updates
    assert "Schrijft een wet" in card(user).text


@pytest.mark.parametrize(
    ("headers", "body", "code"),
    [
        ({}, b"{}", 403),
        ({HEADER: ""}, b"{}", 403),
        ({HEADER: "é" * 40}, b"{}", 403),
        ({HEADER: SECRET[:-1]}, b"{}", 403),
        ({HEADER: SECRET}, b"geen json", 400),
        ({HEADER: SECRET}, b"[]", 400),
        ({HEADER: SECRET}, b"{}", 400),
        ({HEADER: SECRET}, b'{"update_id": 1, "message": 3}', 400),
        ({HEADER: SECRET}, b'"' + b"x" * (1 << 20) + b'"', 413),
        ({HEADER: SECRET}, b'{"update_id": 1}', 200),
    ],
)
async def test_what_is_no_update_of_telegram_is_refused(
    headers: dict[str, str],
    body: bytes,
    code: int,
    telegram_server: TelegramServer,
    store: Store,
    nobody: Administration,
) -> None:
    given = {name.encode(): value.encode() for name, value in headers.items()}
    async with hooked(telegram_server, store, make_assistant(), nobody) as port, httpx.AsyncClient() as http:
        url = webhook_at(port).url
        response = await http.post(url, content=body, headers=given)
        assert (response.status_code, response.content) == (code, b"")
        assert (await http.get(url)).status_code == 405
    assert telegram_server.requests_per_method["sendMessage"] == 0


async def test_while_the_index_opens_it_lives_but_is_not_ready(
    telegram_server: TelegramServer, store: Store, nobody: Administration, user: User
) -> None:
    opening = Opening()
    port = free_port()
    where = telegram_server.token, root(telegram_server), nobody
    address, webhook = Address("127.0.0.1", port), webhook_at(port)
    task = asyncio.create_task(serve(opening.assistant, store, *where, address=address, webhook=webhook))
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as http:
        await telegram_server.waits_for("setMyCommands")
        assert (await http.get("/healthz")).status_code == 200
        ready = await http.get("/readyz")
        assert (ready.status_code, ready.json()) == (503, {"database": "reachable", "index": "opening"})
        early = await http.post("/telegram", content=b'{"update_id": 1}', headers={HEADER: SECRET})
        assert early.status_code == 503
        assert telegram_server.webhook.url == ""
        opening.held.go.set()
        await says(user, "/start")
        ready = await http.get("/readyz")
        assert (ready.status_code, ready.json()) == (200, {"database": "reachable", "index": "open"})
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def test_a_port_that_is_taken_is_one_sentence(
    telegram_server: TelegramServer, store: Store, nobody: Administration
) -> None:
    where = telegram_server.token, root(telegram_server), nobody
    with pytest.raises(TelegramTroubleError, match=f"poort {telegram_server.port}"):
        await serve(make_assistant(), store, *where, address=Address("127.0.0.1", telegram_server.port))


async def test_an_address_telegram_refuses_is_one_sentence(
    telegram_server: TelegramServer, store: Store, nobody: Administration
) -> None:
    webhook = Webhook("http://bot.example/telegram", SECRET)
    address = Address("127.0.0.1", free_port())
    where = telegram_server.token, root(telegram_server), nobody
    with pytest.raises(TelegramTroubleError, match=r"(?i)https url must be provided"):
        await serve(make_assistant(), store, *where, address=address, webhook=webhook)


@pytest.mark.parametrize("fault", [TooManyRequests(1), BadGateway()])
async def test_setting_the_webhook_is_tried_again(
    fault: TooManyRequests | BadGateway,
    telegram_server: TelegramServer,
    store: Store,
    nobody: Administration,
    user: User,
) -> None:
    telegram_server.fails("setWebhook", fault)
    async with hooked(telegram_server, store, make_assistant(), nobody):
        await says(user, FIRST)
    assert telegram_server.requests_per_method["setWebhook"] == 2


async def test_metrics_tell_how_much_and_not_who_or_what(
    telegram_server: TelegramServer, store: Store, nobody: Administration
) -> None:
    user = telegram_server.user(987654321, "Zonnebloem")
    async with hooked(telegram_server, store, make_assistant(), nobody) as port, httpx.AsyncClient() as http:
        await says(user, FIRST)
        await presses(user, "Nee, geen wet")
        telegram_server.fails("sendMessage", TooManyRequests(1))
        await says(user, "kwaliteit van de hulp")
        told = (await http.get(f"http://127.0.0.1:{port}/metrics")).text
    counts = dict(line.rsplit(" ", 1) for line in told.splitlines() if not line.startswith("#"))
    assert counts["drievragen_turn_seconds_count"] == "3.0"
    assert counts['drievragen_telegram_calls_total{method="sendMessage"}'] == "2.0"
    assert counts['drievragen_telegram_calls_total{method="editMessageText"}'] == "1.0"
    assert counts['drievragen_telegram_retries_total{reason="flood"}'] == "1.0"
    assert counts["drievragen_updates_waiting"] == "0.0"
    assert not [word for word in ("987654321", "Zonnebloem", "begeleiders", SECRET) if word in told]


async def test_an_error_is_counted_by_its_kind(
    telegram_server: TelegramServer, store: Store, nobody: Administration
) -> None:
    async with hooked(telegram_server, store, make_assistant(), nobody) as port, httpx.AsyncClient() as http:
        await http.post(webhook_at(port).url, content=b"?", headers={HEADER: SECRET})
        told = (await http.get(f"http://127.0.0.1:{port}/metrics")).text
    assert 'drievragen_errors_total{kind="bot.channels.telegram.webhook"} 1.0' in told
