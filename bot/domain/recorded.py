"""What people decided after an advice; the assistant only writes it down."""

from datetime import date
from typing import Annotated, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints, model_validator

from bot.domain.table import Outcome

Filled = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]


class Recorded(BaseModel):
    """A decision: its outcome, who took it (a role, not a person), why, and until when it holds.

    `at` is when it was recorded. Without `until` no end date was agreed.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    outcome: Outcome
    by: Filled
    reason: Filled | None = None
    until: date | None = None
    at: AwareDatetime

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.until is not None and self.until <= self.at.date():
            raise ValueError("de einddatum ligt niet na de dag van het besluit")
        return self

    def deviates_from(self, advised: Outcome) -> bool:
        """Whether people decided something else than was advised."""
        return self.outcome is not advised
