from collections.abc import Iterator, Mapping

import numpy as np
import pytest

from knowledge.closer import MOST, CloserLook
from knowledge.library import Library
from knowledge.loading import load_corpus
from knowledge.passages import Kind
from knowledge.relevance import Evidence, Features
from tests.auxil.corpus import write_passage
from tests.auxil.library import WordEngine

QUERY = "tijd opschrijven per kwartier"
TEXTS = {
    "tijd": "tijd opschrijven per kwartier door begeleiders",
    "minuten": "begeleiders noteren minuten door begeleiders",
    "fiets": "een fiets en een bel op straat",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("nader")
    for name, text in TEXTS.items():
        write_passage(folder / "corpus", Kind.GIDS, name, "Titel", f"{text}. {'leeg ' * 20}")
    for number in range(MOST):
        write_passage(folder / "corpus", Kind.FEIT, f"vulling-{number}", "Titel", f"{number} {'vol ' * 22}")
    library = Library.open(folder / "data", WordEngine())
    library.take_in(load_corpus(folder / "corpus"), "een")
    yield library
    library.close()


def looked(library: Library, found: Mapping[str, Evidence]) -> dict[str, Features]:
    """The features of the passages in `found`, by id."""
    vector = np.asarray(library.engine.embed_query(QUERY), dtype=np.float32)
    with library.database.reading() as connection:
        ids = dict(connection.execute("SELECT id, number FROM passage").fetchall())
        features = CloserLook().features(
            connection,
            library.upkeep.state_in(connection),
            QUERY,
            vector,
            {ids[each]: evidence for each, evidence in found.items()},
        )
    names = {number: each for each, number in ids.items()}
    return {names[number]: each for number, each in features.items()}


def seen(excess: float = 0.0, share: float = 0.0, code: float = 0.0) -> Evidence:
    return Evidence(cosine=0.8, excess=excess, share=share, coverage=share, code=code)


def test_what_fits_in_meaning_and_letters_measures_most(library: Library) -> None:
    features = looked(library, dict.fromkeys(TEXTS, seen()))
    for measure in ("meaning", "letters", "part", "company"):
        assert max(features, key=lambda each: getattr(features[each], measure)) == "tijd", measure


def test_what_resembles_the_best_keeps_better_company_than_what_does_not(library: Library) -> None:
    features = looked(library, {"tijd": seen(code=1.0), "minuten": seen(), "fiets": seen()})
    assert features["minuten"].company > features["fiets"].company


def test_only_the_most_promising_are_looked_at(library: Library) -> None:
    found = {f"vulling-{number}": seen(excess=1.0) for number in range(MOST)}
    features = looked(
        library, {**found, "tijd": seen(excess=2.0), "minuten": seen(share=0.5), "fiets": seen()}
    )
    assert len(features) == MOST
    assert {"tijd", "minuten"} <= features.keys()
    assert "fiets" not in features


def test_nothing_found_measures_nothing(library: Library) -> None:
    assert looked(library, {}) == {}
