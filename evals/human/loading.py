"""Reads an export: JSON lines, one a registration."""

from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.commands.usage import UsageError
from bot.faults import in_dutch
from evals.human.line import Line
from evals.human.words import words


def load_lines(path: Path) -> tuple[Line, ...]:
    """Every registration in the file; empty lines are passed over.

    Raises:
        UsageError: it cannot be read, or a line does not fit; the message names the line, and nothing of what
            is in it.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(words().unreadable.format(path=path.name, why=error.__class__.__name__)) from None
    lines = []
    for number, written in enumerate(text.split("\n"), start=1):
        if not written.strip():
            continue
        try:
            lines.append(Line.model_validate_json(written))
        except ValidationError as error:
            fault = error.errors(include_input=False)[0]
            raise UsageError(
                words().wrong_line.format(
                    path=path.name, number=number, field=_field(fault), fault=in_dutch(fault)
                )
            ) from None
    return tuple(lines)


def _field(fault: ErrorDetails) -> str:
    """The field with this fault; a name that is not ours could be anything, and is not repeated."""
    name = str(fault["loc"][0]) if fault["loc"] else ""
    return name if name in Line.model_fields else words().line
