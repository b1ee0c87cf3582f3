"""Looking things up: the owner's municipality, and the sources."""

import logging

from bot.assistant import Assistant
from bot.dialogue import Message, Refused, Shown
from bot.evidence import shown
from bot.session.keeping import Keeper, Replies
from bot.store import Turn
from knowledge.errors import IndexUnavailable

log = logging.getLogger(__name__)

SEARCH_LIMIT = 3


class Looking:
    """Commands that look something up."""

    def __init__(self, assistant: Assistant, keeper: Keeper) -> None:
        self._assistant = assistant
        self._texts = assistant.content.texts
        self._keeper = keeper

    async def municipality(self, turn: Turn, argument: str) -> Replies:
        """Says or sets the municipality of the owner; what exists there is looked up again."""
        places = self._assistant.places()
        if not argument:
            code = await turn.municipality()
            place = places.find(code) if code else None
            if place is None:
                return (Message(text=self._texts.say("municipality_which")),)
            return (Message(text=self._texts.say("municipality_now", name=place.name)),)
        place = places.find(argument)
        if place is None:
            return (Refused(text=self._texts.say("municipality_unknown", name=argument[:60])),)
        message = Message(text=self._texts.say("municipality_set", name=place.name))
        conversation = await self._keeper.active(turn) or await self._keeper.fresh(turn)
        step = await turn.outside(self._assistant.command, conversation, "municipality", place.code)
        await turn.set_municipality(place.code)
        return (message, *await self._keeper.keep(turn, step))

    async def search(self, turn: Turn, argument: str) -> Replies:
        """Searches the sources."""
        if not argument:
            return (Message(text=self._texts.say("search_what")),)
        near = await turn.municipality()
        try:
            passages = await turn.outside(self._found, argument, near)
        except IndexUnavailable as error:
            log.error("%s", error)
            return (Refused(text=self._texts.say("index_unavailable")),)
        text = self._texts.say("search_found" if passages else "search_nothing")
        return (Message(text=text, passages=passages),)

    def _found(self, text: str, near: str | None) -> tuple[Shown, ...]:
        found = self._assistant.searcher().search(text, near=near, limit=SEARCH_LIMIT)
        return tuple(shown(hit.passage) for hit in found.hits if hit.relevant)
