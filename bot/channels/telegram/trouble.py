"""What keeps the bot from starting."""


class TelegramTroubleError(Exception):
    """De bot kan niet starten; de melding zegt waarom en wat te doen."""
