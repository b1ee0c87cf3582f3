"""Searching that is remembered, and searching that gives something else than it found."""

from collections.abc import Collection, Sequence
from random import Random

from knowledge.passages import Kind, Passage
from knowledge.search import Found, Hit, Searcher

_Asked = tuple[str, frozenset[Kind] | None, str | None, int]


class Remembered:
    """The same searcher, that looks the same thing up once: variants of a case search alike."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        self._found: dict[_Asked, Found] = {}
        self.version = searcher.version

    def search(
        self, text: str, *, kinds: Collection[Kind] | None = None, near: str | None = None, limit: int = 5
    ) -> Found:
        """See `Searcher`."""
        asked = (text, None if kinds is None else frozenset(kinds), near, limit)
        if asked not in self._found:
            self._found[asked] = self._searcher.search(text, kinds=kinds, near=near, limit=limit)
        return self._found[asked]

    def get(self, id: str) -> Passage | None:  # noqa: A002 - the word of the interface
        """See `Searcher`."""
        return self._searcher.get(id)


class Shuffled:
    """Finds the same, in an order that hangs on `seed` and on what is searched."""

    def __init__(self, searcher: Searcher, seed: int) -> None:
        self._searcher = searcher
        self._seed = seed
        self.version = searcher.version

    def search(
        self, text: str, *, kinds: Collection[Kind] | None = None, near: str | None = None, limit: int = 5
    ) -> Found:
        """See `Searcher`."""
        found = self._searcher.search(text, kinds=kinds, near=near, limit=limit)
        hits = list(found.hits)
        Random(f"{self._seed}:{text}:{near}").shuffle(hits)  # noqa: S311 - to disturb, not to hide
        return found.model_copy(update={"hits": tuple(hits)})

    def get(self, id: str) -> Passage | None:  # noqa: A002 - the word of the interface
        """See `Searcher`."""
        return self._searcher.get(id)


class Crowded:
    """Finds documents of neighbours as well, as if these had just been loaded and fitted best."""

    def __init__(self, searcher: Searcher, documents: Sequence[Passage]) -> None:
        self._searcher = searcher
        self._documents = {one.id: one for one in documents}
        self.version = searcher.version

    def search(
        self, text: str, *, kinds: Collection[Kind] | None = None, near: str | None = None, limit: int = 5
    ) -> Found:
        """See `Searcher`."""
        found = self._searcher.search(text, kinds=kinds, near=near, limit=limit)
        if kinds is not None and Kind.EIS not in kinds:
            return found
        extra = tuple(
            Hit(passage=one, score=1.0, relevant=True, why=one.title) for one in self._documents.values()
        )
        return Found(hits=(*extra, *found.hits)[:limit], relevant=True)

    def get(self, id: str) -> Passage | None:  # noqa: A002 - the word of the interface
        """See `Searcher`."""
        return self._documents.get(id) or self._searcher.get(id)
