from pathlib import Path

from evals.retrieval.systems.fused import fused


def test_the_knowledge_answers_and_says_whether_anything_fits(tmp_path: Path) -> None:
    search = fused(tmp_path)
    answer = search("Binnen hoeveel werkdagen moet een aanbieder het startbericht sturen?")
    assert len(answer.ids) == 10
    assert len(set(answer.ids)) == 10
    assert answer.relevant is True
    assert search("???").relevant is False
