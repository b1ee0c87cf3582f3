"""Any model of the library sentence-transformers, an extra: it brings PyTorch."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.engines.base import Engine, OneProcess
from knowledge.engines.errors import EngineUnavailable, Trouble
from knowledge.engines.prefixes import Prefixes, prefixes_for

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_BATCH = 32
_PASSAGE_PROMPTS = ("document", "passage", "corpus")


class SentenceModel(Engine):
    """A model from a folder or from the Hugging Face hub, loaded when this is made.

    A model that this machine has is used as it is, without a look at the network. Not for a forked child:
    raises `RuntimeError` there.
    """

    def __init__(self, model: str) -> None:
        """Load `model`, the path of a folder or a name on the hub.

        Raises:
            EngineUnavailable: the library is not installed, or the model cannot be had or loaded.
        """
        self._alone = OneProcess()
        with self._alone:
            self._model = _load(model)
        self._prefixes = _prefixes(self._model.prompts, model)
        name = Path(model).resolve().name if Path(model).is_dir() else model
        mark = _mark(self._model, self._prefixes)
        super().__init__(f"sentence-transformers-{version('sentence-transformers')}:{name}@{mark}")

    def _passages(self, texts: list[str]) -> list[list[float]]:
        with self._alone:
            vectors: list[list[float]] = self._model.encode_document(
                texts,
                prompt=self._prefixes.passage,
                batch_size=_BATCH,
                normalize_embeddings=True,
                show_progress_bar=False,
            ).tolist()
        return vectors

    def _query(self, text: str) -> list[float]:
        with self._alone:
            vector: list[float] = self._model.encode_query(
                text, prompt=self._prefixes.query, normalize_embeddings=True, show_progress_bar=False
            ).tolist()
        return vector


def _load(model: str) -> "SentenceTransformer":
    try:
        # Here and not above: the import takes seconds.
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging
    except ImportError as error:
        raise EngineUnavailable(Trouble.NOT_INSTALLED) from error
    hide_progress: Callable[[], None] = logging.disable_progress_bar
    show_progress: Callable[[], None] = logging.enable_progress_bar
    is_folder = Path(model).is_dir()
    try:
        try:
            hide_progress()
            return SentenceTransformer(model, local_files_only=True)
        except OSError:
            if is_folder:
                raise
            show_progress()  # a download may take minutes
            return SentenceTransformer(model)
    except Exception as error:  # a model's files may be wrong in any way, and each part has its own errors
        if isinstance(error, OSError) and not is_folder:
            raise EngineUnavailable(Trouble.MODEL_NOT_FOUND, model=model) from error
        raise EngineUnavailable(Trouble.MODEL_BROKEN, model=model, problem=type(error).__name__) from error


def _prefixes(prompts: Mapping[str, str | None], model: str) -> Prefixes:
    """What the model's own configuration says, else what its family wants.

    The library adds an empty `document`, which would hide the `passage` of a model.
    """
    passage = next(filter(None, map(prompts.get, _PASSAGE_PROMPTS)), "")
    own = Prefixes(prompts.get("query") or "", passage)
    return own if any(own) else prefixes_for(model)


def _mark(model: "SentenceTransformer", prefixes: Prefixes) -> str:
    """Changes with the weights, the layers with their options, and the prefixes."""
    digest = hashlib.sha256(repr((str(model), prefixes)).encode())
    for part in _weights(model):
        digest.update(part)
    return digest.hexdigest()[:12]


def _weights(model: "SentenceTransformer") -> Iterator[memoryview]:
    import torch

    for tensor in model.state_dict().values():
        # As bytes: numpy does not know every type of number that a model may have.
        yield memoryview(tensor.detach().cpu().contiguous().reshape(-1).view(torch.uint8).numpy())
