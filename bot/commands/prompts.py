"""The commands `drievragen prompts …`: what a language model would get, word for word."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.helping import DutchCommand, DutchGroup
from bot.commands.usage import UsageError

if TYPE_CHECKING:
    from bot.assistant import Assistant
    from prompts import Rendered

app = typer.Typer(cls=DutchGroup, no_args_is_help=True, help="Wat een taalmodel te lezen krijgt.")

AsJson = Annotated[bool, typer.Option("--json", help="Alleen JSON op standaarduitvoer.")]


@app.command("list", cls=DutchCommand)
def list_prompts(as_json: AsJson = False) -> None:
    """Laat zien welke prompts er zijn, met hun versie en doel."""
    from prompts import load_prompts, prompts_version

    prompts = load_prompts().values()
    if as_json:
        rows = [
            {"name": prompt.name, "version": prompt.version, "purpose": prompt.purpose} for prompt in prompts
        ]
        print(json.dumps({"version": prompts_version(), "prompts": rows}, ensure_ascii=False, indent=2))
    else:
        lines = (f"{prompt.name} (versie {prompt.version}): {prompt.purpose}" for prompt in prompts)
        print("\n".join((*lines, f"Samen: {prompts_version()}")))


@app.command(cls=DutchCommand)
def show(
    name: Annotated[str, typer.Argument(metavar="NAAM", help="Naam uit de lijst.")],
    text: Annotated[str | None, typer.Option("--text", help="Bericht om mee in te vullen.")] = None,
    as_json: AsJson = False,
) -> None:
    """Laat een prompt zien, ingevuld met echte gegevens."""
    from bot.building import build_assistant
    from bot.language_model.wording import wording
    from bot.settings import load_settings

    rendered = filled(name, text or wording().sample, lambda: build_assistant(load_settings()))
    if as_json:
        print(json.dumps(rendered._asdict(), ensure_ascii=False, indent=2))
    else:
        print(f"[system]\n{rendered.system}\n\n[user]\n{rendered.user}")


def filled(name: str, text: str, assistant: "Callable[[], Assistant]") -> "Rendered":
    """The prompt called `name` for a first message `text`; an explanation is of the advice on it.

    Raises:
        UsageError: there is no such prompt, or `text` has personal data in it.
    """
    from bot.assistant import PersonalDataError
    from bot.domain import FactSheet
    from bot.language_model import material_of, reading_prompt, vocabulary, writing_prompt
    from prompts import load_prompts

    prompts = load_prompts()
    if name not in prompts:
        raise UsageError(f"Er is geen prompt {name!r}. Kies uit {', '.join(prompts)}.")
    helper = assistant()
    if name == "read_facts":
        return reading_prompt(prompts[name], tuple(vocabulary(helper.content.questions)), text, None)
    try:
        given = helper.advise(text, FactSheet(), None)
    except PersonalDataError as error:
        raise UsageError(str(error)) from None
    return writing_prompt(prompts[name], material_of(given, helper.content))
