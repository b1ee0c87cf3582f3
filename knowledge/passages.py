"""A passage: one topic in own words, with its source and how certain it is."""

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.domain.slots import Slot


class Kind(StrEnum):
    """What a passage is; each kind is a collection of its own in the index."""

    GIDS = "gids"  # the guide and the articles around it
    STANDAARD = "standaard"
    PLICHT = "plicht"  # a statutory duty or limit, with its article
    AFSPRAAK = "afspraak"
    FEIT = "feit"  # a measured fact
    METHODE = "methode"
    REGISTRATIE = "registratie"  # a registration municipalities ask, and what exists for it already
    CODE = "code"  # a row of a code table; made from the table when found
    EIS = "eis"  # a requirement of one municipality: loaded by an administrator, never shipped


class Source(BaseModel):
    """Where a passage comes from; `section` is an article, chapter or page."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str = Field(min_length=3)
    publisher: str = Field(min_length=2)
    date: str = Field(pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?|onbekend)$")
    section: str | None = None
    url: str | None = Field(default=None, pattern=r"^https?://")


class Passage(BaseModel):
    """One topic, 20 to 160 words of own text.

    `implies` says what the passage means for a request it matches, for the slots that are proposed
    from retrieval (`available`, `standard`, `neighbours`) and for `data_kind` and `legal_basis`.
    `asks` are sentences in which people bring the topic up, in their own words: they are searched
    like the text, because a question and its answer seldom use the same words. `review` is the date
    on which somebody has to look at it again.
    `municipality` is the CBS code of the municipality whose requirement this is (kind `eis` only).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{2,79}$")
    title: str = Field(min_length=3, max_length=120)
    kind: Kind
    laws: tuple[Literal["jeugdwet", "wmo", "participatiewet", "alle"], ...] = Field(min_length=1)
    source: Source
    certainty: Literal["hoog", "midden", "laag"]
    review: date
    implies: dict[Slot, str] = {}
    asks: tuple[str, ...] = ()
    municipality: str | None = Field(default=None, pattern=r"^GM\d{4}$")
    text: str
