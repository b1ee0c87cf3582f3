import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.municipalities import Municipalities

ALL = Municipalities.load()


def test_there_are_342_and_each_is_found_by_code_and_by_both_its_names() -> None:
    assert len(list(ALL)) == 342
    for each in ALL:
        assert (
            ALL.find(each.code)
            == ALL.find(each.name)
            == ALL.find(each.cbs_name)
            == ALL.get(each.code)
            == each
        )


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Den Haag", "GM0518"),
        ("den haag", "GM0518"),
        ("'s-Gravenhage", "GM0518"),
        ("Den Bosch", "GM0796"),
        ("Sudwest Fryslan", "GM1900"),
        ("Hengelo", "GM0164"),
        ("gemeente Hengelo (O)", "GM0164"),
        ("gm0344", "GM0344"),
        ("0344", "GM0344"),
        ("Bergen NH", "GM0373"),
        ("Leeuwaarden", "GM0080"),
        ("Amsterdem", "GM0363"),
        (" utrecht ", "GM0344"),
    ],
)
def test_everyday_names_and_mistypings_are_understood(typed: str, code: str) -> None:
    found = ALL.find(typed)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    "typed", ["", "ja", "weet ik niet", "Bergen", "Berlijn", "GM9999", "Almeer", "regio", "x" * 1000]
)
def test_when_unsure_none_is_found(typed: str) -> None:
    assert ALL.find(typed) is None


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("wij in Almere willen dat begeleiders tijdschrijven", "Almere"),
        ("onze inkoper bij utrecht vraagt dit", "Utrecht"),
        ("Wij werken in Alphen aan den Rijn.", "Alphen aan den Rijn"),
        ("Den Haag vraagt dit al", "Den Haag"),
        ("wij zitten in Best", "Best"),
        ("Gemeente: Tilburg", "Tilburg"),
        ("de gemeente Buren vraagt het", "Buren"),
        ("alle inwoners van Houten", "Houten"),
        ("de gemeente Leeuwaarden wil", "Leeuwarden"),
        ("het is voor GM0344", "Utrecht"),
        ("net als in Lelystad willen wij in Almere weten hoe lang het duurt", "Almere"),
        ("wij in de gemeente Almere willen het net als Lelystad", "Almere"),
        ("hier in Zeist vragen we het anders dan in Utrecht", "Zeist"),
        ("de gemeente Zeist doet dit met buurgemeente Utrecht", "Zeist"),
        ("in Utrecht, ja echt in Utrecht", "Utrecht"),
    ],
)
def test_a_municipality_in_a_sentence_is_seen(sentence: str, name: str) -> None:
    found = ALL.mentioned(sentence)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    "sentence",
    [
        "we willen de best mogelijke zorg",
        "Best lastig om dit bij te houden",
        "onze buren vragen dit ook",
        "wij leiden dit project in houten huizen",
        "mevrouw Van Houten en de heer van Buren",
        "heel veel gemeenten leren van kampen en bergen papier",
        "in de provincie Utrecht",
        "de gemeente wil dit weten",
        "Utrecht en Amersfoort vragen dit allebei",
        "we willen het net als in Lelystad",
        "hoe goes het hiermee en wierden er fouten gemaakt",
        "",
    ],
)
def test_ordinary_words_are_no_municipality(sentence: str) -> None:
    assert ALL.mentioned(sentence) is None


@given(st.text())
def test_any_text_can_be_looked_at(text: str) -> None:
    for found in (ALL.find(text), ALL.mentioned(text)):
        assert found is None or ALL.get(found.code) == found


def test_neighbours_come_nearest_first() -> None:
    around = ALL.neighbours("GM0344")
    assert [each.relation for each in around[:2]] == ["border", "border"]
    lengths = [each.km or 0 for each in around if each.relation == "border"]
    assert lengths == sorted(lengths, reverse=True)
    assert around[0].describe().startswith("buurgemeente, grens van ")
    assert ALL.neighbours("GM9999") == ()


def test_being_neighbours_works_both_ways_and_order_is_by_kind_of_nearness() -> None:
    ranks = ["border", "point", "near", "region"]
    for each in ALL:
        around = ALL.neighbours(each.code)
        assert each.code not in {other.code for other in around}
        places = [ranks.index(other.relation) for other in around]
        assert places == sorted(places)
        for other in around:
            back = {one.code: one.relation for one in ALL.neighbours(other.code)}
            assert back[each.code] == other.relation
