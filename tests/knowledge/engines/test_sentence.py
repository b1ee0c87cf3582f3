import os
import shutil
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from subprocess import run

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.engines import EngineUnavailable, NamedEmbeddings, make_engine
from knowledge.engines.errors import Trouble
from tests.knowledge.engines.models import LONGEST, WORDS, transformer, word_model


def loaded(folder: Path) -> NamedEmbeddings:
    return make_engine(f"sentence-transformers:{folder}")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return word_model(tmp_path_factory.mktemp("models") / "e5-woorden")


@pytest.fixture(scope="module")
def engine(folder: Path) -> NamedEmbeddings:
    return loaded(folder)


def direction(*words: str) -> list[float]:
    """The vector that the word model gives these words."""
    summed = np.zeros(len(WORDS))
    for word in words:
        summed[WORDS.index(word)] += 1
    unit: list[float] = (summed / np.linalg.norm(summed)).tolist()
    return unit


def test_e5_without_prompts_gets_the_prefixes_of_its_family(engine: NamedEmbeddings) -> None:
    assert engine.embed_query("uren") == pytest.approx(direction("query", ":", "uren"))
    assert engine.embed_documents(["uren", "tijd cliënt"]) == [
        pytest.approx(direction("passage", ":", "uren")),
        pytest.approx(direction("passage", ":", "tijd", "cliënt")),
    ]


def test_another_model_without_prompts_gets_none(tmp_path: Path) -> None:
    other = loaded(word_model(tmp_path / "be50-woorden"))
    assert other.embed_query("uren") == pytest.approx(direction("uren"))
    assert other.embed_documents(["uren"]) == [pytest.approx(direction("uren"))]


@pytest.mark.parametrize("name", ["document", "passage", "corpus"])
def test_the_prompts_of_the_model_itself_win(tmp_path: Path, name: str) -> None:
    own = loaded(word_model(tmp_path / "e5-eigen", {"query": "taart ", name: "tijd "}))
    assert own.embed_query("uren") == pytest.approx(direction("taart", "uren"))
    assert own.embed_documents(["uren"]) == [pytest.approx(direction("tijd", "uren"))]


def test_no_texts_give_no_vectors(engine: NamedEmbeddings) -> None:
    assert engine.embed_documents([]) == []


def test_more_texts_than_a_batch_keep_their_order(engine: NamedEmbeddings) -> None:
    texts = [WORDS[5 + number % 4] for number in range(75)]
    assert engine.embed_documents(texts) == [pytest.approx(direction("passage", ":", text)) for text in texts]


@settings(deadline=None)  # other processes may hold the processor
@given(st.text())
def test_any_text_gets_a_vector_of_length_one(engine: NamedEmbeddings, text: str) -> None:
    for vector in (engine.embed_query(text), *engine.embed_documents([text])):
        assert np.linalg.norm(vector) == pytest.approx(1.0, abs=1e-5)


def test_half_a_surrogate_pair_and_a_nul_do_no_harm(engine: NamedEmbeddings) -> None:
    assert engine.embed_query("uren\0tijd") == pytest.approx(direction("query", ":", "uren", "tijd"))
    assert len(engine.embed_query("uren \ud800")) == len(WORDS)


def test_threads_get_the_same_vectors(folder: Path) -> None:
    fresh = loaded(folder)
    texts = [f"{first} {second}" for first in WORDS[5:] for second in WORDS[5:]]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(fresh.embed_query, texts))
    assert together == [pytest.approx(direction("query", ":", *text.split())) for text in texts]


def test_a_vector_that_the_caller_changes_stays_the_same_next_time(engine: NamedEmbeddings) -> None:
    first = engine.embed_query("taart")
    first[0] = 7.0
    assert engine.embed_query("taart") == pytest.approx(direction("query", ":", "taart"))


def test_the_name_tells_library_and_model_but_not_the_place(engine: NamedEmbeddings, folder: Path) -> None:
    assert engine.name.startswith("sentence-transformers-6.")
    assert ":e5-woorden@" in engine.name
    assert str(folder.parent) not in engine.name


def test_the_name_stays_when_the_model_is_moved(
    engine: NamedEmbeddings, folder: Path, tmp_path: Path
) -> None:
    moved = shutil.copytree(folder, tmp_path / folder.name)
    assert loaded(moved).name == engine.name


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: word_model(folder, scale=2.0),
        lambda folder: word_model(folder, {"query": "vraag "}),
    ],
    ids=["weights", "prompts"],
)
def test_the_name_changes_with_what_makes_the_vectors(
    engine: NamedEmbeddings, tmp_path: Path, change: Callable[[Path], Path]
) -> None:
    assert loaded(change(tmp_path / "e5-woorden")).name != engine.name


def test_a_transformer_takes_texts_of_any_length_and_loads_without_a_word(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = transformer(tmp_path)
    capfd.readouterr()
    engine = loaded(folder)
    vectors = engine.embed_documents(["uren tijd", "uren " * 10 * LONGEST, ""])
    assert capfd.readouterr() == ("", "")
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-5)
    assert np.array(engine.embed_query("uren")) != pytest.approx(
        np.array(engine.embed_documents(["uren"])[0])
    )


def cut(folder: Path) -> None:
    weights = folder / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:100])


def scramble(folder: Path) -> None:
    (folder / "modules.json").write_text("{", encoding="utf-8")


def empty(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


@pytest.mark.parametrize("damage", [cut, scramble, empty])
def test_a_damaged_model_is_told(folder: Path, tmp_path: Path, damage: Callable[[Path], None]) -> None:
    broken = shutil.copytree(folder, tmp_path / "kapot")
    damage(broken)
    with pytest.raises(EngineUnavailable, match="kan niet worden geladen") as caught:
        loaded(broken)
    assert caught.value.trouble is Trouble.MODEL_BROKEN
    assert "kapot" in str(caught.value)


def ask(code: Sequence[str], **environment: str) -> str:
    """What a Python of its own prints."""
    done = run(
        [sys.executable, "-c", "\n".join(code)],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


LOAD = (
    "from knowledge.engines import EngineUnavailable, make_engine",
    "try:",
    "    make_engine('sentence-transformers:niemand/bestaat-niet')",
    "except EngineUnavailable as error:",
    "    print(error.trouble, error)",
)


def test_a_model_that_is_nowhere_is_told(tmp_path: Path) -> None:
    told = ask(LOAD, HF_HUB_OFFLINE="1", HF_HOME=str(tmp_path))
    assert told.startswith("model_not_found ")
    assert "niemand/bestaat-niet" in told


def test_without_the_library_the_command_to_install_it_is_told() -> None:
    told = ask(("import sys", "sys.modules['sentence_transformers'] = None", *LOAD))
    assert told.startswith("not_installed ")
    assert "pip install 'drie-vragen[sentence-transformers]'" in told


def test_a_forked_child_is_told_instead_of_left_hanging(folder: Path) -> None:
    told = ask(
        (
            "import os, sys",
            "from knowledge.engines import make_engine",
            f"engine = make_engine('sentence-transformers:' + {str(folder)!r})",
            "child = os.fork()",
            "if child == 0:",
            "    try:",
            "        engine.embed_query('vraag in het kind')",
            "    except RuntimeError as error:",
            "        os._exit(0 if 'spawn' in str(error) else 1)",
            "    os._exit(2)",
            "print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))",
        )
    )
    assert told.strip() == "0"
