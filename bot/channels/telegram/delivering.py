"""Sends the files that a card promises.

They are part of what the card must show, and stored with it. They go before the card counts as shown: after
a kill the card is shown again, and its files with it. So a file may come twice then, but never not at all.
"""

from collections import deque
from collections.abc import Iterable
from contextlib import suppress

from telegram import Bot
from telegram.constants import ChatAction
from telegram.error import Forbidden, TelegramError

from bot.channels.telegram.outbox import log_fault
from bot.channels.telegram.patience import patiently
from bot.content import Texts
from bot.dialogue import File
from bot.session import Session
from bot.store import Store

REMEMBERED = 1000


class Delivery:
    """Makes files and sends them; each once, for as long as this process lives."""

    def __init__(self, session: Session, store: Store, texts: Texts) -> None:
        self._session = session
        self._store = store
        self._texts = texts
        self._sent: deque[str] = deque(maxlen=REMEMBERED)

    def unsent(self, files: Iterable[File]) -> tuple[File, ...]:
        """Those that were not sent yet."""
        return tuple(file for file in files if file.id not in self._sent)

    async def send(self, bot: Bot, owner: str, chat_id: int, files: Iterable[File]) -> None:
        """Sends what was not sent yet; a file that cannot be made is answered with a sentence.

        Raises:
            Forbidden: the user blocked the bot.
        """
        for file in self.unsent(files):
            with suppress(TelegramError):  # it only passes the time
                await bot.send_chat_action(chat_id, ChatAction.UPLOAD_DOCUMENT)
            try:
                await self._send(bot, owner, chat_id, file)
            except Forbidden:
                raise
            except Exception as error:  # the card must be shown nevertheless
                log_fault(error)
                await self._tell(bot, chat_id, self._texts.say("document_failed", name=file.name))
            self._sent.append(file.id)

    async def _send(self, bot: Bot, owner: str, chat_id: int, file: File) -> None:
        async with self._store.turn(owner) as turn:
            content = await self._session.make(turn, file)
        if content is None:
            await self._tell(bot, chat_id, self._texts.say("document_gone"))
            return
        await patiently(lambda: bot.send_document(chat_id, content, filename=file.name))

    async def _tell(self, bot: Bot, chat_id: int, text: str) -> None:
        await patiently(lambda: bot.send_message(chat_id, text))
