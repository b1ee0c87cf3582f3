"""One line in the log when the model cannot be used, one when it works again: no message, no key."""

import logging
from threading import Lock

from bot.language_model.trouble import Trouble
from bot.language_model.wording import wording

log = logging.getLogger(__name__)


class Notices:
    """Tells each change once, however many messages meet it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._told: Trouble | None = None

    def failed(self, kind: Trouble) -> None:
        """The model could not be used."""
        with self._lock:
            news = kind not in (self._told, Trouble.RESTING)
            if news:
                self._told = kind
        if news:
            log.warning("%s %s", wording().trouble[kind], wording().takes_over)

    def worked(self) -> None:
        """The model could be used."""
        with self._lock:
            again, self._told = self._told is not None, None
        if again:
            log.warning("%s", wording().works_again)
