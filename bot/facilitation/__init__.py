"""Holds workshops: what a facilitator and participants do, from whichever page or chat."""

from bot.facilitation.hall import Done, Found, Hall

__all__ = ["Done", "Found", "Hall"]
