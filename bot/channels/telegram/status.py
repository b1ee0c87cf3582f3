"""How the bot is doing, in short lines for an administrator: of this process, and of what all share."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from importlib.metadata import version

from telegram import Bot

from bot.content import Texts
from bot.dialogue.dates import dutch_date
from bot.metrics import Metrics
from bot.store import Store
from knowledge.errors import IndexUnavailable
from knowledge.library import Library

PACKAGE = "drie-vragen"


class Status:
    """Looks only when asked."""

    def __init__(
        self, store: Store, metrics: Metrics, texts: Texts, library: Callable[[], Library], *, hooked: bool
    ) -> None:
        self._store = store
        self._metrics = metrics
        self._texts = texts
        self._library = library
        self._hooked = hooked
        self._since = datetime.now().astimezone()

    async def lines(self, bot: Bot, access: str) -> tuple[str, ...]:
        """The lines; `access` says for whom the bot is. The update that asks for them is not counted.

        Raises:
            StoreError: the database cannot be read.
        """
        say, counts = self._texts.say, self._metrics
        broken = await self._store.audit.verify()
        told = (
            say("health_version", version=version(PACKAGE)),
            say(
                "health_since", date=dutch_date(self._since.date(), self._texts), time=f"{self._since:%H:%M}"
            ),
            say("health_hooked" if self._hooked else "health_polling", name=bot.username),
            access,
            say("health_store") if broken is None else say("health_store_broken", number=broken.number),
            say("health_queue", updates=counts.updates_waiting - 1, cards=counts.outbox_waiting),
            say("health_turns", turns=counts.turns, errors=counts.errors),
        )
        model = (
            (say("health_model", tokens=counts.tokens, euros=f"{counts.euros:.2f}".replace(".", ",")),)
            if counts.tokens
            else ()
        )
        return (*told, *model, await asyncio.to_thread(self._knowledge))

    def _knowledge(self) -> str:
        try:
            library = self._library()
            documents = library.documents()
            return self._texts.say(
                "health_knowledge",
                version=library.state().version,
                documents=len(documents),
                passages=sum(one.passages for one in documents),
            )
        except IndexUnavailable as error:
            return str(error)
