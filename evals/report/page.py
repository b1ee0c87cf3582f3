"""The report as a value: every figure in words, so that the web page and the PDF only lay it out."""

from pydantic import BaseModel, ConfigDict


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True)


class Tile(_Value):
    """One headline figure; `met` is None where there is no target."""

    label: str
    value: str
    means: str
    interval: str
    target: str | None
    met: bool | None
    verdict: str


class Table(_Value):
    """Rows of words under a head; the first cell of a row is its heading. `rows` of `weak` stand out."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    weak: tuple[int, ...] = ()


class Chart(_Value):
    """A plot with its text alternative; `svg` is a whole picture."""

    title: str
    caption: str
    alt: str
    svg: str


class Cell(_Value):
    """How many conversations, and which share of their row."""

    count: int
    share: float


class Confusion(_Value):
    """Gold in the rows, advice in the columns, in the same order."""

    caption: str
    outcomes: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Line(_Value):
    """What was asked and what the user did; `differs` from the other conversation."""

    asked: str
    answer: str
    typed: bool
    differs: bool


class Told(_Value):
    """One conversation in words."""

    heading: str
    good: bool
    how: str
    lines: tuple[Line, ...]
    read: tuple[str, ...]
    advice: str
    motivation: str


class WorstCase(_Value):
    """A case that went wrong, with conversations to put side by side."""

    name: str
    summary: str
    told: tuple[Told, ...]


class Term(_Value):
    """A measure and what it means."""

    name: str
    means: str


class Page(_Value):
    """The whole report."""

    lead: str
    verdict: str
    passed: bool
    tiles: tuple[Tile, ...]
    checks: Table
    charts: tuple[Chart, ...]
    confusions: tuple[Confusion, ...]
    cases_summary: str
    cases: tuple[WorstCase, ...]
    figures: tuple[Table, ...]
    prevalence: tuple[str, ...]
    terms: tuple[Term, ...]
    interval: str
    versions: Table
