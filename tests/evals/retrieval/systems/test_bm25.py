from math import log

import pytest

from evals.retrieval.documents import Document
from evals.retrieval.systems.bm25 import K1, B, bm25, stems
from evals.retrieval.systems.ngrams import ngrams, pieces

DOCUMENTS = (
    Document("klacht", "Klachten over de aanbieder", ("wie klaagt er",)),
    Document("start", "Startbericht JW305: de hulp is begonnen"),
    Document("stop", "Stopbericht JW307: de hulp is gestopt"),
    Document("tijd", "Tijdschrijven door begeleiders in minuten"),
)


def test_the_rarest_word_decides() -> None:
    assert stems(DOCUMENTS)("hulp startbericht").ids == ("start", "stop")


def test_other_forms_of_a_word_and_whole_codes_are_found() -> None:
    search = stems(DOCUMENTS)
    assert search("een klacht").ids == ("klacht",)
    assert search("JW307").ids == ("stop",)


def test_asks_are_searched() -> None:
    assert stems(DOCUMENTS)("klaagt").ids[0] == "klacht"


@pytest.mark.parametrize("text", ["", "?!", "zwembad"])
def test_without_a_known_word_nothing_is_found(text: str) -> None:
    answer = stems(DOCUMENTS)(text)
    assert answer.ids == ()
    assert answer.relevant is None


def test_scores_are_those_of_the_formula() -> None:
    documents = (Document("one", "a a b"), Document("two", "a c"), Document("three", "d d d d"))
    norms = [K1 * (1 - B + B * length / 3) for length in (3, 2, 4)]
    idf_a, idf_c = log(1 + 1.5 / 2.5), log(1 + 2.5 / 1.5)
    one = idf_a * 2 * (K1 + 1) / (2 + norms[0])
    two = idf_a * (K1 + 1) / (1 + norms[1]) + idf_c * (K1 + 1) / (1 + norms[1])
    search = bm25(documents, str.split)
    assert (one > idf_a * (K1 + 1) / (1 + norms[1])) == (search("a").ids == ("one", "two"))
    assert (two > one) == (search("a c").ids == ("two", "one"))
    assert two > one


def test_equal_scores_keep_the_order_of_the_documents_and_ten_are_enough() -> None:
    documents = [Document(f"d{number}", "zelfde woorden") for number in range(12)]
    assert stems(documents)("woorden").ids == tuple(f"d{number}" for number in range(10))


def test_pieces_of_words_forgive_typing_errors() -> None:
    assert ngrams(DOCUMENTS)("tijdschrjven begeleders").ids[0] == "tijd"
    assert ngrams(DOCUMENTS)("strtbericht").ids[0] == "start"


def test_pieces_of_a_word() -> None:
    assert list(pieces("Wmo!")) == ["_wm", "wmo", "mo_", "_wmo", "wmo_", "_wmo_"]
