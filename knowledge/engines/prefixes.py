"""What a model wants in front of a query and in front of a passage."""

import re
from pathlib import Path
from typing import NamedTuple

import yaml


class Prefixes(NamedTuple):
    """Put before each query, and before each passage."""

    query: str = ""
    passage: str = ""


def prefixes_for(model: str) -> Prefixes:
    """The prefixes of the family that `model` belongs to by its name; empty for other models."""
    rows = yaml.safe_load((Path(__file__).parent / "prefixes.yaml").read_text("utf-8"))
    return next(
        (
            Prefixes(row["query"], row["passage"])
            for row in rows
            if re.search(row["model"], model, re.IGNORECASE)
        ),
        Prefixes(),
    )
