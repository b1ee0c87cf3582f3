"""The figures as a table to read."""

from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path

import yaml

from bot.domain.reading import Topic
from evals.understanding.measuring import Figures, Numbers, Reply, figures

_TEXTS = Path(__file__).parent / "texts.yaml"


def table(said: Mapping[Topic, tuple[Reply, ...]], numbers: Numbers, half: str) -> Iterator[str]:
    """The figures in lines of text: each question, all together, and the messages with numbers."""
    words: dict[str, str] = yaml.safe_load(_TEXTS.read_text(encoding="utf-8"))
    every = {topic: figures(answers) for topic, answers in said.items()}
    yield words["title"].format(half=half, said=sum(one.said for one in every.values()))
    yield ""
    heads = f"{words['said']:>8}{words['f1']:>12}{words['answered']:>14}{words['wrong']:>12}"
    yield f"{words['topic']:<16}{heads}"
    for topic, one in every.items():
        yield _row(topic.value, one)
    together = figures(tuple(chain.from_iterable(said.values())))
    mean = sum(one.macro_f1 for one in every.values()) / len(every)
    yield _row(words["all"], together._replace(macro_f1=mean))
    yield ""
    yield words["numbers"].format(said=numbers.said, exact=f"{numbers.exact:.3f}")


def _row(name: str, one: Figures) -> str:
    return f"{name:<16}{one.said:>8}{one.macro_f1:>12.3f}{one.answered:>14.3f}{one.wrong:>12.3f}"
