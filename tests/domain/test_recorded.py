"""A decision as it is written down."""

from datetime import UTC, date, datetime

import pytest
from pydantic import ValidationError

from bot.domain import Outcome
from bot.domain.recorded import Recorded

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_it_knows_whether_it_deviates() -> None:
    recorded = Recorded(outcome=Outcome.BEHOUDEN, by=" wethouder ", reason="De raad wil het.", at=NOON)
    assert recorded.by == "wethouder"
    assert recorded.deviates_from(Outcome.SCHRAPPEN)
    assert not recorded.deviates_from(Outcome.BEHOUDEN)
    assert Recorded.model_validate_json(recorded.model_dump_json()) == recorded


@pytest.mark.parametrize(
    "wrong",
    [
        {"by": "  "},
        {"reason": ""},
        {"until": date(2026, 3, 2)},
        {"at": NOON.replace(tzinfo=None)},
        {"outcome": "later"},
    ],
)
def test_what_makes_no_sense_is_refused(wrong: dict[str, object]) -> None:
    fits = {"outcome": "behouden", "by": "inkoop", "until": date(2027, 3, 2), "at": NOON}
    assert Recorded.model_validate(fits)
    with pytest.raises(ValidationError):
        Recorded.model_validate({**fits, **wrong})
