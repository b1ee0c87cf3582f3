"""A note with everything in it."""

from datetime import UTC, datetime

from bot.domain.recorded import Recorded
from bot.reports.document import Document
from bot.reports.note import note
from tests.explanation.examples import CONTENT, DESCRIPTION, EXPLAINER, NUMBERS, OCCASION, given_by
from tests.explanation.test_explainer import BEHOUDEN

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)


def a_note(
    recorded: Recorded | None = None, description: str = DESCRIPTION, *, numbers: bool = True, **facts: str
) -> Document:
    """The note on an advice to keep, unless `facts` say otherwise."""
    given = given_by({**BEHOUDEN, **facts, **(NUMBERS if numbers else {})}, description)
    occasion = OCCASION._replace(recorded=recorded)
    return note(given, EXPLAINER.explain(given, occasion), occasion, CONTENT, AT)
