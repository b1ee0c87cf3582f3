"""The same conversation through a channel: what is drawn, typed and stored must not matter.

Telegram is not here: its conversations need a server. `tests/channels/telegram/test_same_advice.py` plays
cases over the strict one of the tests.
"""

from collections.abc import Iterator
from random import Random
from typing import get_args

from evals.axes.variant import Channel, Variant
from evals.cases import Case


def channel(_case: Case, base: Variant, _random: Random) -> Iterator[Variant]:
    """Once over each channel."""
    for name in get_args(Channel):
        if name != base.channel:
            yield base.model_copy(update={"axis": "channel", "name": name, "channel": name})
