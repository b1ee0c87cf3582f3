"""What the edges have to do after an event; they may do it later, or again: all of it is safe to repeat."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Redraw:
    """Show these participants how it is now; None: everybody."""

    participants: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class LookUp:
    """Look up what exists for this registration, and say it with `Prepared`."""

    item: str


@dataclass(frozen=True, slots=True)
class Weigh:
    """Weigh the room's facts on this registration, and say the advice with `Advised`."""

    item: str


Effect = Redraw | LookUp | Weigh
