import pytest

from knowledge.passages import Kind
from knowledge.retriever import KnowledgeRetriever
from knowledge.search import Knowledge
from tests.auxil.corpus import write_corpus


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    tmp_path = tmp_path_factory.mktemp("ophaler")
    corpus = write_corpus(tmp_path / "corpus", [("GM0310", "eis-de-bilt"), ("GM0014", "eis-groningen")])
    return Knowledge.open(tmp_path / "bieb", corpus)


def test_gives_relevant_passages_as_documents(knowledge: Knowledge) -> None:
    first = KnowledgeRetriever(searcher=knowledge).invoke("bericht JW307 einde van de hulp")[0]
    assert (first.id, first.metadata["kind"]) == ("stopbericht", "standaard")
    assert first.page_content.startswith("Met bericht JW307")
    assert first.metadata["source"]["publisher"] == "Uitgever voor een test"
    assert first.metadata["score"] > 0.5
    assert "jw307" in first.metadata["why"]


def test_gives_nothing_when_nothing_fits(knowledge: Knowledge) -> None:
    assert KnowledgeRetriever(searcher=knowledge).invoke("appeltaart met slagroom") == []


def test_keeps_to_kinds_near_and_limit(knowledge: Knowledge) -> None:
    text = "hulpverleners die per bezoek het aantal gereden kilometers opschrijven"
    near = KnowledgeRetriever(searcher=knowledge, kinds=(Kind.EIS,), near="GM0344")
    assert [each.id for each in near.invoke(text)] == ["eis-de-bilt"]
    assert len(KnowledgeRetriever(searcher=knowledge, kinds=(Kind.EIS,), limit=1).invoke(text)) == 1


async def test_works_asynchronously_too(knowledge: Knowledge) -> None:
    found = await KnowledgeRetriever(searcher=knowledge).ainvoke("bericht JW307 einde van de hulp")
    assert found[0].id == "stopbericht"
