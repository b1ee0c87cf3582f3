"""The bot as a process of its own, with the test passages: `python -m tests.channels.telegram.worker`."""

import logging
import sys
from pathlib import Path

from bot.channels.telegram.running import run_bot
from tests.auxil.administration import no_admins
from tests.auxil.assistant import make_assistant

if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, stream=sys.stderr)
    logging.getLogger("httpx").setLevel(logging.WARNING)  # as the command does
    store_url, token, api_url = sys.argv[1:]
    run_bot(make_assistant(), store_url, token, api_url, no_admins(Path.cwd()))
