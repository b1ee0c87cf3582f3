"""What is wrong with a command that somebody typed, in Dutch sentences that say what to do."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import NamedTuple

from typer import Abort, BadParameter, TyperException
from typer._click import Context
from typer._click.exceptions import (
    BadOptionUsage,
    MissingParameter,
    NoArgsIsHelpError,
    NoSuchOption,
    UsageError,
)
from typer.core import TyperArgument, TyperOption

from bot.commands.helping import kind_of, words
from bot.commands.usage import UnknownCommandError

PROGRAM = "drievragen"


class Told(NamedTuple):
    """What to say, and the exit code."""

    text: str
    code: int


def explained(error: Abort | TyperException | UnknownCommandError) -> Told:
    """What is wrong and where to read more; the help itself when only the name of a group was typed."""
    match error:
        case Abort():
            return Told(_say("no_answer"), 1)
        case NoArgsIsHelpError():
            return Told(error.message, error.exit_code)
        case UnknownCommandError():
            where = error.where
        case _:
            context: Context | None = getattr(error, "ctx", None)
            where = context.command_path if context else PROGRAM
    return Told(f"{_fault(error)}\n{_say('more', command=where)}", UsageError.exit_code)


def _fault(error: Exception) -> str:
    match error:
        case UnknownCommandError():
            near = get_close_matches(error.name, error.known)
            return _say("unknown_command", name=error.name) + _perhaps(near)
        case NoSuchOption():
            return _say("unknown_option", name=error.option_name) + _perhaps(error.possibilities or ())
        case BadOptionUsage():
            missing = " requires " in error.message
            return _say("value_missing" if missing else "value_refused", name=error.option_name)
        case MissingParameter(param=TyperArgument() | TyperOption() as parameter):
            return _say("missing", name=_name(parameter), about=parameter.help or "").rstrip()
        case BadParameter(param=TyperArgument() | TyperOption() as parameter, ctx=Context() as context):
            return _bad_value(parameter, context)
        case _:
            return _say("too_much")


def _bad_value(parameter: TyperArgument | TyperOption, context: Context) -> str:
    name, kind = _name(parameter), kind_of(parameter, context)
    if "|" in kind:
        return _say("no_choice", name=name, choices=kind.replace("|", ", "))
    if kind != words().kinds["int"]:
        return _say("no_value", name=name)
    if parameter.min is None:
        return _say("no_number", name=name)
    if parameter.max is None:
        return _say("no_number_from", name=name, least=parameter.min)
    return _say("no_number_between", name=name, least=parameter.min, most=parameter.max)


def _name(parameter: TyperArgument | TyperOption) -> str:
    return f"{parameter.metavar}" if isinstance(parameter, TyperArgument) else parameter.opts[0]


def _perhaps(names: Sequence[str]) -> str:
    return f" {_say('perhaps', names=', '.join(names))}" if names else ""


def _say(sentence: str, **variables: object) -> str:
    return words().faults[sentence].format(**variables)
