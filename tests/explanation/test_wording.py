"""The data files of the explanation: complete, and a fault is named with its line."""

import shutil
from pathlib import Path

import pytest

from bot.content import ContentError
from bot.explanation import load_wording
from bot.explanation.wording import FOLDER
from knowledge.loading import CORPUS, load_corpus
from tests.explanation.examples import PASSAGES, WORDING


def test_every_passage_they_cite_exists() -> None:
    assert sorted(WORDING.passages() - PASSAGES.keys()) == []


def test_a_passage_is_cited_under_the_laws_it_is_about() -> None:
    laws = {passage.id: passage.laws for passage in load_corpus(CORPUS)}
    paragraphs = [part for template in WORDING.templates.root.values() for part in template.paragraphs]
    for words in (*(reason.weighs for reason in WORDING.reasons.root.values()), *paragraphs):
        assert all(laws[passage] == ("alle",) for passage in words.sources), words
        for law, passages in words.sources_by_law.items():
            assert all(law in laws[passage] for passage in passages), words


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        ("reasons.yaml", "purpose:", "purpoze:", "regel 4"),
        ("reasons.yaml", "    cover: ", "    covers: ", "hier horen precies"),
        ("reasons.yaml", "    sources: [gids-vraag-doel]", "    sources: []", "te weinig"),
        ("ready_texts.yaml", "bij voor {municipality}", "bij voor {gemeente}", "gemeente ken ik niet"),
        ("ready_texts.yaml", "needs: [hours]", "needs: []", "zet hier ook: hours"),
        ("ready_texts.yaml", "schrappen:", "weggooien:", "regel"),
        ("ready_texts.yaml", "purpose: quality", "purpose: kwaliteit", "kwaliteit"),
    ],
)
def test_a_fault_names_the_file_and_the_line(
    tmp_path: Path, file: str, old: str, new: str, problem: str
) -> None:
    for path in FOLDER.glob("*.yaml"):
        shutil.copy(path, tmp_path)
    text = (FOLDER / file).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError, match=rf"{file}, regel \d+") as raised:
        load_wording(tmp_path)
    assert problem in str(raised.value)
