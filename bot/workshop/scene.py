"""What everybody may see of a workshop. Whoever draws it gets this, never the votes themselves."""

from collections.abc import Mapping

from pydantic import AwareDatetime, BaseModel, ConfigDict

from bot.dialogue import AdviceGiven
from bot.dialogue.conversation import Shown
from bot.domain import Burden, Outcome, Rates, burden_of
from bot.workshop.room import FEWEST, with_room
from bot.workshop.tally import RoundResult, complete_ballots, is_room, results
from bot.workshop.workshop import Item, Participant, Role, State, Verdict, Workshop

_FROZEN = ConfigDict(frozen=True)


class Registration(BaseModel):
    """One registration as everybody may see it.

    `looked_up` says whether looking up is done, and `searched` whether the sources could then be searched;
    `passages` are what exists, `nearby` the neighbours whose requirements were looked at, and `burden` what
    the numbers say. `round` is the number of the round that is going on or was last, 0 before the first;
    `voted` how many of who is here are ready in it. `advice` comes with the first results. `verdict` is
    there only when it is decided, and so is dissent: `dissent` is how many see it differently, None when that
    is one or two (too few to be anonymous, so only `disagreed`); their reasons are in alphabetical order, and
    left out when fewer than three voted.
    """

    model_config = _FROZEN

    id: str
    text: str
    goal: str | None
    also: tuple[str, ...]
    practice: bool
    state: State
    looked_up: bool
    searched: bool
    passages: tuple[Shown, ...]
    nearby: tuple[str, ...]
    burden: Burden | None
    round: int
    voted: int
    results: tuple[RoundResult, ...]
    talk_until: AwareDatetime | None
    advice: AdviceGiven | None
    verdict: Verdict | None
    disagreed: bool
    dissent: int | None
    dissent_reasons: tuple[str, ...]


class Totals(BaseModel):
    """What was decided, without the registrations to practise with.

    `hours` and `euros` a year are those of what goes, as far as its burden is known: `unknown` is how many
    that go have no known burden.
    """

    model_config = _FROZEN

    decided: Mapping[Outcome, int]
    hours: float
    euros: float
    unknown: int


class Scene(BaseModel):
    """The whole workshop as everybody may see it.

    `current` is on the table; when nothing is, `latest` is what was just decided, if it still is.
    """

    model_config = _FROZEN

    title: str
    rehearsal: bool
    closed: bool
    joined: Mapping[Role, int]
    without_role: int
    registrations: tuple[Registration, ...]
    current: Registration | None
    latest: Registration | None
    undo: str | None
    totals: Totals

    @property
    def voters(self) -> int:
        """How many are here with a role."""
        return sum(self.joined.values())


def scene_of(workshop: Workshop, rates: Rates) -> Scene:
    """What everybody may see; `rates` are the assumptions behind the burden."""
    registrations = tuple(_registration(item, workshop.voters, rates) for item in workshop.items)
    here, current = [one.role for one in workshop.voters], workshop.current
    return Scene(
        title=workshop.title,
        rehearsal=workshop.rehearsal,
        closed=workshop.phase == "closed",
        joined={role: here.count(role) for role in Role},
        without_role=sum(one.role is None and not one.away for one in workshop.participants),
        registrations=registrations,
        current=next((one for one in registrations if current and one.id == current.id), None),
        latest=next(
            (
                one
                for one in registrations
                if current is None and one.id == workshop.latest and one.state is State.DECIDED
            ),
            None,
        ),
        undo=workshop.before.what if workshop.before else None,
        totals=_totals(registrations),
    )


def _registration(item: Item, here: tuple[Participant, ...], rates: Rates) -> Registration:
    request = item.request
    shown = results(item)
    decided = item.state is State.DECIDED
    dissenters = item.dissenters if decided else {}
    reasons = sorted((why for why in dissenters.values() if why), key=str.casefold)
    count = len(dissenters)
    return Registration(
        id=item.id,
        text=item.text,
        goal=item.goal,
        also=item.also,
        practice=item.practice,
        state=item.state,
        looked_up=request is not None,
        searched=request is not None and request.evidence.looked_up,
        passages=request.evidence.passages if request else (),
        nearby=request.evidence.nearby if request else (),
        burden=burden_of(with_room(item, request, rates).sheet, rates) if request else None,
        round=len(item.rounds),
        voted=complete_ballots(item, here),
        results=shown,
        talk_until=item.talk_until,
        advice=item.advice if shown else None,
        verdict=item.verdict if decided else None,
        disagreed=count > 0,
        dissent=None if 0 < count < FEWEST else count,
        dissent_reasons=tuple(reasons) if is_room(item.last_revealed) else (),
    )


def _totals(registrations: tuple[Registration, ...]) -> Totals:
    decided = [one for one in registrations if one.verdict is not None and not one.practice]
    outcomes = [one.verdict.outcome for one in decided if one.verdict]
    goes = [one for one in decided if one.verdict and one.verdict.outcome is Outcome.SCHRAPPEN]
    known = [one.burden.total for one in goes if one.burden is not None and one.burden.total is not None]
    return Totals(
        decided={outcome: outcomes.count(outcome) for outcome in Outcome},
        hours=sum(total.hours for total in known),
        euros=sum(total.cost for total in known),
        unknown=len(goes) - len(known),
    )
