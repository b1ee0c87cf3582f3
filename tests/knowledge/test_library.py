import json
from pathlib import Path

import pytest

from knowledge.document import Chunk
from knowledge.errors import DocumentError, IndexUnavailable
from knowledge.library import FILE, Library
from knowledge.loading import load_corpus
from knowledge.passages import Kind
from knowledge.search import Knowledge
from tests.auxil.corpus import write_corpus, write_passage
from tests.auxil.library import SUBJECTS, WordEngine, document


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library.open(tmp_path / "bieb", WordEngine())


def found(library: Library, text: str, near: str | None = None) -> list[str]:
    hits = Knowledge(library).search(text, near=near, limit=50).hits
    return [hit.passage.text for hit in hits]


def test_a_document_is_found_until_it_is_removed(library: Library) -> None:
    added = library.add(document())
    assert (added.outcome, added.passages) == ("added", len(SUBJECTS))
    assert "wachttijden" in found(library, "geeft wachttijden door")[0]
    assert library.remove(added.id)
    assert found(library, "geeft wachttijden door") == []
    assert not library.remove(added.id)


def test_the_same_document_again_changes_nothing(library: Library) -> None:
    engine = library.engine
    assert isinstance(engine, WordEngine)
    first = library.add(document())
    version, embedded = library.state().version, len(engine.embedded)
    again = library.add(document())
    assert again == ("unchanged", first.id, first.passages, "")
    assert library.state().version == version
    assert len(engine.embedded) == embedded


def test_the_same_file_under_another_name_adds_nothing_and_is_named(library: Library) -> None:
    first = library.add(document("eisen.pdf"))
    version = library.state().version
    again = library.add(document("eisen.pdf").model_copy(update={"name": "kopie.pdf"}))
    assert again == ("same", first.id, first.passages, "eisen.pdf")
    assert library.state().version == version
    assert [each.name for each in library.documents()] == ["eisen.pdf"]
    elsewhere = document("eisen.pdf").model_copy(update={"name": "kopie.pdf", "municipality": "GM0344"})
    assert library.add(elsewhere).outcome == "added"


def test_another_edition_replaces_and_only_new_texts_are_embedded(library: Library) -> None:
    engine = library.engine
    assert isinstance(engine, WordEngine)
    first = library.add(document("a.pdf", "kilometers", "klachten"))
    version = library.state().version
    engine.embedded.clear()
    second = library.add(document("a.pdf", "klachten", "vervoer"))
    assert second == ("replaced", first.id, 2, "")
    assert len(engine.embedded) == 1
    assert "vervoer" in engine.embedded[0]
    assert library.state().version != version
    assert len(found(library, "geeft kilometers, klachten en vervoer door")) == 2


def test_municipalities_have_documents_of_the_same_name(library: Library) -> None:
    library.add(document("eisen.pdf", "klachten", municipality="GM0310"))
    library.add(document("eisen.pdf", "klachten", municipality="GM1904"))
    assert [each.municipality for each in library.documents()] == ["GM0310", "GM1904"]
    assert len(found(library, "geeft klachten door")) == 2


def test_documents_are_listed_with_what_is_known_of_them(library: Library) -> None:
    added = library.add(document("a.pdf", municipality=None, kind=Kind.GIDS))
    [entry] = library.documents()
    assert entry == library.document(added.id)
    assert (entry.name, entry.municipality, entry.kind, entry.passages) == ("a.pdf", None, Kind.GIDS, 8)
    assert entry.date == "2026-03"
    assert library.document(added.id + 1) is None


def test_a_passage_says_where_it_stands_in_the_document(library: Library) -> None:
    library.add(document("jeugdhulp.pdf", "klachten"))
    passage = Knowledge(library).search("klachten doorgeven").hits[0].passage
    assert passage.title == "Over klachten"
    assert passage.source.section == "artikel 1.1, pagina 1"
    assert passage.laws == ("jeugdwet",)
    assert (passage.certainty, passage.municipality) == ("hoog", "GM0310")
    assert library.get(passage.id) == passage


def test_export_gives_every_document_with_its_passages(library: Library) -> None:
    library.add(document("a.pdf", "klachten"))
    library.add(document("b.pdf"))
    first, second = [json.loads(line) for line in library.export()]
    assert (first["name"], second["name"]) == ("a.pdf", "b.pdf")
    assert "klachten" in first["passages"][0]["text"]
    assert len(second["passages"]) == len(SUBJECTS)


def test_too_short_chunks_are_left_out_and_too_long_ones_refused(library: Library) -> None:
    usual = document("a.pdf", "klachten")
    short = usual.model_copy(update={"chunks": (*usual.chunks, Chunk(text="te kort"))})
    assert library.add(short).passages == 1
    long = usual.model_copy(update={"chunks": (Chunk(text="woord " * 401),)})
    with pytest.raises(DocumentError, match="stuk 1 telt 401 woorden"):
        library.add(long)
    with pytest.raises(DocumentError, match="Controleer of het document tekst bevat"):
        library.add(usual.model_copy(update={"chunks": (Chunk(text="te kort"),)}))
    assert library.documents()[0].passages == 1


def test_a_row_of_a_spreadsheet_is_a_requirement_however_short(library: Library) -> None:
    texts = ("Eis: Urenstaten", "12; 3,5; 2026; 0; 1; 9", "Nr: 3")
    rows = tuple(Chunk(text=text, row=number) for number, text in enumerate(texts, start=2))
    assert library.add(document("a.xlsx", "klachten").model_copy(update={"chunks": rows})).passages == 1
    assert found(library, "urenstaten") == ["Eis: Urenstaten"]


