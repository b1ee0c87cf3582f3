"""What a fault campaign came to."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tests.auxil.telegram import Call, DropAfterwards, SilenceAfterwards
from tests.auxil.telegram.talker import Talk


@dataclass(frozen=True)
class Outcome:
    """The counts.

    `lost` are turns that were never answered; `twice` are conversations that went another way than without
    faults; `wrong` those with another last card.

    A message is doubled when the same card was put in a chat more than once. That belongs to the window
    that Telegram leaves open when the first was accepted and that answer was lost (`unheard`), or when the
    bot was killed before it noted the answer (`unnoted`); anything else is `unexplained`.
    `complaints` are the screens of whoever got no answer.
    """

    conversations: int
    turns: int
    struck: Mapping[str, int]
    lost: int
    twice: int
    wrong: int
    unheard: int
    unnoted: int
    unexplained: int
    again: int
    complaints: Sequence[str]

    @property
    def is_good(self) -> bool:
        """Whether nothing went wrong that must not."""
        return self.lost == self.twice == self.wrong == self.unexplained == 0

    def table(self) -> str:
        """All counts, a line each."""
        rows = [
            ("gesprekken", self.conversations),
            ("beurten", self.turns),
            ("fouten die toesloegen", sum(self.struck.values())),
            *((f"  {name}", times) for name, times in sorted(self.struck.items())),
            ("antwoorden verloren (doel 0)", self.lost),
            ("gesprekken die anders liepen: een antwoord twee keer of niet verwerkt (doel 0)", self.twice),
            ("andere adviezen dan zonder fouten (doel 0)", self.wrong),
            ("berichten dubbel: aangenomen, antwoord van Telegram verloren", self.unheard),
            ("berichten dubbel: aangenomen, bot gestopt voor het genoteerd was", self.unnoted),
            ("berichten dubbel om een andere reden (doel 0)", self.unexplained),
            ("beurten die de gebruiker op verzoek van de bot herhaalde", self.again),
        ]
        return "\n".join(f"{name:<82}{value:>7}" for name, value in rows)


def judged(
    calm: Sequence[Talk],
    troubled: Sequence[Talk | AssertionError],
    calls: Sequence[Call],
    struck: Mapping[str, int],
    killed_at: Sequence[float],
) -> Outcome:
    """Compares every conversation with the calm one of the same manner, in order; and counts copies."""
    talks = {place: one for place, one in enumerate(troubled) if isinstance(one, Talk)}
    usual = {place: calm[place % len(calm)] for place in talks}
    on_the_line = Counter(type(one.fault).__name__ for one in calls if one.fault is not None)
    unheard, unnoted, unexplained = _copies(calls, killed_at)
    return Outcome(
        conversations=len(troubled),
        turns=sum(len(one.cards) for one in talks.values()),
        struck={**struck, **on_the_line},
        lost=len(troubled) - len(talks),
        twice=sum(one.cards != usual[place].cards for place, one in talks.items()),
        wrong=sum(one.cards[-1] != usual[place].cards[-1] for place, one in talks.items()),
        unheard=unheard,
        unnoted=unnoted,
        unexplained=unexplained,
        again=sum(one.again for one in talks.values()),
        complaints=[str(one) for one in troubled if isinstance(one, AssertionError)],
    )


def _copies(calls: Iterable[Call], killed_at: Sequence[float]) -> tuple[int, int, int]:
    """Copies of a card whose first answer was lost, was not noted before a kill, or neither."""
    accepted = defaultdict[tuple[str, str], list[Call]](list)
    for call in calls:
        if call.method == "sendMessage" and call.response is not None and call.response["ok"]:
            accepted[call.params["chat_id"], _revision(call)].append(call)
    counts: Counter[str] = Counter()
    for (_, revision), same in accepted.items():
        for first, copy in pairwise(same):
            if not revision:
                continue
            if isinstance(first.fault, DropAfterwards | SilenceAfterwards):
                counts["unheard"] += 1
            elif any(first.at <= moment <= copy.at for moment in killed_at):
                counts["unnoted"] += 1
            else:
                counts["unexplained"] += 1
    return counts["unheard"], counts["unnoted"], counts["unexplained"]


def _revision(call: Call) -> str:
    """The data of the first button, which only this card has; empty without buttons."""
    markup = json.loads(call.params.get("reply_markup", "{}"))
    return next((str(one["callback_data"]) for row in markup.get("inline_keyboard", []) for one in row), "")
