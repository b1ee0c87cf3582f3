"""The municipality that someone names on the command line."""

import sys

from bot.building import places
from bot.commands.usage import UsageError
from bot.content import load_content
from knowledge.municipalities import Municipality


def place_called(name: str) -> Municipality:
    """The municipality called `name`; one that is not called just so is said on standard error.

    A typing error is understood, but requirements of the wrong municipality would not be noticed later.

    Raises:
        UsageError: no municipality is called that, or more than one may be meant.
    """
    say, place = load_content().texts.say, places().find(name)
    if place is None:
        raise UsageError(say("municipality_unknown", name=name))
    if name.strip().casefold() not in (place.name.casefold(), place.code.casefold()):
        print(say("municipality_taken", name=place.name, code=place.code), file=sys.stderr)
    return place
