"""What the checks found: what always has to hold, apart from how well the model does."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple


class Guarantee(NamedTuple):
    """Something that no model may break, how often it was tried, and where it did not hold."""

    name: str
    tried: int
    broken: tuple[str, ...]


class Report(NamedTuple):
    """Guarantees, and figures that are for people."""

    guarantees: Sequence[Guarantee]
    figures: Mapping[str, str]

    @property
    def holds(self) -> bool:
        """Whether every guarantee held."""
        return not any(one.broken for one in self.guarantees)

    def lines(self) -> Iterator[str]:
        """The report for a terminal."""
        for one in self.guarantees:
            yield f"{'FOUT ' if one.broken else 'houdt'}  {one.name} ({one.tried} keer geprobeerd)"
            yield from (f"       {fault}" for fault in one.broken)
        yield from (f"cijfer {name}: {figure}" for name, figure in self.figures.items())
