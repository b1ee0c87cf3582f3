"""Messages that are no text: which sentence answers them."""

from telegram import Message, Update
from telegram.ext import filters

_KINDS = {
    filters.VOICE | filters.AUDIO | filters.VIDEO_NOTE: "voice",
    filters.PHOTO | filters.VIDEO | filters.ANIMATION: "picture",
    filters.Sticker.ALL | filters.Dice.ALL: "sticker",
}


def kind_of(message: Message) -> str | None:
    """What it is (`only_text_` in the texts); None for what nobody wrote, such as a pinned message."""
    update = Update(0, message=message)
    if filters.StatusUpdate.ALL.check_update(update):
        return None
    return next((kind for fits, kind in _KINDS.items() if fits.check_update(update)), "other")
