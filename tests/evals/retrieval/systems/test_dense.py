from evals.retrieval.documents import Document
from evals.retrieval.systems.dense import nearest
from tests.evals.retrieval.engine import Letters

DOCUMENTS = (
    Document("aaa", "aaaa"),
    Document("bbb", "bbbb", ("cccc",)),
    Document("ccc", "cccd"),
)


def test_nearest_first_and_all_are_ranked() -> None:
    assert nearest(DOCUMENTS, Letters())("aaab").ids == ("aaa", "bbb", "ccc")


def test_a_document_is_as_near_as_its_nearest_text() -> None:
    assert nearest(DOCUMENTS, Letters())("c").ids[0] == "bbb"


def test_it_cannot_tell_whether_anything_fits() -> None:
    assert nearest(DOCUMENTS, Letters())("x").relevant is None


def test_ten_are_enough() -> None:
    documents = [Document(f"d{number}", "abc") for number in range(12)]
    assert nearest(documents, Letters())("abc").ids == tuple(f"d{number}" for number in range(10))
