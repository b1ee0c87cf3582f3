"""A Markdown file with a YAML head between `---` lines, read so that every field keeps its line."""

from pathlib import Path
from typing import NamedTuple

import yaml

from knowledge.errors import CorpusError
from knowledge.texts import text

FENCE = "---"

# The C parser is ten times faster; a build of PyYAML without it gives the same nodes.
_Loader: type[yaml.BaseLoader] | type[yaml.CBaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

Value = str | None | list["Value"] | dict[str, "Value"]
At = tuple[str | int, ...]


class FrontMatter(NamedTuple):
    """The fields of the head, the line of each (counted from 1), and the text below it."""

    fields: dict[str, Value]
    lines: dict[At, int]
    body: str
    body_line: int

    def line(self, at: At) -> int:
        """The line of the field at `at`, or of the nearest one around it; 1 when there is none."""
        while at and at not in self.lines:
            at = at[:-1]
        return self.lines.get(at, 1)


def read_front_matter(path: Path) -> FrontMatter:
    """The parts of `path`. Scalars stay as written, so `yes` and `2025` are text.

    Raises:
        CorpusError: the file cannot be read, or its head is not YAML with fields.
    """
    try:
        # utf-8-sig: some editors put an invisible mark first, which would hide the opening fence.
        rows = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError.at(path, 1, text("corpus_unreadable"), text("remedy_unreadable")) from error
    fences = [number for number, row in enumerate(rows) if row.rstrip() == FENCE][:2]
    if len(fences) < 2 or fences[0] != 0:
        raise CorpusError.at(path, 1, text("corpus_no_front_matter"), text("remedy_front_matter"))
    end = fences[1]
    lines: dict[At, int] = {}
    fields = _mapping(path, _compose(path, "\n".join(rows[1:end])), (), lines)
    return FrontMatter(fields, lines, "\n".join(rows[end + 1 :]).strip(), end + 2)


def _compose(path: Path, head: str) -> yaml.MappingNode:
    try:
        node = yaml.compose(head, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = 1 if error.problem_mark is None else error.problem_mark.line + 2
        fault = text("corpus_broken_yaml", problem=error.problem)
        raise CorpusError.at(path, line, fault, text("remedy_yaml")) from error
    except yaml.YAMLError as error:  # a character that YAML does not allow
        fault = text("corpus_broken_yaml", problem=str(error).splitlines()[0])
        raise CorpusError.at(path, 1, fault, text("remedy_yaml")) from error
    if not isinstance(node, yaml.MappingNode):
        raise CorpusError.at(path, 2, text("corpus_not_fields"), text("remedy_fields"))
    return node


def _mapping(path: Path, node: yaml.MappingNode, at: At, lines: dict[At, int]) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        line = key_node.start_mark.line + 2
        if key in values:
            fault = text("corpus_double_field", field=key)
            raise CorpusError.at(path, line, fault, text("remedy_double_field"))
        lines[(*at, key)] = line
        values[key] = _value(path, value_node, (*at, key), lines)
    return values


def _value(path: Path, node: yaml.Node, at: At, lines: dict[At, int]) -> Value:
    if isinstance(node, yaml.MappingNode):
        return _mapping(path, node, at, lines)
    if isinstance(node, yaml.SequenceNode):
        items: list[Value] = []
        for number, item in enumerate(node.value):
            lines[(*at, number)] = item.start_mark.line + 2
            items.append(_value(path, item, (*at, number), lines))
        return items
    plain = isinstance(node, yaml.ScalarNode) and not node.style
    return None if plain and node.value in {"", "~", "null"} else str(node.value)
