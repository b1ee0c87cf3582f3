"""One message of the bot that is edited while something goes on."""

import asyncio

from telegram import Bot, LinkPreviewOptions
from telegram.error import BadRequest

from bot.channels.telegram.patience import patiently

PAUSE = 1.0
"""Seconds between two changes: more often is more than Telegram allows in a chat."""

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Note:
    """A plain message in one chat; not for several tasks at once."""

    def __init__(self, bot: Bot, chat_id: int) -> None:
        self._bot = bot
        self._chat_id = chat_id
        self._message_id: int | None = None
        self._text = ""
        self._free_at = 0.0

    async def say(self, text: str) -> None:
        """Shows `text` instead of what the message said, once it may be changed again.

        Raises:
            TelegramError: Telegram refuses it, and would do so again.
        """
        if text == self._text:
            return
        clock = asyncio.get_running_loop().time
        await asyncio.sleep(self._free_at - clock())
        if self._message_id is None or not await self._edited(self._message_id, text):
            self._message_id = await self._sent(text)
        self._text, self._free_at = text, clock() + PAUSE

    async def _sent(self, text: str) -> int:
        message = await patiently(
            lambda: self._bot.send_message(self._chat_id, text, link_preview_options=_NO_PREVIEW)
        )
        return message.message_id

    async def _edited(self, message_id: int, text: str) -> bool:
        """Whether the message says it now; False when the user took the message away."""
        try:
            await patiently(
                lambda: self._bot.edit_message_text(
                    text, self._chat_id, message_id, link_preview_options=_NO_PREVIEW
                )
            )
        except BadRequest as error:
            said = error.message.casefold()
            if "not found" in said or "can't be edited" in said:
                return False
            if "not modified" not in said:  # an edit whose answer got lost is made twice
                raise
        return True
