"""The bot with the pages of workshops, as a process of its own: `python -m bench.room_bot`.

Arguments: whose knowledge (`real` as shipped, `light` a few test passages), whose pace (`paced` as Telegram
allows, `freely`), data folder, database, token, address of Telegram, our port; for a webhook also its address
and its secret.
"""

import os
import sys
from pathlib import Path

from bench.telegram_bot import PROFILE
from bot import logs
from bot.building import build_assistant
from bot.channels.telegram.front import Address
from bot.channels.telegram.house import House
from bot.channels.telegram.running import run_bot
from bot.channels.telegram.webhook import Webhook
from bot.settings import Settings
from tests.auxil.administration import no_admins
from tests.auxil.assistant import make_assistant
from tests.auxil.pace import FREELY


def _run() -> None:
    kind, pace, folder, store_url, token, api_url, port, *hook = sys.argv[1:]
    logs.configure("WARNING", "text", [token, *hook[1:]])
    assistant = make_assistant() if kind == "light" else build_assistant(Settings(data_dir=Path(folder)))
    run_bot(
        assistant,
        store_url,
        token,
        api_url,
        no_admins(Path(folder)),
        house=House(public_url=f"http://127.0.0.1:{port}"),
        limits=FREELY if pace == "freely" else None,
        address=Address("127.0.0.1", int(port)),
        webhook=Webhook(hook[0], hook[1]) if hook else None,
    )


if __name__ == "__main__":
    if file := os.environ.get(PROFILE):
        import cProfile

        with cProfile.Profile() as profile:
            _run()
        profile.dump_stats(file)
    else:
        _run()
