"""What a claim rests on, also when that differs by the law a registration falls under."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

PassageIds = Annotated[tuple[str, ...], Field(min_length=1)]


class Sourced(BaseModel):
    """Ids of passages: `sources` hold under every law, those in `sources_by_law` only under that one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sources: PassageIds
    sources_by_law: Mapping[Literal["jeugdwet", "wmo", "participatiewet"], PassageIds] = {}

    def cited(self, law: str | None) -> tuple[str, ...]:
        """What to cite for a registration under `law`, the most particular first.

        More laws than one ("meerdere") cite each; a law that nobody named cites none in particular.
        """
        particular = (
            passage
            for name, passages in self.sources_by_law.items()
            if law in (name, "meerdere")
            for passage in passages
        )
        return tuple(dict.fromkeys((*particular, *self.sources)))

    def every_source(self) -> frozenset[str]:
        """All passages that can be cited, whatever the law."""
        return frozenset(self.cited("meerdere"))
