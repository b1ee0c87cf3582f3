"""Loads the cases from their files and checks them."""

from collections.abc import Hashable
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from bot.content.source import ContentError, find_line, read_model
from evals.cases.case import Case

FOLDER = Path(__file__).parent / "requests"


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    cases: tuple[Case, ...]


class _Loader(yaml.CBaseLoader):
    """Everything is text ("no" is a value here), and no key occurs twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, object]:
        found = super().construct_mapping(node, deep)
        if len(found) < len(node.value):
            raise yaml.MarkedYAMLError(problem="een naam staat er dubbel in", problem_mark=node.start_mark)
        return found


def load_cases(folder: Path = FOLDER) -> tuple[Case, ...]:
    """Every case in the files of `folder`, in the order of the file names.

    Raises:
        ContentError: a file does not fit or an id occurs twice; the message names file and line.
    """
    found: dict[str, Case] = {}
    for path in sorted(folder.glob("*.yaml")):
        for case in _read(path).cases:
            if case.id in found:
                line = find_line(path, "id", case.id)
                raise ContentError(f"{path}, regel {line}: {case.id!r} bestaat al.")
            found[case.id] = case
    return tuple(found.values())


def _read(path: Path) -> _File:
    try:
        return _File.model_validate(yaml.load(path.read_bytes(), _Loader))  # noqa: S506 - makes text only
    except (yaml.YAMLError, ValidationError):
        # much slower, and it knows the lines
        return read_model(path, _File)
