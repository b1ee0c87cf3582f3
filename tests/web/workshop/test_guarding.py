"""What the pages let through, and what they do with what is not."""

import pytest
from starlette.testclient import TestClient

from bot.facilitation import Done, Found
from bot.store import StoreError
from bot.store.errors import Trouble
from bot.web.workshop.guarding import LARGEST_FORM, LARGEST_TABLE
from bot.web.workshop.words import words
from bot.workshop import Event
from tests.web.workshop.room import CODE, SECRET, MemoryHall, filled, listed, site

PAGE = f"/w/{CODE}/{SECRET}"


@pytest.fixture
def hall() -> MemoryHall:
    hall = MemoryHall()
    hall.begin(filled())
    hall.all(listed())
    return hall


@pytest.fixture
def client(hall: MemoryHall) -> TestClient:
    return TestClient(site(hall))


@pytest.mark.parametrize("address", [PAGE + "x", f"/w/{CODE}/nieuws2", f"/w/ONZIN2/{SECRET}"])
def test_who_does_not_know_the_secret_learns_and_does_nothing(
    client: TestClient, hall: MemoryHall, address: str
) -> None:
    unknown = client.get("/w/ONZIN2")
    for answer in (
        client.get(address),
        client.post(address, data={"do": "close"}),
        client.get(f"{address}/verslag.pdf"),
        client.post(f"{address}/tabel", files={"table": ("a.csv", b"x")}),
    ):
        assert (answer.status_code, answer.text) == (404, unknown.text)
    assert hall.kept[CODE].workshop.phase == "open"


@pytest.mark.parametrize(
    ("headers", "taken"),
    [
        ({}, True),
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "same-origin", "origin": "null"}, True),
        ({"origin": "http://testserver"}, True),
        ({"origin": "null"}, True),
        ({"origin": "https://kwaad.example"}, False),
        ({"origin": "http://testserver", "sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "none"}, False),
    ],
)
def test_a_form_of_another_site_does_nothing(
    client: TestClient, hall: MemoryHall, headers: dict[str, str], taken: bool
) -> None:
    answer = client.post(PAGE, data={"do": "close"}, headers=headers)
    assert answer.status_code == (200 if taken else 403)
    assert hall.kept[CODE].workshop.phase == ("closed" if taken else "open")


def test_a_form_is_no_larger_than_what_somebody_types(client: TestClient) -> None:
    answer = client.post(PAGE, data={"do": "add", "text": "x" * LARGEST_FORM})
    assert answer.status_code == 413
    assert "Dit is te veel tekst" in answer.text


def test_a_spreadsheet_goes_to_the_list_and_the_page_says_what_came_of_it(
    client: TestClient, hall: MemoryHall
) -> None:
    answer = client.post(f"{PAGE}/tabel", files={"table": ("lijst.xlsx", b"PK")})
    assert answer.status_code == 200
    assert "2 registraties uit lijst.xlsx staan erbij." in answer.text
    assert hall.tables == [("lijst.xlsx", b"PK")]


def test_a_spreadsheet_that_is_not_there_or_too_large(client: TestClient, hall: MemoryHall) -> None:
    for files in ({"table": ("", b"")}, {"other": ("a.csv", b"x")}):
        answer = client.post(f"{PAGE}/tabel", files=files)
        assert answer.status_code == 422
        assert 'id="table-fault" role="alert">Kies eerst een bestand.' in answer.text
    answer = client.post(f"{PAGE}/tabel", files={"table": ("groot.csv", b"x" * LARGEST_TABLE)})
    assert answer.status_code == 413
    assert "hoogstens 5 MB" in answer.text
    assert hall.tables == []


class AwayHall(MemoryHall):
    """Cannot be written to, and after `out` not read either."""

    out = False

    async def find(self, code: str) -> Found | None:
        if self.out:
            raise StoreError(Trouble.GONE)
        return await super().find(code)

    async def do(self, code: str, event: Event) -> Done:
        raise StoreError(Trouble.LOCKED)


def test_nothing_typed_is_lost_when_the_database_is_away() -> None:
    hall = AwayHall()
    hall.begin(filled())
    client = TestClient(site(hall))
    answer = client.post(PAGE, data={"do": "add", "text": "Een lijst die blijft staan"})
    assert answer.status_code == 503
    assert words().faults["trouble"] in answer.text
    assert ">Een lijst die blijft staan</textarea>" in answer.text
    hall.out = True
    answer = client.get(f"/w/{CODE}")
    assert answer.status_code == 503
    assert "Er is niets verloren." in answer.text
