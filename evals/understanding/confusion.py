"""What is taken for what: for each question, the share of each label that was read as each label."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import yaml

from bot.domain.reading import Topic
from evals.understanding.measuring import Reply

_TEXTS = Path(__file__).parent / "texts.yaml"
_COLUMNS, _CELL, _SCALE = 4, 26, 2


def draw(said: Mapping[Topic, tuple[Reply, ...]], folder: Path) -> tuple[Path, ...]:
    """Write `confusion.svg` and `.png` into `folder`, made if needed; gives their paths.

    Raises:
        OSError: the folder cannot be written.
    """
    import altair as alt  # here, because only who asks for a drawing needs it

    words: dict[str, str] = yaml.safe_load(_TEXTS.read_text(encoding="utf-8"))
    charts = []
    for topic, answers in said.items():
        together = Counter((one.label, one.best) for one in answers)
        of = Counter(one.label for one in answers)
        rows = [
            {"label": label, "best": best, "share": count / of[label], "count": count}
            for (label, best), count in sorted(together.items())
        ]
        base = alt.Chart(alt.InlineData(values=rows), title=topic.value).encode(
            x=alt.X("best:N", title=words["best"]), y=alt.Y("label:N", title=words["label"])
        )
        cells = base.mark_rect().encode(
            color=alt.Color("share:Q", title=words["share"], scale=alt.Scale(domain=[0, 1], scheme="blues"))
        )
        dark = alt.condition("datum.share > 0.5", alt.value("white"), alt.value("black"))
        counts = base.mark_text(fontSize=9).encode(text="count:Q", color=dark)
        charts.append(alt.layer(cells, counts).properties(width=alt.Step(_CELL), height=alt.Step(_CELL)))
    folder.mkdir(parents=True, exist_ok=True)
    paths = tuple(folder / f"confusion{ending}" for ending in (".svg", ".png"))
    for path in paths:
        alt.concat(*charts, columns=_COLUMNS).save(path, scale_factor=_SCALE if path.suffix == ".png" else 1)
    return paths
