"""What the library says about itself in one row, read at each search and replaced with each change."""

import hashlib
from collections.abc import Collection, Mapping
from typing import Annotated
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, ValidationError, ValidatorFunctionWrapHandler, WrapValidator

from knowledge.database import Connection, numbers_of
from knowledge.passages import Kind
from knowledge.relevance import Calibration


def _readable(given: object, read: ValidatorFunctionWrapHandler) -> Calibration | None:
    """The calibration, or None when another version of the program wrote it: then it is made anew."""
    try:
        calibration: Calibration | None = read(given)
    except ValidationError:
        return None
    return calibration


OwnCalibration = Annotated[Calibration | None, WrapValidator(_readable)]


class Earlier(BaseModel):
    """The engine before this one: its vectors stay, so that a process that only has that one goes on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    engine: str
    calibration: OwnCalibration = None


class State(BaseModel):
    """`changes` counts the changes.

    `library` names this library among others on the same Chroma server; `build` counts the times that
    the vectors were put into Chroma anew. `corpus` is the hash of the corpus that was taken in,
    `version` of everything that is searched. `terms` is the length of all bags together. `stored` are
    the kinds whose vectors are in Chroma, `calibration` is there when it is not the shipped one.
    `earlier` is there from a change of engine until the next change of documents.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    library: str
    engine: str
    build: int = 1
    changes: int = 0
    corpus: str = ""
    version: str = ""
    passages: Mapping[Kind, int] = {}
    vectors: Mapping[Kind, int] = {}
    terms: int = 0
    stored: frozenset[Kind] = frozenset()
    calibration: OwnCalibration = None
    earlier: Earlier | None = None

    def seen_with(self, engines: Collection[str]) -> "State":
        """The state for who has these engines: with only the earlier one, its vectors, one by one.

        They are no longer in Chroma, only in the library.
        """
        if self.engine in engines or self.earlier is None or self.earlier.engine not in engines:
            return self
        return self.model_copy(update={**dict(self.earlier), "stored": frozenset()})

    @property
    def size(self) -> int:
        """How many passages there are."""
        return sum(self.passages.values())

    @property
    def average(self) -> float:
        """The usual length of a bag."""
        return self.terms / self.size if self.size else 1.0

    @property
    def prefix(self) -> str:
        """How the names of this library's collections begin."""
        return f"{self.library}-"

    def collection(self, kind: Kind) -> str:
        """The Chroma collection of `kind`; vectors of different engines or builds never mix."""
        engine = hashlib.sha256(self.engine.encode()).hexdigest()[:8]
        return f"{self.prefix}{kind.value}-{engine}-{self.build}"


def new_state(engine: str) -> State:
    """The state of an empty library."""
    return State(library=uuid4().hex[:8], engine=engine)


def read_state(connection: Connection) -> State | None:
    """The state as it is stored, or None in a library that was just made."""
    row = connection.execute("SELECT value FROM setting WHERE name = 'state'").fetchone()
    return None if row is None else State.model_validate_json(row[0])


def write_state(connection: Connection, state: State) -> State:
    """Store `state` as the next change; gives what was stored."""
    stored = state.model_copy(update={"changes": state.changes + 1})
    connection.execute("REPLACE INTO setting VALUES ('state', ?)", (stored.model_dump_json(),))
    return stored


def recounted(connection: Connection, state: State) -> State:
    """`state` with its version and the numbers of passages and different vectors as they are now."""
    counts = {
        kind: connection.execute(
            "SELECT total(place = 0), count(DISTINCT key) FROM embedded WHERE passage BETWEEN ? AND ?",
            numbers_of(kind),
        ).fetchone()
        for kind in Kind
    }
    digest = hashlib.sha256()
    for row in connection.execute(
        "SELECT origin, municipality, name, fingerprint FROM document ORDER BY 1, 2, 3"
    ):
        digest.update("\0".join(row).encode())
    return state.model_copy(
        update={
            "passages": {kind: int(passages) for kind, (passages, _) in counts.items()},
            "vectors": {kind: vectors for kind, (_, vectors) in counts.items()},
            "version": digest.hexdigest()[:12],
        }
    )
