from pathlib import Path

from evals.retrieval.requirements import load_asks, measure
from knowledge.loading import load_corpus
from knowledge.samples import SAMPLES


def test_the_asks_name_samples_that_exist() -> None:
    asks = load_asks()
    assert {want for each in asks for want in each.want} == {sample.id for sample in load_corpus(SAMPLES)}
    assert len({each.ask for each in asks}) == len(asks)


def test_a_requirement_like_the_wish_is_found_and_none_is_made_up(tmp_path: Path) -> None:
    figures = measure(tmp_path)
    assert figures.told >= 0.9 * figures.some
    assert figures.first >= 0.9 * figures.some
    assert figures.turned_away >= 0.9 * figures.none
