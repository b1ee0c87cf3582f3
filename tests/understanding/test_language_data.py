import pytest

from bot.domain.slots import Slot
from bot.understanding.language_data import Data, LanguageDataError, Phrases, parse_data
from bot.understanding.phrases import compile_phrases
from bot.understanding.vocabulary import Vocabulary


class Words(Data):
    words: Phrases


def test_phrases_are_one_text_with_commas() -> None:
    assert parse_data("words: ja hoor, nee", "w.yaml", Words).words == ("ja hoor", "nee")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("words: [", "geen geldige YAML"),
        ("wordz: ja", "wordz"),
        ("{}", "words"),
        ("", "w.yaml"),
    ],
)
def test_a_fault_names_the_file_and_the_place(text: str, named: str) -> None:
    with pytest.raises(LanguageDataError, match=r"^w\.yaml: ") as raised:
        parse_data(text, "w.yaml", Words)
    assert named in str(raised.value)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("doel:\n  values: {}", "doel"),
        ("purpose:\n  values: {profit: {asked: winst}}", "'profit'"),
        ("decision:\n  no: nothing\n  values: {}", "'nothing'"),
        ("law:\n  values: {wajong: {strict: wajong}}", "'wajong'"),
        ("purpose:\n  values: {}", Slot.DECISION.value),
    ],
)
def test_an_unknown_slot_or_value_is_an_error_that_names_the_file(text: str, named: str) -> None:
    with pytest.raises(LanguageDataError, match=r"^vocabulary\.yaml: ") as raised:
        parse_data(text, "vocabulary.yaml", Vocabulary)
    assert named in str(raised.value)


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("cliënt*", "de cliententevredenheid", True),
        ("cliënt", "de clienten", False),
        ("we|wij [heel] graag", "wij graag", True),
        ("we|wij [heel] graag", "we heel graag", True),
        ("wordt ... gelezen", "wordt door een collega gelezen", True),
        ("wordt ... gelezen", "wordt door een nieuwe lieve collega gelezen", False),
        ("wordt ... gelezen", "wordt niet. Daarna gelezen", False),
        ("deze|die_ene vraag", "die ene vraag", True),
        ("p x q (n+1)", "p x q (n+1)", True),
    ],
)
def test_signs_in_a_phrase(phrase: str, text: str, found: bool) -> None:
    assert (compile_phrases([phrase]).search(text) is not None) is found


def test_no_phrases_find_nothing() -> None:
    assert compile_phrases([]).search("alles") is None
