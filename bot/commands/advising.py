"""`drievragen advise`: fact sheets in, advices out, without a conversation."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import from_json

from bot.assistant import Assistant, PersonalDataError
from bot.dialogue import AdviceGiven
from bot.domain import UNKNOWN, Context, Fact, FactSheet, FactValue, Slot, check_value, fact_name
from bot.faults import in_dutch

BYTE_ORDER_MARK = "\ufeff"
"""What some editors put before a text."""


class AdviseError(Exception):
    """De gegevens voor het advies kloppen niet; de melding zegt welke."""


class Request(BaseModel):
    """One fact sheet; only the description is required."""

    model_config = ConfigDict(extra="forbid", strict=True, str_strip_whitespace=True)

    description: str = Field(min_length=1)
    municipality: str | None = Field(default=None, pattern=r"^GM\d{4}$")
    facts: dict[str, FactValue] = {}


def read_requests(text: str) -> tuple[tuple[Request, ...], bool]:
    """The requests in a JSON text, and whether it was a list.

    Raises:
        AdviseError: it is not JSON, or a field does not fit.
    """
    try:
        given = from_json(text.removeprefix(BYTE_ORDER_MARK), allow_inf_nan=False)
    except ValueError:
        raise AdviseError(
            'De invoer is geen JSON. Verwacht: {"description": "...", "facts": {...}}, of een lijst daarvan.'
        ) from None
    is_list = isinstance(given, list)
    requests = given if is_list else [given]
    return tuple(_request(one, number) for number, one in enumerate(requests, start=1)), is_list


def _request(given: object, number: int) -> Request:
    try:
        return Request.model_validate(given)
    except ValidationError as error:
        fault = error.errors()[0]
        place, kind = fault["loc"][:2], fault["loc"][2:]
        problem = "hier hoort een woord of een getal te staan" if kind else in_dutch(fault)
        if fault["type"] == "string_pattern_mismatch":
            problem = "geef de CBS-code, zoals GM0034"
        where = ".".join(map(str, place)) or "invoer"
        raise AdviseError(f"nummer {number}: {where}: {problem}") from None


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
