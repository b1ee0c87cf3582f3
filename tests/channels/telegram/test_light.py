"""Who only fetches updates does not load what a webhook needs."""

import subprocess
import sys


def test_fetching_updates_loads_no_web_server() -> None:
    code = "import sys, bot.cli, bot.channels.telegram.running; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "bot.channels.telegram.webhook" in loaded.split()
    assert not {"starlette", "uvicorn", "prometheus_client"} & set(loaded.split())
