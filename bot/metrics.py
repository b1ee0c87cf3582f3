"""What the bot counts about itself while it works: how much and how long, never who or what."""


class Metrics:
    """Counts nothing: for when nobody looks. `bot.web.prometheus` has the one that does."""

    def arrived(self) -> None:
        """An update came in, and waits or is being handled."""

    def handled(self, seconds: float) -> None:
        """An update that came in is stored; its turn took so long, without the waiting for earlier ones."""

    def called(self, method: str) -> None:
        """Telegram did what a method of the Bot API asks, such as `sendMessage`."""

    def retried(self, reason: str) -> None:
        """A call must be made again: `flood` when Telegram asked to wait, `network` when it was away."""

    def waiting(self, change: int) -> None:
        """So many more things to show wait for their turn; fewer when negative."""

    def language_model(self, tokens: int, euros: float) -> None:
        """The language model used so much; negative takes back what was kept too much."""
