"""The agreement as lines of text."""

from collections.abc import Iterator, Sequence

from bot.domain import Outcome
from evals.human.agreement import Agreement, agreements
from evals.human.line import Line
from evals.human.words import words

COLUMN = 17


def show(lines: Sequence[Line]) -> str:
    """A table of everybody's agreement with the advice, the confusion of each, and what it cannot say."""
    found = tuple(agreements(lines))
    return "\n".join(
        (
            words().title.format(registrations=len(lines)),
            "",
            words().head.format(**words().heads),
            *map(_row, found),
            *(line for one in found if one.registrations for line in _confusion(one)),
            "",
            words().limits,
        )
    )


def _row(one: Agreement) -> str:
    interval = one.kappa
    return words().head.format(
        who=words().who[one.who],
        registrations=one.registrations,
        undecided=one.undecided,
        agreed="" if one.agreed is None else f"{one.agreed:.0%}",
        kappa=words().nothing
        if interval is None
        else words().figure.format(value=interval.value, low=interval.low, high=interval.high),
    )


def _confusion(one: Agreement) -> Iterator[str]:
    yield ""
    yield words().confusion.format(who=words().who[one.who])
    yield "".join(f"{name:>{COLUMN}}" for name in ("", *(outcome.value for outcome in Outcome)))
    for advice in Outcome:
        counts = (one.confusion.get((advice, verdict), 0) for verdict in Outcome)
        yield f"{advice.value:>{COLUMN}}" + "".join(f"{count:>{COLUMN}}" for count in counts)
