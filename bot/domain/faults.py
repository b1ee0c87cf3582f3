"""A fault deep inside a model, reported at its own place instead of at the whole model."""

from pydantic import ValidationError
from pydantic_core import PydanticCustomError


def fault_at(place: tuple[int | str, ...], sentence: str) -> ValidationError:
    """An error to raise in a validator: `sentence` (Dutch) says what is wrong at `place`."""
    fault = PydanticCustomError("fault", "{sentence}", {"sentence": sentence})
    return ValidationError.from_exception_data("", [{"type": fault, "loc": place, "input": None}])
