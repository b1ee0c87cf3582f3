"""What the room sees, at every moment of a workshop."""

import re
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from bot.dialogue import Conversation, Evidence
from bot.domain import Outcome
from bot.workshop import Event, Participant, Question, Role
from bot.workshop import events as on
from tests.web.workshop.room import (
    CODE,
    LINK,
    NOW,
    SECRET,
    MemoryHall,
    filled,
    joined,
    listed,
    round_of,
    site,
    verdict,
    votes,
)

VOTING = (*joined(), *listed(), on.Opened(item="r1"), on.VotingOpened(item="r1"))


def after(*events: Iterable[Event], rehearsal: bool = False) -> TestClient:
    """The pages after these events."""
    hall = MemoryHall()
    hall.begin(filled(rehearsal=rehearsal))
    for some in events:
        hall.all(some)
    return TestClient(site(hall))


def page(client: TestClient, address: str = f"/w/{CODE}") -> str:
    """A page that is there."""
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.text


def words_of(html: str) -> str:
    """What somebody reads, without the tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", html.partition("<main")[2]).split())


def test_sources_that_could_not_be_searched_are_not_called_empty() -> None:
    hall = MemoryHall()
    hall.begin(filled())
    hall.all((*joined(), *listed(), on.Opened(item="r1")))
    unsearched = Conversation(id="r1", description="Minuten", evidence=Evidence())
    hall.all([on.Prepared(item="r1", request=unsearched)])
    words = words_of(page(TestClient(site(hall))))
    assert "De bronnen zijn nu niet te doorzoeken." in words
    assert "staat hierover niets" not in words


def test_who_comes_in_sees_how_to_join_and_who_is_there() -> None:
    html = page(after(joined()))
    assert '<svg viewBox="0 0 ' in html
    assert f'href="{LINK}"' in html
    assert f'<p class="bigcode">{CODE}</p>' in html
    assert "18 deelnemers Gemeente 6 Aanbieders 5 Professionals 4 Inwoners 2 Raad 1" in words_of(html)


def test_without_a_bot_there_is_no_code_to_scan() -> None:
    hall = MemoryHall(link=None)
    hall.begin(filled())
    html = page(TestClient(site(hall)))
    assert "<svg" not in html
    assert "zonder Telegram" in html
    assert CODE not in words_of(html)


@pytest.mark.parametrize("moment", ["lobby", "voting", "decided", "closed"])
def test_a_rehearsal_without_a_bot_asks_nobody_for_a_phone_or_a_chat(moment: str) -> None:
    with_bot, hall = after(MOMENTS[moment], rehearsal=True), MemoryHall(link=None)
    hall.begin(filled(rehearsal=True))
    hall.all(MOMENTS[moment])
    asks = re.compile(r"uw telefoon|uw gesprek|de bot|Doe mee")
    assert asks.search(words_of(page(with_bot)))
    assert not asks.search(page(TestClient(site(hall))))


def test_the_evidence_has_its_sources_how_sure_they_are_and_what_it_costs() -> None:
    text = words_of(page(after(joined(), listed(), [on.Opened(item="r1")])))
    assert "Begeleiders schrijven per kwartaal op wat ze doen" in text
    assert "Almere: verslag van de begeleiding" in text
    assert "Eis van een gemeente redelijk zeker Voorbeeld bij een test, 2026" in text
    assert "uur per jaar 120 euro per jaar 5.400" in text
    assert "45 euro per uur. Dat is een aanname." in text


def test_neighbours_without_a_requirement_are_named() -> None:
    text = words_of(page(after(joined(), listed(), [on.Opened(item="r2")])))
    assert "We zochten bij Almere, Lelystad, Zeewolde." in text
    assert "Dat weten we nog niet." in text


def test_while_voting_only_the_number_of_who_is_ready_shows() -> None:
    text = words_of(page(after(VOTING, votes("r1", 1, 12))))
    assert "12 van de 18 klaar" in text
    assert "gemiddeld" not in text


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.sampled_from([1, 2, 3, 4]), min_size=9, max_size=9),
    st.lists(st.sampled_from([1, 2, 3, 4]), min_size=9, max_size=9),
)
def test_no_vote_is_in_a_page_before_it_is_revealed(one: list[int], other: list[int]) -> None:
    hall = MemoryHall()
    client = TestClient(site(hall))

    def pages(scores: list[int]) -> tuple[str, str]:
        who = [(f"p{place}", question) for place in range(3) for question in Question]
        cast = [
            on.Voted(participant=person, item="r1", round=1, question=question, score=score)
            for (person, question), score in zip(who, scores, strict=True)
        ]
        hall.begin(filled())
        hall.all((*VOTING, *cast))
        return page(client), page(client, f"/w/{CODE}/{SECRET}")

    assert pages(one) == pages(other)


def test_the_result_is_by_question_and_by_role_with_small_roles_together() -> None:
    client = after(VOTING, votes("r1", 1), [on.Revealed(item="r1", round=1)])
    text = words_of(page(client))
    assert "Uitslag van ronde 1, 18 stemmen" in text
    assert "Inwoners, raad" in text
    assert "Een rol met minder dan drie antwoorden staat samen met een andere." in text
    assert "Hier verschillen de rollen het meest: Harmonisatie. Gemeente: gemiddeld 3." in text
    reason = "Ik heb hier nog nooit iets van teruggezien."
    assert reason not in text
    assert reason in page(client, f"/w/{CODE}?scherm=redenen")


def test_each_bar_says_in_words_what_it_shows() -> None:
    html = page(after(VOTING, votes("r1", 1), [on.Revealed(item="r1", round=1)]))
    assert 'aria-label="Aanbieders: 3 keer “Geen duidelijk doel”. 2 keer “' in html


def test_of_too_few_answers_nothing_shows_and_the_page_says_why() -> None:
    few = (*votes("r1", 1, 2), on.Revealed(item="r1", round=1))
    text = words_of(page(after(VOTING, few)))
    assert text.count("Minder dan drie antwoorden. Die tonen we niet, zodat niemand herkenbaar is.") == 3
    assert "Dit kost ons" not in text


def test_the_second_round_is_beside_the_first_and_then_comes_the_advice() -> None:
    first = after(joined(), listed(), [on.Opened(item="r1")], round_of("r1", 1))
    assert "Advies van de assistent" not in page(first)
    both = after(joined(), listed(), [on.Opened(item="r1")], round_of("r1", 1), round_of("r1", 2))
    text = words_of(page(both))
    assert "Vooral voor de zekerheid (het midden) eerst 6 → nu 15" in text
    assert "Advies van de assistent Schrappen (voorlopig)" in text


def test_the_clock_runs_until_a_moment() -> None:
    until = on.TalkStarted(item="r1", until=NOW.replace(minute=35))
    html = page(after(joined(), listed(), [on.Opened(item="r1")], round_of("r1", 1), [until]))
    assert f'data-until="{int(NOW.timestamp() + 300) * 1000}"' in html
    assert "nog 5 minuten" in html


DECIDED = (
    *joined(),
    *listed(),
    on.Opened(item="r1"),
    *round_of("r1", 1),
    on.Decided(item="r1", verdict=verdict()),
)


def test_the_verdict_is_beside_the_advice_with_what_was_agreed_and_who_disagrees() -> None:
    two = [on.Dissented(item="r1", participant=f"p{one}", dissents=True) for one in range(2)]
    text = words_of(page(after(DECIDED, two)))
    assert "Besluit van de zaal Schrappen" in text
    assert "Wie Contractmanager jeugd Geldt tot 1 maart 2027" in text
    assert "Een of twee deelnemers zien het anders." in text
    assert "Dit advies is voorlopig." in text
    assert "Wat het advies zou veranderen" in text
    third = on.Dissented(item="r1", participant="p2", dissents=True)
    assert "3 deelnemers zien het anders." in page(after(DECIDED, [*two, third]))


def test_the_overview_adds_up_what_goes() -> None:
    text = words_of(page(after(DECIDED), f"/w/{CODE}?scherm=overzicht"))
    assert "Schrappen 1 uur per jaar bespaard 120 euro per jaar bespaard 5.400" in text
    unknown = (on.Opened(item="r2"), *round_of("r2", 1), on.Decided(item="r2", verdict=verdict()))
    text = words_of(page(after(DECIDED, unknown), f"/w/{CODE}?scherm=overzicht"))
    assert "Van 1 geschrapte registratie is niet bekend wat die kost" in text


def test_at_the_end_there_is_a_closing_screen() -> None:
    text = words_of(page(after(DECIDED, [on.Closed()])))
    assert text.startswith('id="inhoud" class="screen closed" tabindex="-1"> De workshop is klaar.')
    assert "Schrappen 1" in text


def test_a_chosen_screen_gives_way_when_the_room_goes_on() -> None:
    html = page(after(joined(), listed()))
    found = re.search(r'href="(/w/[^"]*scherm=lijst[^"]*)"', html)
    assert found
    chosen = found[1].replace("&amp;", "&")
    assert "<h1>De lijst</h1>" in page(after(joined(), listed()), chosen)
    assert "Wat we al weten" in page(after(joined(), listed(), [on.Opened(item="r1")]), chosen)


MOMENTS: dict[str, tuple[Event, ...]] = {
    "lobby": joined(),
    "evidence": (*joined(), *listed(), on.Opened(item="r1")),
    "voting": VOTING,
    "revealed": (*VOTING, *votes("r1", 1), on.Revealed(item="r1", round=1)),
    "decided": DECIDED,
    "closed": (*DECIDED, on.Closed()),
}
ADDRESSES = (f"/w/{CODE}", f"/w/{CODE}?scherm=lijst", f"/w/{CODE}?scherm=overzicht", f"/w/{CODE}/{SECRET}")


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_rehearsal_is_marked_on_every_screen(moment: str) -> None:
    rehearsed, real = after(MOMENTS[moment], rehearsal=True), after(MOMENTS[moment])
    mark = "<strong>Oefening.</strong>"
    assert all(mark in page(rehearsed, address) for address in ADDRESSES)
    assert not any(mark in page(real, address) for address in ADDRESSES)


@pytest.mark.parametrize("moment", MOMENTS)
def test_no_page_has_a_script_or_style_in_it_or_asks_anything_of_others(moment: str) -> None:
    client = after(MOMENTS[moment])
    for address in ADDRESSES:
        html = page(client, address)
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", html)
        assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", html))
        assert set(re.findall(r'(?:src|href|action)="(https?:[^"]*)"', html)) <= {LINK}


def test_what_somebody_typed_is_text() -> None:
    bad = on.Proposed(text="<script>alert(1)</script>", goal='"><img src=x>')
    client = after([bad, on.Opened(item="r1")])
    for address in ADDRESSES:
        assert "<script>alert" not in page(client, address)
        assert "<img" not in page(client, address)


def test_a_practice_registration_says_so_and_counts_nowhere() -> None:
    practised = on.Proposed(text="De kleur van de pen", practice=True)
    decided = (
        practised,
        *joined(),
        on.Opened(item="r1"),
        *round_of("r1", 1),
        on.Decided(item="r1", verdict=verdict(Outcome.SCHRAPPEN)),
    )
    client = after(decided)
    assert "Om te oefenen: telt niet mee" in page(client)
    overview = page(client, f"/w/{CODE}?scherm=overzicht")
    assert "De kleur van de pen" not in overview
    assert "Schrappen 0" in words_of(overview)


def test_headers_keep_the_page_to_itself() -> None:
    headers = after().get(f"/w/{CODE}").headers
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"


@pytest.mark.parametrize("address", [f"/w/{CODE}", f"/w/{CODE}/nieuws"])
def test_the_beamer_page_can_only_be_looked_at(address: str) -> None:
    client = after()
    assert client.head(address).status_code == 200
    assert {client.request(how, address).status_code for how in ("POST", "PUT", "DELETE")} <= {404, 405}


@pytest.mark.parametrize("address", ["/w/ONZIN2", "/w/ONZIN2/nieuws", "/w/", f"/w/{CODE}/a/b/c"])
def test_an_unknown_address_has_a_page_that_says_what_to_do(address: str) -> None:
    answer = after().get(address)
    assert answer.status_code == 404
    assert "Kijk of het adres klopt" in answer.text


def test_who_left_is_not_waited_for() -> None:
    gone = [on.Left(participant=f"p{number}") for number in range(12, 18)]
    assert "12 van de 12 klaar" in words_of(page(after(VOTING, votes("r1", 1), gone)))


def test_who_has_no_role_yet_is_counted_apart() -> None:
    client = after(
        [
            on.Joined(participant=Participant(id="a")),
            on.Joined(participant=Participant(id="b", role=Role.RAAD)),
        ]
    )
    assert "1 deelnemer en 1 zonder rol" in words_of(page(client))
