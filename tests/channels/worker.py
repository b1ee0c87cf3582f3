"""A process of its own with a conversation on its standard input and output; for tests that end it.

The first argument is the channel (json or terminal), the second the folder of the store, and `fresh` may
follow.
"""

import sys
from pathlib import Path

from rich.console import Console

from bot.channels.jsonl import JsonLines
from bot.channels.line import Start
from bot.channels.terminal import Terminal
from tests.channels.talking import ASSISTANT, TEXTS, talk

if __name__ == "__main__":
    kind, folder, *more = sys.argv[1:]
    channel = (
        JsonLines(sys.stdin, sys.stdout, TEXTS)
        if kind == "json"
        else Terminal(sys.stdin, Console(highlight=False), ASSISTANT.content)
    )
    talk(channel, Path(folder), Start(fresh="fresh" in more))
