"""The figures as a plot: nDCG@10 of each system, by style, with intervals."""

from pathlib import Path

from evals.retrieval.measuring import NDCG
from evals.retrieval.report import Report
from evals.retrieval.texts import texts

_ROW = 12  # height of one system
_SCALE = 2  # dots of the PNG for each unit of the SVG


def plot(report: Report, folder: Path) -> tuple[Path, ...]:
    """Write `retrieval-<split>.svg` and `.png` into `folder`, made if needed; gives their paths.

    Raises:
        OSError: the folder cannot be written.
    """
    import altair as alt  # here, because only who asks for a plot needs it

    words = texts()
    rows = [
        {
            "style": words.style[style],
            "system": words.system[name],
            **scores[NDCG].model_dump(),
        }
        for name, figures in report.systems.items()
        for style, scores in figures.scores.items()
    ]
    styles = list(dict.fromkeys(row["style"] for row in rows))
    systems = list(dict.fromkeys(row["system"] for row in rows))
    colour = alt.Color("system:N", sort=systems, title=words.plot.colour)
    # By shape and order as well, for who does not see the colours.
    shape = alt.Shape("system:N", sort=systems, legend=None)
    base = alt.Chart(width=420, height=alt.Step(_ROW)).encode(
        y=alt.Y("style:N", sort=styles, title=words.plot.y),
        yOffset=alt.YOffset("system:N", sort=systems),
        color=colour,
    )
    bounds = base.mark_rule(strokeWidth=1.5).encode(
        x=alt.X(
            "low:Q",
            title=words.plot.x,
            scale=alt.Scale(domain=[0, 1]),
            axis=alt.Axis(labelExpr="replace(datum.label, '.', ',')"),  # as Dutch writes a decimal
        ),
        x2="high:Q",
    )
    points = base.mark_point(filled=True, size=50, opacity=1).encode(x="value:Q", shape=shape)
    chart = alt.layer(
        bounds,
        points,
        data=alt.InlineData(values=rows),
        title=words.plot.title.format(split=report.split),
    )
    folder.mkdir(parents=True, exist_ok=True)
    paths = tuple(folder / f"retrieval-{report.split}{ending}" for ending in (".svg", ".png"))
    for path in paths:
        chart.save(path, scale_factor=_SCALE if path.suffix == ".png" else 1)
    return paths
