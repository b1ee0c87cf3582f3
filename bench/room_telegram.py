"""What Telegram saw of the bot: how many messages in a second and in a group, and what it refused."""

from collections import deque
from collections.abc import Iterable
from typing import NamedTuple

from tests.auxil.telegram import Call, TelegramServer
from tests.auxil.telegram.floods import counts


class Traffic(NamedTuple):
    """Messages put or changed; the most of them in any second, and in any minute in one group."""

    messages: int
    refused: int
    most_a_second: int
    most_a_minute_in_group: int


def traffic(server: TelegramServer) -> Traffic:
    """All that the bot did until now; `refused` are answers "too many requests"."""
    put = [call for call in server.calls if counts(call.method)]
    groups = [call for call in put if call.params.get("chat_id", "").startswith("-")]
    return Traffic(
        messages=len(put),
        refused=sum((call.response or {}).get("error_code") == 429 for call in server.calls),
        most_a_second=_most(put, 1.0),
        most_a_minute_in_group=_most(groups, 60.0),
    )


def _most(calls: Iterable[Call], seconds: float) -> int:
    most, recent = 0, deque[float]()
    for call in calls:
        recent.append(call.at)
        while recent[0] <= call.at - seconds:
            recent.popleft()
        most = max(most, len(recent))
    return most
