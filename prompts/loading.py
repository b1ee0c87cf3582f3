"""Loads the prompt files of this package and tells their version."""

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from bot.content.source import ContentError, read_model
from prompts.prompt import Prompt

FOLDER = Path(__file__).parent
VERSION_LENGTH = 12


def load_prompts(folder: Path = FOLDER) -> Mapping[str, Prompt]:
    """Every prompt in `folder`, by name.

    Raises:
        ContentError: a file does not fit, or is not called after its prompt; the message names the line.
    """
    prompts: dict[str, Prompt] = {}
    for path in sorted(folder.glob("*.yaml")):
        prompt = read_model(path, Prompt)
        if prompt.name != path.stem:
            raise ContentError(f"{path}: het bestand hoort {prompt.name}.yaml te heten.")
        prompts[prompt.name] = prompt
    return prompts


@cache
def shipped() -> Mapping[str, Prompt]:
    """The prompts of this package, read once."""
    return load_prompts()


def prompts_version(prompts: Mapping[str, Prompt] | None = None) -> str:
    """A short name for exactly these prompts (the shipped ones by default): another with every change."""
    texts = "\n".join(
        prompt.model_dump_json() for _, prompt in sorted((shipped() if prompts is None else prompts).items())
    )
    return hashlib.sha256(texts.encode()).hexdigest()[:VERSION_LENGTH]
