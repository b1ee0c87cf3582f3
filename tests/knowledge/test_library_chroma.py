"""The library with all vectors in Chroma: embedded in its folder, and on a real server."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from subprocess import run
from sys import executable

import numpy as np
import pytest

from knowledge.errors import IndexUnavailable
from knowledge.library import Library
from knowledge.passages import Kind
from knowledge.search import Knowledge
from knowledge.vector_store import VectorStore
from tests.auxil.library import SIZE, SUBJECTS, WordEngine, chroma_server, document


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with chroma_server(tmp_path_factory.mktemp("chroma")) as url:
        yield url


@pytest.fixture(params=["map", "server"])
def url(request: pytest.FixtureRequest) -> str | None:
    return str(request.getfixturevalue("server")) if request.param == "server" else None


def opened(folder: Path, url: str | None = None, engine: WordEngine | None = None) -> Library:
    return Library.open(folder, engine or WordEngine(), chroma_url=url, exact=0)


def first(library: Library, text: str) -> str:
    hits = Knowledge(library).search(text).hits
    return hits[0].passage.text if hits else ""


def held(library: Library, kind: Kind = Kind.EIS) -> int:
    return library.store.count(library.state().collection(kind))


def test_documents_are_found_replaced_and_removed(tmp_path: Path, url: str | None) -> None:
    library = opened(tmp_path, url)
    added = library.add(document())
    library.add(document("gids.pdf", "fietsen", municipality=None, kind=Kind.GIDS))
    assert (held(library), held(library, Kind.GIDS)) == (len(SUBJECTS), 1)
    assert "wachttijden" in first(library, "geeft wachttijden door")
    assert "fietsen" in first(library, "geeft fietsen door")
    library.add(document("eisen.pdf", "klachten", "zwemmen"))
    assert held(library) == 2
    assert "zwemmen" in first(library, "geeft zwemmen door")
    assert library.remove(added.id)
    assert "fietsen" in first(library, "geeft zwemmen door")
    assert held(library) == 0


def test_it_is_whole_after_it_is_opened_again(tmp_path: Path, url: str | None) -> None:
    library = opened(tmp_path, url)
    library.add(document())
    library.close()
    again = opened(tmp_path, url)
    assert "wachttijden" in first(again, "geeft wachttijden door")
    assert held(again) == len(SUBJECTS)


def test_vectors_that_nobody_knows_are_not_found_and_cleaned_up(tmp_path: Path, url: str | None) -> None:
    library = opened(tmp_path, url)
    library.add(document())
    name = library.state().collection(Kind.EIS)
    query = np.array(library.engine.embed_query("geeft wachttijden door"), dtype=np.float32)
    library.store.put(name, [b"0123456789abcdef"], query[None, :])
    library.store.put(f"{library.state().prefix}eis-half-2", [b"0123456789abcdef"], query[None, :])
    assert "wachttijden" in first(library, "geeft wachttijden door")
    library.close()
    again = opened(tmp_path, url)
    assert held(again) == len(SUBJECTS)
    assert again.store.names(again.state().prefix) == (name,)


def test_vectors_that_are_lost_come_back_without_being_embedded(tmp_path: Path, url: str | None) -> None:
    library = opened(tmp_path, url)
    library.add(document())
    name = library.state().collection(Kind.EIS)
    library.store.remove(name, list(library.store.keys(name))[:3])
    library.close()
    engine = WordEngine()
    again = opened(tmp_path, url, engine)
    assert held(again) == len(SUBJECTS)
    assert engine.embedded == []


def test_another_engine_takes_over_when_it_is_ready(tmp_path: Path, url: str | None) -> None:
    library = opened(tmp_path, url)
    library.add(document())
    old = library.state()
    searches: list[str] = []

    def progress(done: int, total: int) -> None:
        assert 0 < done <= total == len(SUBJECTS)
        searches.append(first(library, "geeft wachttijden door"))

    library.reindex(WordEngine("woorden-2"), progress)
    assert searches
    assert all("wachttijden" in text for text in searches)
    new = library.state()
    assert (new.engine, new.build) == ("woorden-2", old.build + 1)
    assert "wachttijden" in first(library, "geeft wachttijden door")
    assert library.store.names(new.prefix) == (new.collection(Kind.EIS),)


def test_an_engine_of_another_size_is_no_trouble(tmp_path: Path, url: str | None) -> None:
    class Longer(WordEngine):
        def _vector(self, text: str) -> list[float]:
            return [*super()._vector(text), *[0.0] * 16]

    opened(tmp_path, url).add(document())
    library = opened(tmp_path, url, Longer("langer-1"))
    assert "wachttijden" in first(library, "geeft wachttijden door")


def test_who_still_uses_the_old_engine_goes_on_until_the_documents_change(tmp_path: Path) -> None:
    running = opened(tmp_path)
    running.add(document())
    searching = Knowledge(running)
    before = searching.search("geeft wachttijden door")
    new = opened(tmp_path, engine=WordEngine("woorden-2"))
    assert new.state().engine == "woorden-2"
    after = searching.search("geeft wachttijden door")
    assert [hit.passage for hit in after.hits] == [hit.passage for hit in before.hits]
    assert [hit.score for hit in after.hits] == pytest.approx([hit.score for hit in before.hits], abs=2e-4)
    assert "wachttijden" in first(new, "geeft wachttijden door")
    with pytest.raises(IndexUnavailable, match="woorden-2"):
        running.add(document("nieuw.pdf"))
    new.add(document("nieuw.pdf", "zwemmen"))
    with pytest.raises(IndexUnavailable, match="Start het programma opnieuw met die taalmotor"):
        searching.search("geeft wachttijden door")
    assert "zwemmen" in first(new, "geeft zwemmen door")


def test_a_change_of_engine_that_is_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    many = [f"onderwerp{n}" for n in range(200)]
    running = opened(tmp_path)
    running.add(document("groot.pdf", *many))
    code = (
        "from pathlib import Path; from knowledge.library import Library; import os;"
        "from tests.auxil.library import WordEngine;"
        "stop = lambda done, total: os._exit(9) if done >= 96 else None;"
        f"Library.open(Path({str(tmp_path)!r}), WordEngine('woorden-2'), exact=0, progress=stop)"
    )
    assert run([executable, "-c", code], check=False).returncode == 9
    assert "onderwerp150 " in first(running, "geeft onderwerp150 door")
    running.add(document("nieuw.pdf", "zwemmen"))
    engine = WordEngine("woorden-2")
    again = opened(tmp_path, engine=engine)
    assert len(engine.embedded) == len(many) + 1 - 96
    assert "onderwerp150 " in first(again, "geeft onderwerp150 door")
    assert "zwemmen" in first(again, "geeft zwemmen door")


def test_libraries_on_one_server_do_not_mix(tmp_path: Path, server: str) -> None:
    one, two = opened(tmp_path / "een", server), opened(tmp_path / "twee", server)
    one.add(document("een.pdf"))
    two.add(document("twee.pdf"))
    opened(tmp_path / "een", server)
    assert held(two) == len(SUBJECTS)
    assert "twee.pdf" in first(two, "geeft wachttijden door")


def test_a_move_from_folder_to_server_and_back(tmp_path: Path, server: str) -> None:
    library = opened(tmp_path)
    library.add(document())
    library.close()
    for place in (server, None):
        moved = opened(tmp_path, place)
        assert held(moved) == len(SUBJECTS)
        assert "wachttijden" in first(moved, "geeft wachttijden door")
        moved.close()


def test_a_server_that_does_not_answer_is_named_with_the_remedy(tmp_path: Path) -> None:
    with chroma_server(tmp_path / "chroma") as url:
        library = opened(tmp_path / "bieb", url)
        library.add(document())
    with pytest.raises(IndexUnavailable, match="Controleer of de Chroma-server draait"):
        Knowledge(library).search("geeft wachttijden door")
    with pytest.raises(IndexUnavailable, match=r"127\.0\.0\.1"):
        library.add(document("nieuw.pdf"))
    assert [each.name for each in library.documents()] == ["eisen.pdf"]
    with pytest.raises(IndexUnavailable, match=r"127\.0\.0\.1"):
        opened(tmp_path / "bieb", url)


@pytest.mark.parametrize("damage", ["rubbish", "cut", "empty", "gone", "folder", "killed"])
def test_a_damaged_chroma_is_made_anew_without_embedding(tmp_path: Path, damage: str) -> None:
    opened(tmp_path / "gemaakt").add(document("groot.pdf", *[f"onderwerp{n}" for n in range(1200)]))
    # Chroma keeps a folder open for the whole process: the damage is done to a copy under another name.
    (tmp_path / "gemaakt").rename(tmp_path / "bieb")
    chroma = tmp_path / "bieb" / "chroma"
    database = chroma / "chroma.sqlite3"
    if damage == "rubbish":
        database.write_bytes(b"rommel" * 5000)
    elif damage == "cut":
        database.write_bytes(database.read_bytes()[:30_000])
    elif damage == "empty":
        database.write_bytes(b"")
    elif damage == "gone":
        database.unlink()
    elif damage == "folder":
        shutil.rmtree(chroma)
    else:
        (tmp_path / "bieb" / "chroma-writing").touch()
        for file in chroma.glob("*/*.bin"):
            file.write_bytes(file.read_bytes()[:100])
    engine = WordEngine()
    library = opened(tmp_path / "bieb", None, engine)
    assert "onderwerp700 " in first(library, "geeft onderwerp700 door")
    assert held(library) == 1200
    assert engine.embedded == []


def test_a_kind_moves_to_chroma_when_it_has_become_large(tmp_path: Path) -> None:
    library = Library.open(tmp_path, WordEngine(), exact=10)
    library.add(document("een.pdf"))
    assert not library.state().stored
    library.add(document("twee.pdf"))
    assert library.state().stored == {Kind.EIS}
    assert held(library) == 2 * len(SUBJECTS)
    assert "twee.pdf" in first(library, "wachttijden twee.pdf.")


def test_what_another_process_adds_is_found(tmp_path: Path) -> None:
    library = opened(tmp_path)
    library.add(document("een.pdf", "klachten"))
    assert "een.pdf" in first(library, "geeft zwemmen door")
    code = (
        "from pathlib import Path; from knowledge.library import Library;"
        "from tests.auxil.library import WordEngine, document;"
        f"Library.open(Path({str(tmp_path)!r}), WordEngine(), exact=0)"
        ".add(document('twee.pdf', *[f'onderwerp{n}' for n in range(1500)]))"
    )
    run([executable, "-c", code], check=True)
    assert "onderwerp700 " in first(library, "geeft onderwerp700 door")
    library.add(document("drie.pdf", "zwemmen"))
    assert held(library) == 1502
    assert "zwemmen" in first(library, "geeft zwemmen door")
    assert "onderwerp700 " in first(library, "geeft onderwerp700 door")


def test_the_embedded_store_and_the_server_give_the_same(tmp_path: Path, server: str) -> None:
    vectors = np.random.default_rng(1).standard_normal((50, SIZE)).astype(np.float32)
    keys = [bytes([number]) * 16 for number in range(50)]
    stores = VectorStore(tmp_path), VectorStore(server)
    for store in stores:
        store.put("vergelijking", keys, vectors)
    one, two = (store.nearest("vergelijking", vectors[7], 5) for store in stores)
    assert [near.key for near in one] == [near.key for near in two]
    assert one[0].cosine == pytest.approx(1.0, abs=1e-5)
    assert [near.cosine for near in one] == pytest.approx([near.cosine for near in two], abs=1e-5)
