"""YAML files read into models; a fault is named with its file and line."""

import re
from collections.abc import Hashable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

Model = TypeVar("Model", bound=BaseModel)


class ContentError(Exception):
    """Een bestand met teksten of regels klopt niet; de melding noemt bestand, regel en remedie."""


class _Loader(yaml.SafeLoader):
    """Truth values are true and false only: yes and no stay words, and so do dates. No double keys."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, object]:
        seen: set[object] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                continue
            if key.value in seen:
                raise yaml.MarkedYAMLError(
                    problem=f"{key.value!r} staat er dubbel in", problem_mark=key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep)


_STAY_WORDS = ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp")
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in _STAY_WORDS]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def read_model(path: Path, model: type[Model]) -> Model:
    """The file at `path` as a `model`.

    Raises:
        ContentError: the file is missing, is not YAML, or does not fit; names the line.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(f"{path}: kan dit bestand niet lezen ({error.__class__.__name__}).") from error
    try:
        tree = yaml.compose(text, Loader=_Loader)
        content = yaml.load(text, Loader=_Loader)  # noqa: S506 - a SafeLoader
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ContentError(f"{path}, regel {line}: dit is geen goede YAML ({error.problem}).") from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise ContentError(f"{path}, regel {line}: hier staat een teken dat niet mag.") from error
    try:
        return model.model_validate(content)
    except ValidationError as error:
        faults = "\n".join(
            f"{path}, regel {line_of(tree, fault['loc'])}: {'.'.join(map(str, fault['loc'])) or 'bestand'}: "
            f"{_in_dutch(fault)}"
            for fault in error.errors()
        )
        raise ContentError(faults) from error


def _in_dutch(fault: ErrorDetails) -> str:
    """What is wrong, in a sentence for whoever edits the file; pydantic's own words for rare faults."""
    match fault["type"]:
        case "missing":
            return "dit ontbreekt"
        case "extra_forbidden":
            return "dit veld ken ik niet; haal het weg of verbeter de naam"
        case "enum" | "literal_error":
            expected = str(fault.get("ctx", {}).get("expected", "")).replace(" or ", " of ")
            return f"{fault['input']!r} mag hier niet; wel: {expected}"
        case "string_too_short" | "too_short":
            return "hier staat te weinig"
        case "string_type":
            return "hier hoort tekst; zet er aanhalingstekens omheen"
        case "model_type" | "model_attributes_type" | "mapping_type" | "dict_type":
            return "hier horen regels van de vorm naam: waarde"
        case "tuple_type":
            return "hier hoort een lijst"
        case "string_pattern_mismatch":
            return f"{fault['input']!r} heeft niet de goede vorm"
        case _:
            return fault["msg"].removeprefix("Value error, ")


def find_line(path: Path, key: str, value: str | None = None) -> int:
    """The first line of a YAML file with `value` under `key`, or with `key` itself; 1 if there is none."""

    def lines(node: yaml.Node | None, under: bool) -> Iterator[int]:
        if isinstance(node, yaml.MappingNode):
            for name, child in node.value:
                if value is None and name.value == key:
                    yield name.start_mark.line + 1
                yield from lines(child, name.value == key)
        elif isinstance(node, yaml.SequenceNode):
            for child in node.value:
                yield from lines(child, under)
        elif isinstance(node, yaml.ScalarNode) and under and node.value == value:
            yield node.start_mark.line + 1

    return next(lines(yaml.compose(path.read_text(encoding="utf-8"), Loader=_Loader), False), 1)


def line_of(tree: yaml.Node | None, place: Sequence[int | str]) -> int:
    """The line (from 1) of the deepest node of `tree` on the path `place`."""
    line = 1
    node = tree
    for step in place:
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        elif isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == str(step)), None)
            if found is None:
                break
            line, node = found[0].start_mark.line + 1, found[1]
            continue
        else:
            break
        line = node.start_mark.line + 1
    return line
