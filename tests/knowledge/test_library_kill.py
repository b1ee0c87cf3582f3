"""Kills a process at random moments while it changes the library: what was there stays whole."""

import multiprocessing
import random
import shutil
import time
from pathlib import Path

import pytest

from knowledge.library import Library
from knowledge.search import Knowledge
from tests.auxil.library import WordEngine, document

MOMENTS = 20
WHOLE_RUNS = 2  # the first also starts the server that starts the others
OLD, NEW = [f"onderwerp{n}" for n in range(60)], [f"onderwerp{n}" for n in range(30, 130)]
EXACT = {"in het geheugen": 10_000, "in Chroma": 0}

CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["chromadb", "rapidfuzz", "knowledge.search", "tests.auxil.library"])


def change(folder: Path, exact: int) -> None:
    """Replace one document, add one and remove one; slowly, so that there is time to be killed."""
    library = Library.open(folder, WordEngine(pause=0.01), exact=exact)
    library.add(document("vervangen.pdf", *NEW, edition="2"))
    library.add(document("nieuw.pdf", *NEW))
    for entry in library.documents():
        if entry.name == "weg.pdf":
            library.remove(entry.id)


def check(folder: Path, exact: int) -> None:
    """Everything is there as it was, or as it was going to be."""
    library = Library.open(folder, WordEngine(), exact=exact)
    passages = {entry.name: entry.passages for entry in library.documents()}
    assert passages["blijft.pdf"] == len(OLD)
    assert passages["vervangen.pdf"] in (len(OLD), len(NEW))
    assert passages.get("nieuw.pdf", len(NEW)) == len(NEW)
    assert passages.get("weg.pdf", len(OLD)) == len(OLD)
    state = library.state()
    assert state.size == sum(passages.values())
    for kind in state.stored:
        assert library.store.count(state.collection(kind)) == state.vectors[kind]
    knowledge = Knowledge(library)
    for number in (7, 35, 59):
        found = knowledge.search(f"geeft onderwerp{number} door van blijft.pdf", limit=50).hits
        assert any(f"onderwerp{number} door" in hit.passage.text for hit in found)
    library.close()


@pytest.mark.parametrize("place", EXACT)
def test_a_kill_at_any_moment_leaves_the_library_whole(tmp_path: Path, place: str) -> None:
    exact, moments = EXACT[place], random.Random(place)  # noqa: S311 - not for secrets
    library = Library.open(tmp_path / "begin", WordEngine(), exact=exact)
    for name in ("blijft.pdf", "vervangen.pdf", "weg.pdf"):
        library.add(document(name, *OLD))
    library.close()
    killed, whole_run = 0, 0.0
    for moment in range(WHOLE_RUNS + MOMENTS // len(EXACT)):
        folder = Path(shutil.copytree(tmp_path / "begin", tmp_path / str(moment)))
        process = CONTEXT.Process(target=change, args=(folder, exact))
        start = time.perf_counter()
        process.start()
        if moment < WHOLE_RUNS:
            process.join()
            whole_run = time.perf_counter() - start
        else:
            time.sleep(moments.uniform(0, 0.9 * whole_run))
            process.kill()
            process.join()
        killed += process.exitcode != 0
        check(folder, exact)
    assert killed >= MOMENTS // len(EXACT) // 3
    change(folder, exact)
    check(folder, exact)
    library = Library.open(folder, WordEngine(), exact=exact)
    assert {entry.name: entry.passages for entry in library.documents()} == {
        "blijft.pdf": len(OLD),
        "vervangen.pdf": len(NEW),
        "nieuw.pdf": len(NEW),
    }
    library.close()
