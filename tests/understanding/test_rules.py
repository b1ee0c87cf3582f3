from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.facts import check_value, fact_name
from bot.domain.slots import VALUES, Slot
from bot.understanding import RuleUnderstanding
from bot.understanding.rules import READ_AT_MOST

ENGINE = RuleUnderstanding(lambda text: "GM0344" if "Utrecht" in text else None)

HERE = Path(__file__).parent
ODD = [
    "\u200b",
    "\ud800",
    "e\u0301e\u0301n",
    "😀",
    "½",
    "ﬁ",
    "İ",
    "ß",
    "\n",
    "\u00a0",
    "?",
    ".",
    ",",
    "10 à 15",
]
WORDS = {
    word for name in ("answers.yaml", "messages.yaml") for word in (HERE / name).read_text("utf-8").split()
}
PIECES = st.sampled_from([*ODD, *sorted(WORDS)])
TEXTS = st.one_of(
    st.text(st.characters(), max_size=80),
    st.lists(PIECES, max_size=14).map(" ".join),
    st.lists(st.one_of(PIECES, st.text(st.characters(), max_size=3)), max_size=14).map("".join),
)
SLOTS = st.sampled_from([None, *Slot])


@given(text=TEXTS, slot=SLOTS)
def test_never_raises_and_gives_only_values_of_the_domain_with_verbatim_quotes(
    text: str, slot: Slot | None
) -> None:
    reading = ENGINE.read(text, slot)
    for name, fact in reading.facts.items():
        assert check_value(fact_name(name), fact.value) == fact.value
        assert fact.quote
        assert fact.quote in text
        assert 0 < fact.confidence <= 1
    assert set(reading.unknown) <= {slot}
    assert not set(reading.unknown) & set(reading.facts)


@given(text=TEXTS, slot=SLOTS)
def test_the_same_message_reads_the_same(text: str, slot: Slot | None) -> None:
    assert ENGINE.read(text, slot) == ENGINE.read(text, slot)


@pytest.mark.parametrize("slot", Slot)
def test_every_option_can_be_named_by_its_number(slot: Slot) -> None:
    known = [value for value in VALUES[slot] if value != "unknown"]
    for number, value in enumerate(known, start=1):
        assert ENGINE.read(str(number), slot).facts[slot].value == value
        assert ENGINE.read(f"Optie {number}.", slot).facts[slot].value == value
    assert ENGINE.read(str(len(known) + 1), slot).unknown == (slot,)
    assert ENGINE.read(str(len(known) + 2), slot).facts == {}


@pytest.mark.parametrize(
    ("text", "agreed"), [("ja", True), ("klopt", True), ("nee", False), ("een beetje", None)]
)
def test_a_bare_yes_or_no_is_told(text: str, agreed: bool | None) -> None:
    assert ENGINE.read(text, Slot.STANDARD).agreed is agreed


@pytest.mark.parametrize(
    "text", ["Ja hoor, ze zijn er allemaal", "ja. De manager beslist", "nee, de buren wel"]
)
def test_a_yes_or_no_with_more_to_it_is_not_bare(text: str) -> None:
    assert ENGINE.read(text, Slot.STANDARD).agreed is None


def test_personal_data_is_sought_far_beyond_what_is_read() -> None:
    text = "voor de zekerheid " * READ_AT_MOST + "123456782"
    assert ENGINE.read(text, None).refused == "bsn"


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "1",
        "1 ",
        "é",
        "😀",
        "\ud800",
        "(",
        "a@",
        " ",
        "\n",
        "een ",
        "06 1",
        "1.200 ",
        "geen ... niet ",
        "1 uur per week. ",
    ],
)
def test_a_very_long_message_takes_little_time(unit: str) -> None:
    text = (unit * (100_000 // len(unit) + 1))[:100_000]
    ENGINE.read(text, Slot.PURPOSE)  # the first reading fills the table of folded characters
    start = process_time()
    ENGINE.read(text, Slot.PURPOSE)
    # Far above what it takes (0.1 s), far below what a quadratic pattern would: a busy machine may be slow.
    assert process_time() - start < 1


def test_an_ordinary_message_takes_no_time() -> None:
    text = "Wij willen dat begeleiders elke week een kwartier per kind bijhouden wat ze doen, voor als."
    start = process_time()
    for _ in range(100):
        ENGINE.read(text, None)
    assert process_time() - start < 100 * 0.005
