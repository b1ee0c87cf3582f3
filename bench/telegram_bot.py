"""The bot as a process of its own, faster than Telegram allows: `python -m bench.telegram_bot`.

Arguments: whose knowledge and understanding (`real` as shipped, `light` rules and a few test passages), data
folder, database, token, address of Telegram; for a webhook also our port, its address and its secret.
"""

import os
import sys
from pathlib import Path

from bot import logs
from bot.building import build_assistant
from bot.channels.telegram.front import Address
from bot.channels.telegram.running import run_bot
from bot.channels.telegram.webhook import Webhook
from bot.settings import Settings
from tests.auxil.administration import no_admins
from tests.auxil.assistant import make_assistant
from tests.auxil.pace import FREELY

PROFILE = "BENCH_PROFILE"
"""The environment variable with a file to which cProfile writes where the time went."""


def _run() -> None:
    kind, folder, store_url, token, api_url, *front = sys.argv[1:]
    logs.configure("WARNING", "text", [token, *front[2:]])
    assistant = make_assistant() if kind == "light" else build_assistant(Settings(data_dir=Path(folder)))
    run_bot(
        assistant,
        store_url,
        token,
        api_url,
        no_admins(Path(folder)),
        limits=FREELY,
        address=Address("127.0.0.1", int(front[0])) if front else None,
        webhook=Webhook(front[1], front[2]) if front else None,
    )


if __name__ == "__main__":
    if file := os.environ.get(PROFILE):
        import cProfile

        with cProfile.Profile() as profile:
            _run()
        profile.dump_stats(file)
    else:
        _run()
