"""The bot as a process of its own, with the test passages: `python -m tests.channels.telegram.worker`.

Arguments: database, token, address of Telegram; for a webhook also our port, its address and its secret.
"""

import sys
from pathlib import Path

from bot import logs
from bot.channels.telegram.front import Address
from bot.channels.telegram.running import run_bot
from bot.channels.telegram.webhook import Webhook
from tests.auxil.administration import no_admins
from tests.auxil.assistant import make_assistant
from tests.auxil.pace import FREELY

if __name__ == "__main__":
    store_url, token, api_url, *front = sys.argv[1:]
    logs.configure("INFO", "text", [token, *front[2:]])
    run_bot(
        make_assistant(),
        store_url,
        token,
        api_url,
        no_admins(Path.cwd()),
        limits=FREELY,
        address=Address("127.0.0.1", int(front[0])) if front else None,
        webhook=Webhook(front[1], front[2]) if front else None,
    )
