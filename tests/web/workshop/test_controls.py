"""The facilitator's page: everything it can do, and what it says when that does not fit."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from html import unescape

import pytest
from httpx2 import Response
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from bot.domain import Outcome
from bot.explanation.numbers import dutch
from bot.web.workshop.acts import ACTS, Form, FormError, events_of
from bot.web.workshop.words import words
from bot.workshop import Event, Item, State, Workshop
from bot.workshop import events as on
from tests.web.workshop.room import (
    CODE,
    NOW,
    SECRET,
    MemoryHall,
    filled,
    joined,
    listed,
    round_of,
    site,
    votes,
)

PAGE = f"/w/{CODE}/{SECRET}"


@pytest.fixture
def hall() -> MemoryHall:
    hall = MemoryHall()
    hall.begin(filled())
    hall.all(joined())
    hall.all(listed())
    return hall


@pytest.fixture
def client(hall: MemoryHall) -> TestClient:
    return TestClient(site(hall))


def workshop(hall: MemoryHall) -> Workshop:
    return hall.kept[CODE].workshop


def item(hall: MemoryHall, identifier: str = "r1") -> Item:
    found = workshop(hall).item(identifier)
    assert found
    return found


def do(client: TestClient, act: str, item: str = "", **fields: str) -> Response:
    """Sends a form, as a browser does, and follows where it leads."""
    return client.post(PAGE, data={"do": act, "item": item, **fields})


def done(client: TestClient, act: str, item: str = "", **fields: str) -> None:
    """Sends a form that fits."""
    answer = do(client, act, item, **fields)
    assert answer.status_code == 200, re.findall(r'class="fault"[^>]*>([^<]*)', answer.text)
    assert words().done[act] in answer.text
    assert answer.history[0].status_code == 303


def test_a_whole_registration_from_the_list_to_a_verdict(client: TestClient, hall: MemoryHall) -> None:
    done(client, "open", "r1")
    done(client, "vote", "r1")
    hall.all(votes("r1", 1))
    done(client, "reveal", "r1", round="1")
    done(client, "talk", "r1", minutes="5")
    assert item(hall).talk_until == NOW + timedelta(minutes=5)
    done(client, "quiet", "r1")
    assert item(hall).talk_until is None
    done(client, "vote", "r1")
    hall.all(votes("r1", 2))
    done(client, "reveal", "r1", round="2")
    done(
        client,
        "decide",
        "r1",
        outcome="standaardiseren",
        action="Eén format",
        owner="Regio",
        until="1 september 2027",
        dissent="De raad wacht af.",
    )
    verdict = item(hall).verdict
    assert verdict
    assert verdict.outcome is Outcome.STANDAARDISEREN
    assert (verdict.action, verdict.owner, verdict.until) == ("Eén format", "Regio", date(2027, 9, 1))
    assert verdict.dissent == "De raad wacht af."
    assert [one.has_votes for one in item(hall).rounds] == [True, True]


def test_the_list_is_made_and_put_in_order(client: TestClient, hall: MemoryHall) -> None:
    done(client, "add", text="  Een nieuwe lijst  ", goal="")
    assert (item(hall, "r6").text, item(hall, "r6").goal) == ("Een nieuwe lijst", None)
    done(client, "reword", "r6", text="Een betere lijst", goal="Zien wat er is")
    assert (item(hall, "r6").text, item(hall, "r6").goal) == ("Een betere lijst", "Zien wat er is")
    done(client, "up", "r6")
    assert [one.id for one in workshop(hall).items] == ["r1", "r2", "r3", "r4", "r6", "r5"]
    done(client, "down", "r1")
    assert [one.id for one in workshop(hall).items][:2] == ["r2", "r1"]
    done(client, "merge", "r2", drop="r1")
    assert item(hall, "r2").also == ("Begeleiders schrijven per kwartaal op wat ze doen",)
    done(client, "undo")
    assert item(hall, "r2").also == ()
    done(client, "practice")
    assert workshop(hall).items[-1].practice


def test_skipped_parked_and_back(client: TestClient, hall: MemoryHall) -> None:
    done(client, "skip", "r1")
    done(client, "park", "r2")
    assert [item(hall, one).state for one in ("r1", "r2")] == [State.SKIPPED, State.PARKED]
    done(client, "reopen", "r1")
    assert item(hall).state is State.WAITING


def test_closing_and_going_on(client: TestClient, hall: MemoryHall) -> None:
    done(client, "close")
    assert workshop(hall).phase == "closed"
    assert "Workshop weer openen" in client.get(PAGE).text
    assert "De workshop is afgesloten." in do(client, "open", "r1").text
    done(client, "resume")
    assert workshop(hall).phase == "open"


def test_facts_are_settled_in_one_form_and_can_be_open_again(client: TestClient, hall: MemoryHall) -> None:
    done(client, "open", "r2")
    hall.all(round_of("r2", 1))
    assert "Wettelijke plicht" in client.get(PAGE).text
    fields = {"fact_minutes": "7,5", "fact_per_year": "4", "fact_count": "1.200", "fact_unit": "client"}
    done(client, "settle", "r2", **fields, fact_legal_basis="prescribed")
    assert item(hall, "r2").settled == {
        "minutes": 7.5,
        "per_year": 4.0,
        "count": 1200.0,
        "unit": "client",
        "legal_basis": "prescribed",
    }
    html = client.get(PAGE).text
    assert 'value="1.200"' in html
    assert "27.000" in html  # 7.5 minutes x 4 x 1200 clients x 45 euro
    advice = item(hall, "r2").advice
    assert advice
    assert advice.advice.recommendation is Outcome.STANDAARDISEREN
    done(client, "settle", "r2", **fields, fact_legal_basis="")
    assert "legal_basis" not in item(hall, "r2").settled


def test_numbers_that_are_in_the_text_are_filled_in_until_the_room_says_otherwise(
    client: TestClient, hall: MemoryHall
) -> None:
    def shown() -> list[str]:
        html = client.get(PAGE).text
        return re.findall(r'<input id="f-settle-r1-fact_[a-z_]+"[^>]* value="([^"]*)"', html)

    done(client, "open", "r1")
    assert shown() == ["15", "4", "120"]
    assert client.get(PAGE).text.count(">Uit de tekst</span>") == 3
    done(client, "settle", "r1", fact_minutes="20")
    assert shown() == ["20", "4", "120"]
    assert client.get(PAGE).text.count(">Uit de tekst</span>") == 2


@pytest.mark.parametrize(
    ("fields", "field", "fault"),
    [
        ({"fact_minutes": "veel"}, "fact_minutes", "no_number"),
        ({"fact_minutes": "-3"}, "fact_minutes", "no_number"),
        ({"fact_minutes": "1,2,3"}, "fact_minutes", "no_number"),
        ({"fact_count": "0"}, "fact_count", "out_of_range"),
        ({"fact_count": "0,5"}, "fact_count", "out_of_range"),
        ({"fact_minutes": "15", "fact_unit": "olifant"}, "fact_unit", "choose"),
    ],
)
def test_a_number_that_cannot_be_is_told_at_its_field_and_all_stays(
    client: TestClient, hall: MemoryHall, fields: dict[str, str], field: str, fault: str
) -> None:
    done(client, "open", "r1")
    answer = do(client, "settle", "r1", **fields)
    assert answer.status_code == 422
    assert item(hall).settled == {}
    identifier = f"f-settle-r1-{field}"
    place = re.search(rf'<(?:input|select) id="{identifier}"[^>]*>', answer.text)
    assert place
    assert 'aria-invalid="true"' in place[0]
    assert f"{identifier}-fault" in place[0]
    assert f'id="{identifier}-fault" role="alert">{words().faults[fault]}' in answer.text
    for name, value in fields.items():
        assert value == "olifant" or f'value="{value}"' in answer.text, name


@given(st.decimals(min_value="0.01", max_value=99_999_999, places=2))
def test_a_number_as_it_is_shown_is_read_the_same(number: object) -> None:
    shown = dutch(float(str(number)), 2)
    hall = MemoryHall()
    hall.begin(filled())
    hall.all(listed())
    form = Form("settle", "r1", {"fact_minutes": shown})
    (event,) = events_of(form, hall.kept[CODE].workshop, NOW)
    assert isinstance(event, on.Settled)
    assert event.value == float(str(number))


DECIDING: Mapping[str, tuple[Mapping[str, str], date | None]] = {
    "an end as people write it": ({"outcome": "behouden", "until": "over een half jaar"}, date(2026, 9, 2)),
    "none is a year": ({"outcome": "behouden"}, date(2027, 3, 2)),
    "no end on purpose": ({"outcome": "behouden", "until": "geen einddatum"}, None),
    "what goes needs no end": ({"outcome": "schrappen"}, None),
}


@pytest.mark.parametrize("case", DECIDING)
def test_until_when_a_verdict_holds(client: TestClient, hall: MemoryHall, case: str) -> None:
    fields, until = DECIDING[case]
    hall.all([on.Opened(item="r1"), *round_of("r1", 1)])
    done(client, "decide", "r1", **fields)
    verdict = item(hall).verdict
    assert verdict
    assert verdict.until == until


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"action": "Schrap het"}, "choose"),
        ({"outcome": "misschien"}, "choose"),
        ({"outcome": "behouden", "until": "ooit"}, "no_date"),
        ({"outcome": "behouden", "until": "1 maart 2026"}, "past_date"),
        ({"outcome": "behouden", "owner": "x" * 1001}, "too_long"),
    ],
)
def test_a_verdict_that_does_not_fit_keeps_what_was_typed(
    client: TestClient, hall: MemoryHall, fields: dict[str, str], fault: str
) -> None:
    hall.all([on.Opened(item="r1"), *round_of("r1", 1)])
    answer = do(client, "decide", "r1", dissent="Ik zie het anders", **fields)
    assert answer.status_code == 422
    assert item(hall).verdict is None
    assert words().faults[fault] in answer.text
    assert ">Ik zie het anders</textarea>" in answer.text
    assert "<title>Fout: " in answer.text
    if fields.get("outcome") == "behouden":
        assert 'value="behouden" checked' in answer.text


def test_a_registration_without_words_is_refused_at_its_field(client: TestClient, hall: MemoryHall) -> None:
    answer = do(client, "add", text="   ", goal="Weten hoe het gaat")
    assert answer.status_code == 422
    assert 'id="f-add--text-fault" role="alert">Vul dit in.' in answer.text
    assert 'value="Weten hoe het gaat"' in answer.text
    assert len(workshop(hall).items) == 5


def test_what_the_room_refuses_is_said_in_a_sentence(client: TestClient) -> None:
    assert "Dit staat al op de lijst." in do(client, "add", text="urenverantwoording per KWARTIER").text
    done(client, "open", "r1")
    done(client, "vote", "r1")
    answer = do(client, "reveal", "r1", round="1")
    assert answer.status_code == 422
    assert "Nog niemand heeft gestemd." in answer.text


def test_what_looks_the_same_is_offered_for_merging(client: TestClient, hall: MemoryHall) -> None:
    hall.now(on.Proposed(text="Aanbieders sturen ieder half jaar een tevredenheidsonderzoek op"))
    offer = re.search(r'id="f-merge-r6-r2".*?</form>', client.get(PAGE).text, re.DOTALL)
    assert offer
    done(client, "merge", "r2", drop="r6")
    assert "Lijken op elkaar" not in client.get(PAGE).text


def test_all_buttons_of_the_page_are_things_that_can_be_done(client: TestClient, hall: MemoryHall) -> None:
    seen: set[str] = set()
    stages: list[tuple[Event, ...]] = [
        (),
        (on.Skipped(item="r5"),),
        (on.Opened(item="r1"),),
        (on.VotingOpened(item="r1"), *votes("r1", 1)),
        (on.Revealed(item="r1", round=1), on.TalkStarted(item="r1", until=NOW + timedelta(minutes=3))),
        (on.Closed(),),
    ]
    for stage in stages:
        hall.all(stage)
        seen |= set(re.findall(r'name="do" value="([a-z]+)"', client.get(PAGE).text))
    assert seen == set(ACTS)
    assert set(ACTS) == set(words().done)


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx"])
def test_the_documents_can_be_taken_home(client: TestClient, kind: str) -> None:
    assert f'href="{PAGE}/verslag.{kind}"' in client.get(PAGE).text
    answer = client.get(f"{PAGE}/verslag.{kind}")
    assert answer.content == f"verslag {kind}".encode()
    assert answer.headers["content-disposition"] == f'attachment; filename="workshop-{CODE}.{kind}"'
    assert answer.headers["cache-control"] == "no-store"


LISTED = MemoryHall()
LISTED.begin(filled())
LISTED.all(listed())
LISTED_PAGES = TestClient(site(LISTED))
"""What does not fit changes nothing, so that one workshop will do for many tries."""

_TEXT = st.text(max_size=30) | st.sampled_from(["r1", "r2", "1", "7,5", "schrappen", "morgen", "client"])


@settings(max_examples=200, deadline=None)
@given(
    act=st.sampled_from([*ACTS, "", "nonsense"]),
    about=st.sampled_from(["r1", "r2", "r9", ""]),
    fields=st.dictionaries(
        st.sampled_from(
            [
                "text",
                "goal",
                "drop",
                "round",
                "minutes",
                "outcome",
                "until",
                "fact_minutes",
                "fact_used",
                "fact_x",
            ]
        ),
        _TEXT,
    ),
)
def test_whatever_is_sent_is_something_to_do_or_a_fault_with_a_sentence(
    act: str, about: str, fields: dict[str, str]
) -> None:
    fault: FormError | None = None
    try:
        events_of(Form(act, about, fields), LISTED.kept[CODE].workshop, NOW)
    except FormError as error:
        fault = error
    if fault is not None:
        answer = LISTED_PAGES.post(PAGE, data={"do": act, "item": about, **fields})
        assert answer.status_code == 422
        assert words().faults[fault.fault] in unescape(answer.text)
