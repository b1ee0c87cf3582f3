"""The help of the command line in Dutch: what Typer writes in English is written here instead."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from bot.commands.usage import UnknownCommandError
from bot.content.source import read_model

if TYPE_CHECKING:  # for types alone: Typer may keep these elsewhere in another version
    from typer._click import Command, Context, HelpFormatter
    from typer._click.core import Parameter

_KIND = re.compile(r"<(?:list\[)?([^\[\]>]+)\]?>")


class Words(BaseModel):
    """The words of the command line itself; `kinds` are of values, by Typer's names."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    usage: str
    optional: str
    one_command: str
    arguments: str
    options: str
    commands: str
    help: str
    usually: str
    kinds: Mapping[str, str]
    faults: Mapping[str, str]


@cache
def words() -> Words:
    """The words, read when somebody asks for help or makes a mistake."""
    return read_model(Path(__file__).with_name("help.yaml"), Words)


class DutchCommand(TyperCommand):
    """A command whose help is in Dutch."""

    def format_usage(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        """Write how the command is called."""
        _write_usage(self, ctx, formatter)

    def format_options(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        """Write what can be filled in."""
        _write_parameters(self, ctx, formatter)


class DutchGroup(TyperGroup):
    """Commands under one name, whose help is in Dutch."""

    def format_usage(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        """Write how the commands are called."""
        _write_usage(self, ctx, formatter)

    def format_options(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        """Write what can be filled in, and which commands there are."""
        _write_parameters(self, ctx, formatter)
        with formatter.section(words().commands):
            formatter.write_dl([(name, command.help or "") for name, command in self.commands.items()])

    def resolve_command(
        self, ctx: "Context", args: list[str]
    ) -> "tuple[str | None, Command | None, list[str]]":
        """Find the command that `args` begin with.

        Raises:
            UnknownCommandError: there is none of that name.
        """
        if args[0] not in self.commands:
            raise UnknownCommandError(ctx.command_path, args[0], tuple(self.commands))
        return super().resolve_command(ctx, args)


def kind_of(parameter: TyperArgument | TyperOption, ctx: "Context") -> str:
    """What a value looks like: a word for its kind, or what can be chosen with | in between."""
    kind = _KIND.search(parameter.display_type(ctx))
    return words().kinds.get(kind[1], kind[1]) if kind else ""


def _write_usage(command: "Command", ctx: "Context", formatter: "HelpFormatter") -> None:
    pieces = [
        words().optional,
        *(_in_usage(one) for one in command.params if isinstance(one, TyperArgument)),
        *([words().one_command] if isinstance(command, TyperGroup) else []),
    ]
    formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=words().usage)


def _in_usage(argument: TyperArgument) -> str:
    name = f"{argument.metavar}..." if argument.nargs < 0 else f"{argument.metavar}"
    return name if argument.required else f"[{name}]"


def _write_parameters(command: "Command", ctx: "Context", formatter: "HelpFormatter") -> None:
    parameters = command.get_params(ctx)
    arguments = [(f"{one.metavar}", one.help or "") for one in parameters if isinstance(one, TyperArgument)]
    if arguments:
        with formatter.section(words().arguments):
            formatter.write_dl(arguments)
    with formatter.section(words().options):
        formatter.write_dl(list(_options(parameters, ctx)))


def _options(parameters: "list[Parameter]", ctx: "Context") -> Iterator[tuple[str, str]]:
    for one in parameters:
        if isinstance(one, TyperOption):
            name = ", ".join(one.opts) if one.is_flag else f"{', '.join(one.opts)} {kind_of(one, ctx)}"
            about = words().help if one.name == "help" else one.help or ""
            if one.default not in (None, False):
                about = f"{about} {words().usually.format(value=one.default)}"
            yield name, about
