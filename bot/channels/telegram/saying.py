"""A sentence in a chat that is no card: nothing is kept of it."""

from html import escape

from telegram import Bot, LinkPreviewOptions, Message, ReplyParameters
from telegram.constants import ParseMode

from bot.channels.telegram.patience import patiently
from bot.channels.telegram.splitting import split

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def send_text(bot: Bot, chat_id: int, text: str) -> None:
    """Sends `text`, in as many messages as it takes.

    Raises:
        TelegramError: Telegram refuses it.
    """
    for part in split(escape(text, quote=False)):
        await _send(bot, chat_id, part, None)


async def send_answer(bot: Bot, message: Message, text: str) -> None:
    """Sends `text` as an answer to one message, so that it is clear which one it is about.

    Raises:
        TelegramError: Telegram refuses it.
    """
    to = ReplyParameters(message.message_id, allow_sending_without_reply=True)
    await _send(bot, message.chat_id, escape(text, quote=False), to)


async def _send(bot: Bot, chat_id: int, html: str, to: ReplyParameters | None) -> None:
    await patiently(
        lambda: bot.send_message(
            chat_id,
            html,
            parse_mode=ParseMode.HTML,
            reply_parameters=to,
            link_preview_options=NO_PREVIEW,
        )
    )
