"""A bare bot to compare with: the client library alone, which says back what it hears.

It makes the calls that an answer of the assistant takes: a new message for words; for a button the
acknowledgement and an edit. It takes updates side by side, as fast as the library does.
Arguments: token, address of Telegram.
"""

import sys
from itertools import count

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import ApplicationBuilder, ContextTypes, TypeHandler

AT_ONCE = 256
POOL = 16
"""Connections, as the bot itself has: with more the library is slower."""

_numbers = count(1)


async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say it back, above three new buttons."""
    number = next(_numbers)
    buttons = [
        [InlineKeyboardButton(f"Antwoord {place}", callback_data=f"{number}:{place}")] for place in (1, 2, 3)
    ]
    markup = InlineKeyboardMarkup(buttons)
    query, message = update.callback_query, update.message
    if query is not None:
        await query.answer()
        await query.edit_message_text(f"{number}: {query.data}", reply_markup=markup)
    elif message is not None:
        await context.bot.send_message(message.chat_id, f"{number}: {message.text}", reply_markup=markup)


if __name__ == "__main__":
    token, api_url = sys.argv[1:]
    app = (
        ApplicationBuilder()
        .token(token)
        .base_url(f"{api_url}/bot")
        .concurrent_updates(AT_ONCE)
        .connection_pool_size(POOL)
        .pool_timeout(60)
        .build()
    )
    app.add_handler(TypeHandler(Update, echo))
    app.run_polling(bootstrap_retries=5)
