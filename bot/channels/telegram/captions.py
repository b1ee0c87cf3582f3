"""What a document is, read from what an administrator writes below it."""

from bot.commands.documents import KINDS, Request
from bot.commands.usage import UsageError
from knowledge.municipalities import Municipalities
from knowledge.passages import Kind


def read_caption(caption: str, own: str | None, places: Municipalities) -> Request | None:
    """What to add a document as; None when it is a requirement and nobody knows of which municipality.

    The caption names a kind, a municipality, or both ("gids", "Almere", "eis Almere"). Without a kind it is
    a requirement, without a municipality one of `own` (a CBS code). A municipality that is named but not
    known is never taken to be `own`.
    """
    words = caption.split()
    first = words[0].casefold().rstrip(",.:;") if words else ""
    kind = next((known for known in KINDS if known.value == first), None)
    named = " ".join(words if kind is None else words[1:])
    place = places.find(named) or places.mentioned(named)
    code = place.code if place else None
    if not named and kind in (None, Kind.EIS):
        code = own
    try:
        return Request.checked((), code, kind or Kind.EIS, None, None, ())
    except UsageError:
        return None