@pytest.mark.parametrize(("kind", "municipality"), [(Kind.EIS, None), (Kind.GIDS, "GM0310")])
def test_requirements_and_only_those_belong_to_a_municipality(
    library: Library, kind: Kind, municipality: str | None
) -> None:
    with pytest.raises(DocumentError, match="hoort bij een gemeente"):
        library.add(document(kind=kind, municipality=municipality))


def test_requirements_of_neighbours_only_and_nearest_first(library: Library) -> None:
    for code in ("GM0014", "GM1904", "GM0310", "GM0344"):
        library.add(document(f"{code}.pdf", "klachten", municipality=code))
    order = [name for text in found(library, "geeft klachten door", "GM0344") for name in text.split()[-1:]]
    assert sorted(order) == ["GM0310.pdf.", "GM1904.pdf."]


def test_progress_counts_up_to_all_texts(library: Library) -> None:
    seen: list[tuple[int, int]] = []
    library.add(document("a.pdf", *[f"onderwerp{n}" for n in range(100)]), lambda *step: seen.append(step))
    assert seen[-1] == (100, 100)
    assert [done for done, _ in seen] == sorted({done for done, _ in seen})
    assert len(seen) > 1


def test_back_to_the_engine_before_needs_no_embedding(tmp_path: Path) -> None:
    Library.open(tmp_path, WordEngine()).add(document())
    Library.open(tmp_path, WordEngine("woorden-2")).close()
    engine = WordEngine()
    again = Library.open(tmp_path, engine)
    assert engine.embedded == []
    assert "vervoer" in found(again, "geeft vervoer door")[0]


def test_only_the_engine_before_is_kept(tmp_path: Path) -> None:
    Library.open(tmp_path, WordEngine()).add(document())
    for name in ("woorden-2", "woorden-3"):
        Library.open(tmp_path, WordEngine(name)).close()
    engine = WordEngine()
    Library.open(tmp_path, engine).close()
    assert len(engine.embedded) == len(SUBJECTS)


def test_own_documents_stay_when_the_library_is_opened_again(tmp_path: Path) -> None:
    library = Library.open(tmp_path, WordEngine())
    library.add(document())
    library.close()
    engine = WordEngine()
    again = Library.open(tmp_path, engine)
    assert "verlof" in found(again, "geeft verlof door")[0]
    assert engine.embedded == []


def test_a_changed_corpus_is_taken_in_and_only_what_changed_is_embedded(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "corpus")
    knowledge = Knowledge.open(tmp_path / "bieb", corpus, engine=WordEngine())
    knowledge.library.add(document())
    version = knowledge.version
    write_passage(corpus, Kind.GIDS, "nieuw", "Iets nieuws", "Deze tekst is nieuw. " * 10)
    (corpus / "registratie" / "wachtlijst.md").unlink()
    engine = WordEngine()
    fresh = Knowledge.open(tmp_path / "bieb", corpus, engine=engine)
    assert [text.split("\n")[0] for text in engine.embedded] == ["Iets nieuws"]
    assert fresh.get("nieuw") is not None
    assert fresh.get("wachtlijst") is None
    assert len(fresh.library.documents()) == 1
    assert fresh.version != version


def test_asks_are_searched_by_meaning_and_by_word(tmp_path: Path) -> None:
    asks = "asks: [Hoe laat komt de taxi, Wij willen poezen tellen]"
    write_passage(tmp_path / "corpus", Kind.GIDS, "abc", "Titel", "woord " * 25, asks)
    write_passage(tmp_path / "corpus", Kind.GIDS, "def", "Anders", "ander " * 25)
    knowledge = Knowledge.open(tmp_path / "bieb", tmp_path / "corpus", engine=WordEngine())
    found = knowledge.measure("hoe laat komt de taxi").passages
    assert found["abc"].coverage == pytest.approx(1.0)
    assert found["abc"].letters > found["def"].letters
    assert "taxi" not in knowledge.search("hoe laat komt de taxi").hits[0].why


def test_two_open_libraries_see_each_others_changes(tmp_path: Path) -> None:
    one, two = Library.open(tmp_path, WordEngine()), Library.open(tmp_path, WordEngine())
    searching = Knowledge(two)
    assert not searching.search("geeft vervoer door").hits
    added = one.add(document())
    assert "vervoer" in searching.search("geeft vervoer door").hits[0].passage.text
    one.remove(added.id)
    assert not searching.search("geeft vervoer door").hits


def test_a_damaged_library_is_named_with_the_remedy_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"rommel" * 5000)
    with pytest.raises(IndexUnavailable, match="Zet een reservekopie terug"):
        Library.open(tmp_path, WordEngine())
    assert (tmp_path / FILE).read_bytes() == b"rommel" * 5000


def test_a_folder_that_cannot_be_written_is_named_with_the_remedy(tmp_path: Path) -> None:
    occupied = tmp_path / "bezet"
    occupied.write_text("een bestand, geen map", encoding="utf-8")
    with pytest.raises(IndexUnavailable, match="Controleer of u daar mag schrijven") as caught:
        Library.open(occupied, WordEngine())
    assert str(occupied) in str(caught.value)


def test_the_corpus_is_no_document_of_ones_own(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "corpus")
    library = Knowledge.open(tmp_path / "bieb", corpus, engine=WordEngine()).library
    assert library.documents() == ()
    assert library.state().size == len(load_corpus(corpus))
    assert not library.remove(1)
