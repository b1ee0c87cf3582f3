import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.slots import Slot
from bot.understanding import personal_data
from bot.understanding.privacy import passes_eleven_test
from bot.understanding.rules import RuleUnderstanding


@st.composite
def citizen_service_numbers(draw: st.DrawFn) -> str:
    """Nine digits that pass the eleven-test, made by choosing the last digit to fit."""
    digits = draw(st.lists(st.integers(0, 9), min_size=8, max_size=8).filter(any))
    rest = sum((9 - index) * digit for index, digit in enumerate(digits)) % 11
    if rest == 10:
        digits[7] = (digits[7] + 1) % 10
        rest = sum((9 - index) * digit for index, digit in enumerate(digits)) % 11
    return "".join(map(str, digits)) + str(rest) if rest < 10 else "123456782"


def grouped(number: str, sizes: tuple[int, ...], sign: str) -> str:
    groups, start = [], 0
    for size in sizes:
        groups.append(number[start : start + size])
        start += size
    return sign.join(groups)


WRITINGS = [
    ((9,), ""),
    ((4, 2, 3), "."),
    ((4, 2, 3), " "),
    ((3, 3, 3), " "),
    ((3, 3, 3), "-"),
    ((1,) * 9, " "),
    ((4, 2, 3), " - "),
]


@given(number=citizen_service_numbers(), writing=st.sampled_from(WRITINGS))
def test_citizen_service_numbers_are_refused_in_every_writing(
    number: str, writing: tuple[tuple[int, ...], str]
) -> None:
    text = f"De cliënt met nummer {grouped(number, *writing)} is bekend"
    assert personal_data(text) == "bsn"


@given(number=citizen_service_numbers(), invisible=st.sampled_from("\u200b\u200d\u2060\ufeff\u00ad"))
def test_invisible_characters_and_other_digits_hide_nothing(number: str, invisible: str) -> None:
    assert personal_data(f"bsn {invisible.join(number)}") == "bsn"
    assert personal_data("".join(chr(0x0660 + int(digit)) for digit in number)) == "bsn"
    assert personal_data("".join(chr(0xFF10 + int(digit)) for digit in number)) == "bsn"


@given(number=citizen_service_numbers(), place=st.integers(0, 8), change=st.integers(1, 9))
def test_one_changed_digit_fails_the_eleven_test(number: str, place: int, change: int) -> None:
    changed = str((int(number[place]) + change) % 10)
    assert passes_eleven_test(number)
    assert not passes_eleven_test(number[:place] + changed + number[place + 1 :])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("bsn 23456784", "bsn"),
        ("nr. 1234.56.782", "bsn"),
        ("bsn: 123.456.782, bedrag onbekend", "bsn"),
        ("het zijn 123456782 en 2 andere", "bsn"),
        ("2 uur voor 123456782", "bsn"),
        ("J.deVries+werk@zorg-aanbieder.co.nl", "email"),
        ("naam (at) domein.nl", "email"),
        ("naam [at] domein punt nl", "email"),
        ("naam@domein . nl of naam@domein.nl", "email"),
        ("naam apenstaartje domein punt nl", "email"),
        ("naam＠domein.nl", "email"),
        ("06-12345678", "phone"),
        ("06 12 34 56 78", "phone"),
        ("+31 6 12345678", "phone"),
        ("+31 (0)6 1234 5678", "phone"),
        ("0031612345678", "phone"),
        ("010-1234567", "phone"),
        ("(0570) 123 456", "phone"),
        ("+49 30 1234567", "phone"),
    ],
)
def test_personal_data_is_recognised(text: str, kind: str) -> None:
    assert personal_data(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "een budget van 123.456.782 euro",
        "€ 123456782",
        "123456782,50",
        "19000 codes in 310 gemeenten",
        "van ongeveer 6.000 naar ruim 19.000 codes",
        "postcode 7411 AB",
        "KvK 23456784",
        "KvK-nummer: 23456784",
        "AGB-code 23456784",
        "123456789",
        "01-01-2025 12:30",
        "2025-01-01",
        "20250101",
        "artikel 2.15 en 6c.1 van 2026",
        "120 cliënten, 15 minuten, 52 weken",
        "product 45A04 en 50B12",
        "000000000",
        "categorie 01 02 03 04 05 07",
        "@inkoop en #wmo",
        "wij zitten @ kantoor",
        "12345678901234567890",
    ],
)
def test_other_numbers_and_signs_are_no_personal_data(text: str) -> None:
    assert personal_data(text) is None


@given(number=citizen_service_numbers(), slot=st.sampled_from([None, *Slot]))
def test_nothing_is_read_beside_personal_data(number: str, slot: Slot | None) -> None:
    asked: list[str] = []

    def find(text: str) -> str | None:
        asked.append(text)
        return "GM0344"

    reading = RuleUnderstanding(find).read(f"ja, jeugdhulp, 15 minuten voor {number}", slot)
    assert reading.refused == "bsn"
    assert (reading.facts, reading.unknown, reading.municipality, asked) == ({}, (), None, [])
