"""The figures as text."""

from collections.abc import Mapping

from evals.readability.measures import Figures

COLUMNS = ("zinnen", "woorden", "per zin", "langste", "letters", "lang", "zeldzaam")


def table(measured: Mapping[str, Figures]) -> str:
    """A line for each of `measured`."""
    header = f"{'':16}" + "".join(f"{column:>10}" for column in COLUMNS)
    return "\n".join((header, *(_line(name, found) for name, found in measured.items())))


def _line(name: str, found: Figures) -> str:
    rare = "?" if found.rare is None else f"{found.rare:.1%}"
    return (
        f"{name:16}{found.sentences:10}{found.words:10}{found.sentence:10.1f}{found.longest:10}"
        f"{found.word:10.2f}{found.long:10.1%}{rare:>10}"
    )
