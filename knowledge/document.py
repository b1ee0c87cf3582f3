"""A document that a municipality adds to the library, cut into chunks."""

from pydantic import BaseModel, ConfigDict, Field

from knowledge.passages import Kind


class Chunk(BaseModel):
    """One piece of a document, searched and shown on its own.

    `heading` is the heading above it, `article` its number ("2.15"), `page` and `row` (of a
    spreadsheet) count from 1; each is None when the document has none.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str = Field(min_length=1)
    heading: str | None = None
    article: str | None = None
    page: int | None = Field(default=None, ge=1)
    row: int | None = Field(default=None, ge=1)


class Document(BaseModel):
    """A document with its chunks in reading order.

    `name` identifies it: another document of the same name replaces it. `sha256` is the hash of the
    file, 64 hexadecimal digits. `municipality` is a CBS code, required for kind `eis` and absent
    otherwise. `date` is yyyy[-mm[-dd]] or "onbekend".
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1, max_length=200)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    kind: Kind
    municipality: str | None = Field(default=None, pattern=r"^GM\d{4}$")
    title: str = Field(min_length=3, max_length=120)
    publisher: str = Field(min_length=2)
    date: str = Field(default="onbekend", pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?|onbekend)$")
    chunks: tuple[Chunk, ...] = Field(min_length=1)
