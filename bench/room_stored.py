"""What the store holds of a workshop, beside what was pressed in the room."""

from typing import NamedTuple

from bench.room_people import Cast, Place
from bot.store import Store
from bot.workshop import Workshop


class Compared(NamedTuple):
    """Answers and reasons that were given and those that are stored: how many, and how many are not the same.

    `lost` were pressed and are not there, `other` are there otherwise, `extra` were never given.
    """

    given: int
    lost: int
    other: int
    extra: int

    @property
    def is_right(self) -> bool:
        """Whether every answer counts, once, as it was pressed."""
        return self.given > 0 and (self.lost, self.other, self.extra) == (0, 0, 0)


async def compared(store: Store, code: str, cast: Cast) -> Compared:
    """Every answer and every reason of a room."""
    workshop = await stored(store, code)
    owner_of = {one.participant: one.owner for one in await store.workshops.members(code)}
    there: dict[Place, int | str] = {}
    for item in workshop.items:
        for number, votes in enumerate(item.rounds, start=1):
            for participant, ballot in votes.ballots.items():
                owner = owner_of[participant]
                for question, score in ballot.scores.items():
                    there[owner, item.text, number, question] = score
                if ballot.reason:
                    there[owner, item.text, number, None] = ballot.reason
    wanted = cast.said
    return Compared(
        given=len(wanted),
        lost=len(wanted.keys() - there.keys()),
        other=sum(there[key] != value for key, value in wanted.items() if key in there),
        extra=len(there.keys() - wanted.keys()),
    )


async def stored(store: Store, code: str) -> Workshop:
    """The workshop as it is."""
    gathering = await store.workshops.find(code)
    assert gathering is not None, f"no workshop {code}"
    return Workshop.model_validate_json(gathering.state)


def delays(complete: list[float], seen: list[tuple[float, int]]) -> list[float]:
    """Seconds from each completed ballot to the page that counts it.

    `complete` are the moments that ballots were completed, `seen` when a page showed how many. The ballot
    completed as the k-th is taken to be the k-th that is counted: which one it was, no page says. One that
    was never counted is infinitely late.
    """
    taken = []
    for place, at in enumerate(sorted(complete), start=1):
        shown = min((moment for moment, count in seen if count >= place), default=float("inf"))
        taken.append(shown - at)
    return taken
