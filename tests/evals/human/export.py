"""A made-up export. NOT REAL: nobody voted so; it only shows the form of the lines."""

from bot.domain import Outcome
from evals.human.line import Line, Role, Vote, digest_of

KEEP, STANDARD, DROP = Outcome.BEHOUDEN, Outcome.STANDAARDISEREN, Outcome.SCHRAPPEN

FOR = tuple(Vote(doel=4, harmonisatie=3, ruimte=3) for _ in range(3))
AGAINST_PURPOSE = tuple(Vote(doel=score, harmonisatie=4, ruimte=4) for score in (1, 2, 4))
AGAINST_LOCAL = tuple(Vote(doel=4, harmonisatie=score, ruimte=1) for score in (1, 1, 4))
AGAINST_BURDEN = tuple(Vote(doel=4, harmonisatie=4, ruimte=score) for score in (1, 2, 2))
DIVIDED = tuple(Vote(doel=score, harmonisatie=4, ruimte=4) for score in (1, 2, 3, 4))


def sample_line(
    number: int,
    advice: Outcome,
    verdict: Outcome | None,
    votes: dict[Role, tuple[Vote, ...]] | None = None,
    recorded: Outcome | None = None,
) -> Line:
    """A made-up registration."""
    return Line(
        digest=digest_of(f"Verzonnen registratie {number} voor een test"),
        advice=advice,
        votes=votes or {},
        verdict=verdict,
        recorded=recorded,
        table="1",
        knowledge="proef",
    )


SAMPLE = (
    sample_line(1, KEEP, KEEP, {Role.GEMEENTE: FOR, Role.PROFESSIONAL: FOR}, recorded=KEEP),
    sample_line(2, DROP, DROP, {Role.GEMEENTE: FOR, Role.PROFESSIONAL: AGAINST_PURPOSE}, recorded=KEEP),
    sample_line(3, STANDARD, STANDARD, {Role.GEMEENTE: AGAINST_LOCAL, Role.PROFESSIONAL: AGAINST_BURDEN}),
    sample_line(4, DROP, None, {Role.GEMEENTE: DIVIDED}),
)
