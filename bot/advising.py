"""`drievragen advise`: fact sheets in, advices out, without a conversation."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from bot.assistant import Assistant, PersonalDataError
from bot.dialogue import AdviceGiven
from bot.domain import UNKNOWN, Context, Fact, FactSheet, FactValue, Slot, check_value, fact_name


class AdviseError(Exception):
    """De gegevens voor het advies kloppen niet; de melding zegt welke."""


class Request(BaseModel):
    """One fact sheet; only the description is required."""

    model_config = ConfigDict(extra="forbid")

    description: str = Field(min_length=1)
    municipality: str | None = Field(default=None, pattern=r"^GM\d{4}$")
    facts: dict[str, FactValue] = {}


_Requests = TypeAdapter(Request | list[Request])


def read_requests(text: str) -> tuple[tuple[Request, ...], bool]:
    """The requests in a JSON text, and whether it was a list.

    Raises:
        AdviseError: it is not JSON, or a field does not fit.
    """
    try:
        read = _Requests.validate_json(text)
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(str(part) for part in fault["loc"] if not str(part).startswith(("Request", "list[")))
        raise AdviseError(f"{where or 'invoer'}: {fault['msg']}") from None
    return (tuple(read), True) if isinstance(read, list) else ((read,), False)


def advices(assistant: Assistant, requests: Sequence[Request]) -> list[AdviceGiven]:
    """The advice on each request, in order.

    Raises:
        AdviseError: a fact or a value is not in the vocabulary.
    """
    return [_one(assistant, request, number) for number, request in enumerate(requests, start=1)]


def _one(assistant: Assistant, request: Request, number: int) -> AdviceGiven:
    sheet = FactSheet()
    for name, value in request.facts.items():
        try:
            kind = fact_name(name)
            fact = Fact(value=check_value(kind, value), origin="button")
        except ValueError as error:
            raise AdviseError(f"nummer {number}: {error}") from None
        if value == UNKNOWN and isinstance(kind, Slot | Context) and kind is not Slot.VARIANT:
            continue
        sheet = sheet.with_fact(kind, fact)
    try:
        return assistant.advise(request.description, sheet, request.municipality)
    except PersonalDataError as error:
        raise AdviseError(f"nummer {number}: {error}") from None
