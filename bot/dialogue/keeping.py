"""How long conversations are kept, in words for who asks."""

from typing import NamedTuple

from bot.content import Texts


class Keeping(NamedTuple):
    """Days after the last change that a conversation is removed, without and with a decision; None: never."""

    days: int | None = None
    decided_days: int | None = None

    def said(self, texts: Texts) -> str:
        """How long what is kept, in sentences."""
        if self.days is None and self.decided_days is None:
            return texts.say("privacy_no_term")
        without = (
            texts.say("privacy_keeps")
            if self.days is None
            else texts.say("privacy_term", days=_days(self.days, texts))
        )
        decided = (
            texts.say("privacy_keeps_decided")
            if self.decided_days is None
            else texts.say("privacy_term_decided", days=_days(self.decided_days, texts))
        )
        return f"{without} {decided}"


FOR_EVER = Keeping()


def _days(count: int, texts: Texts) -> str:
    return texts.say("one_day") if count == 1 else texts.say("many_days", count=count)
