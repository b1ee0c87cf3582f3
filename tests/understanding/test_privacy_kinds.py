"""Accounts, client numbers, birth dates, addresses and names of clients, and what only looks like them."""

import string
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding import personal_data

BANKS = ("ABNA", "INGB", "RABO", "TRIO", "SNSB", "BUNQ")
STREETS = (
    "Kerkstraat",
    "Molenweg",
    "Beukenlaan",
    "Oude Gracht",
    "Westerkade",
    "Lindenhof",
    "Jan van Galenstraat",
)
NAMES = ("Jan de Vries", "Fatima El Amrani", "mevrouw Jansen", "dhr. P. van den Berg", "Sem Hendriks")
GROUPED = ("", " ", "-", ".")


@st.composite
def accounts(draw: st.DrawFn) -> str:
    """A Dutch account with check digits that are right."""
    rest = draw(st.sampled_from(BANKS)) + draw(st.text(string.digits, min_size=10, max_size=10))
    number = "".join(str(int(one, 36)) for one in f"{rest}NL00")
    return f"NL{98 - int(number) % 97:02d}{rest}"


@given(account=accounts(), sign=st.sampled_from(GROUPED), lower=st.booleans())
def test_an_account_is_refused_in_every_grouping(account: str, sign: str, lower: bool) -> None:
    written = sign.join(account[start : start + 4] for start in range(0, len(account), 4))
    assert personal_data(f"het pgb gaat naar {written.lower() if lower else written} elke maand") == "iban"


@given(account=accounts(), change=st.integers(1, 96))
def test_an_account_with_wrong_check_digits_is_none(account: str, change: int) -> None:
    wrong = (int(account[2:4]) - 2 + change) % 97 + 2
    assert personal_data(f"NL{wrong:02d}{account[4:]}") != "iban"


@given(
    name=st.sampled_from(NAMES),
    day=st.integers(1, 28),
    month=st.integers(1, 12),
    year=st.integers(1930, 2014),
    form=st.sampled_from(
        ["{d}-{m}-{y}", "{d:02}-{m:02}-{y}", "{d}/{m}/{y}", "{d}.{m}.{y}", "{y}-{m:02}-{d:02}"]
    ),
    words=st.sampled_from(
        ["{n}, geboren {t}", "{n} (geb. {t})", "{n}, {t}", "geboortedatum {t}, naam {n}", "{n} | {t}"]
    ),
)
def test_a_name_with_a_birth_date_is_refused(
    name: str, day: int, month: int, year: int, form: str, words: str
) -> None:
    date = form.format(d=day, m=month, y=year)
    assert personal_data(words.format(n=name, t=date)) == "name_birthdate"


@given(
    street=st.sampled_from(STREETS),
    house=st.integers(1, 899),
    addition=st.sampled_from(["", "a", "-2", " bis"]),
)
def test_a_street_with_a_number_is_refused(street: str, house: int, addition: str) -> None:
    assert personal_data(f"Zij woont op {street} {house}{addition} in Zwolle") == "address"
    assert personal_data(f"{street} {house}{addition}") == "address"


@given(
    name=st.sampled_from(NAMES),
    word=st.sampled_from(["cliënt", "jeugdige", "Bewoner", "client:", "pleegkind"]),
)
def test_a_named_client_is_refused(name: str, word: str) -> None:
    assert personal_data(f"we willen dat {word} {name} dit niet meer invult") == "client_name"


@given(
    number=st.integers(1000, 9_999_999),
    word=st.sampled_from(["cliëntnummer", "dossiernr.", "klantnr:", "CLIENT-ID"]),
)
def test_the_number_of_a_client_is_refused(number: int, word: str) -> None:
    assert personal_data(f"het gaat om {word} {number}, graag") == "client_number"


@given(name=st.sampled_from(NAMES))
def test_a_name_alone_is_not_refused(name: str) -> None:
    assert personal_data(f"{name} van inkoop vraagt dit") is None
    assert personal_data(f"Opgesteld door {name}, 12-05-2024") is None


@pytest.mark.parametrize(
    "text",
    [
        "naam en geboortedatum van de cliënt",
        "geboortedatum in de notatie dd-mm-jjjj",
        "jeugdigen geboren op of na 1-1-2008",
        "jeugdigen geboren 1-1-2008 of later",
        "cliëntnummer: hoogstens 12 posities",
        "per cliënt 1500 euro",
        "het dossier 2023/2024",
        "het stadhuis, Stadhuisplein 1",
        "de zorgstraat 2 fasen",
        "Werkplein 40 cliënten",
        "in 2025 en 2026",
        "per cliënt Begeleiding en Dagbesteding",
        "Mevrouw Jansen van inkoop heeft gevraagd om begeleiding te meten",
        "mail naar inkoop@gemeente.nl of wmo.toegang@gemeente.nl",
    ],
)
def test_what_only_looks_like_it_is_not_refused(text: str) -> None:
    assert personal_data(text) is None


@pytest.mark.parametrize("text", ["inkoop.jan@gemeente.nl", "jan@info.nl"])
def test_a_person_in_an_office_is_still_a_person(text: str) -> None:
    assert personal_data(text) == "email"


PIECES = (
    "a",
    "1 ",
    "1-",
    "1.",
    "a@a.",
    "NL91ABNA",
    "cliënt ",
    "Jan ",
    "straat 1 ",
    "krijgt hulp ",
    "van de ",
    "geb ",
)


@pytest.mark.parametrize("piece", PIECES)
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        best = 1.0
        for _ in range(3):
            start = process_time()
            personal_data(text)
            best = min(best, process_time() - start)
        return best

    assert seconds(64_000) < 40 * max(seconds(8_000), 0.002)


@given(text=st.text(max_size=300))
def test_any_text_is_taken(text: str) -> None:
    personal_data(text)
