"""What all documents of a workshop share: the occasion, their words, and how they number registrations."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

from bot.content import Texts
from bot.content.source import read_model
from bot.dialogue import Shown
from bot.explanation.citing import Citations
from bot.workshop.scene import Registration, Scene
from bot.workshop.tally import Share
from bot.workshop.workshop import Role

SHORT = 90
"""Characters of a registration where it stands in a list; its own chapter has all of it."""


class Held(NamedTuple):
    """What the scene does not say: the day, for which municipality, and when the document is made.

    `at` has its time zone. `named` are the names that participants chose to be listed with.
    """

    on: date
    municipality: str | None
    at: datetime
    named: tuple[str, ...] = ()


class Chapter(NamedTuple):
    """A registration with its number, the same in every document."""

    number: int
    registration: Registration

    @property
    def short(self) -> str:
        """The registration as it stands in a list."""
        return short(self.registration.text, SHORT)

    @property
    def deviates(self) -> bool:
        """Whether the room decided something else than was advised."""
        verdict, advice = self.registration.verdict, self.registration.advice
        return bool(verdict and advice and verdict.outcome is not advice.advice.recommendation)


def chapters(scene: Scene) -> tuple[Chapter, ...]:
    """The registrations of a workshop in the order of its list, without those to practise with."""
    real = (one for one in scene.registrations if not one.practice)
    return tuple(Chapter(number, one) for number, one in enumerate(real, start=1))


@cache
def words() -> Texts:
    """The sentences of `workshop.yaml`."""
    return read_model(Path(__file__).with_name("workshop.yaml"), Texts)


def short(text: str, most: int) -> str:
    """`text` on one line, cut between two words when it has more than `most` characters."""
    plain = " ".join(text.split())
    if len(plain) <= most:
        return plain
    cut = plain[:most]
    return f"{cut.rpartition(' ')[0] or cut} …"


def role_names(roles: tuple[Role, ...]) -> str:
    """Roles as they are listed in a sentence, without a capital."""
    names = [words().say(f"role_{role.value}") for role in roles]
    return words().say("and").join(filter(None, (", ".join(names[:-1]), names[-1])))


def group_name(share: Share | None) -> str:
    """Who answered, as the name of a row: one role, small roles together, or (None) everybody."""
    if share is None:
        return words().say("everyone")
    names = role_names(share.roles)
    named = names if len(share.roles) == 1 else words().say("together", roles=names)
    return named[:1].upper() + named[1:]


def rate_of(scene: Scene) -> float | None:
    """Euros an hour with which the burden was computed; None when nothing was looked up."""
    return next((one.burden.hourly_rate for one in scene.registrations if one.burden), None)


def citations(told: Iterable[Chapter]) -> Citations:
    """Numbers for what exists and for what the advices rest on, in the order in which they are told."""
    wanted: list[str] = []
    at_hand: dict[str, Shown] = {}
    for _, one in told:
        wanted += [passage.id for passage in one.passages]
        at_hand |= {passage.id: passage for passage in one.passages}
        if one.advice:
            wanted += one.advice.advice.rule_sources
            at_hand |= {passage.id: passage for passage in one.advice.shown}
    return Citations(wanted, at_hand)
