"""From the setting `DRIEVRAGEN_EMBEDDING` to an engine."""

from knowledge.engines.asking import asking_engine
from knowledge.engines.base import NamedEmbeddings
from knowledge.engines.endpoint import Endpoint
from knowledge.engines.errors import EngineUnavailable, Trouble
from knowledge.engines.sentence import SentenceModel


def make_engine(spec: str, *, key: str | None = None, url: str | None = None) -> NamedEmbeddings:
    """The engine for `spec`: `embedded`, `sentence-transformers:MODEL` or `openai:MODEL`.

    `key` and `url` are for `openai:` only; without `url` it is OpenAI's own, which needs a key. A
    sentence-transformers model is loaded at once, and downloaded when this machine does not have it.

    Raises:
        EngineUnavailable: there is no such engine or model, its library is not installed, or key or
            address cannot be right.
    """
    match [part.strip() for part in spec.split(":", 1)]:
        case ["embedded"]:
            return asking_engine()
        case ["sentence-transformers", model] if model:
            return SentenceModel(model)
        case ["openai", model] if model:
            return Endpoint(model, key=key, url=url)
        case _:
            raise EngineUnavailable(Trouble.UNKNOWN, spec=spec)
