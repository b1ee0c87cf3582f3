"""One vote in a large workshop: the state read, the event applied, the state written."""

import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from bench.figures import Figure, median, milliseconds, percentile
from bot.assistant import Assistant
from bot.building import build_assistant
from bot.dialogue import Conversation
from bot.domain import Outcome, Rates
from bot.settings import Settings
from bot.workshop import Event, Question, Role, Verdict, Workshop, apply
from bot.workshop import events as on
from bot.workshop.rehearsing import answers, players
from bot.workshop.room import with_room
from bot.workshop.scene import scene_of

ITEMS, ROUNDS, EACH_ROLE, VOTES = 12, 2, 12, 200
SUBJECTS = ("uren", "wachttijden", "klachten", "incidenten", "doelen", "omzet", "verzuim", "ritten")


def measure() -> Iterator[Figure]:
    """60 participants in 5 roles, 12 registrations with real evidence and advice, two rounds each."""
    with tempfile.TemporaryDirectory() as folder:
        full = _played(build_assistant(Settings(data_dir=Path(folder))))
    state = full.model_dump_json()
    current = full.items[-1].id
    vote = on.Voted(participant="nagespeeld-1", item=current, round=ROUNDS, question=Question.DOEL, score=1)

    def one_vote() -> None:
        apply(Workshop.model_validate_json(state), vote).workshop.model_dump_json()

    taken = milliseconds(one_vote, VOTES)
    yield Figure("workshop: toestand van 60 deelnemers, 12 registraties, 2 rondes", len(state) / 1024, "KiB")
    yield Figure("workshop: een stem (lezen, toepassen, schrijven), p50", median(taken), "ms")
    yield Figure("workshop: idem, p99", percentile(taken, 0.99), "ms")
    drawn = milliseconds(partial(scene_of, full, Rates()), VOTES)
    yield Figure("workshop: wat iedereen mag zien, p50", median(drawn), "ms")


def _played(assistant: Assistant) -> Workshop:
    """A rehearsal up to the last vote of the last round."""
    workshop = Workshop(id="bench", title="Bench", municipality="GM0034")
    workshop = _after(workshop, *players(dict.fromkeys(Role, EACH_ROLE), seed=7))
    for number in range(ITEMS):
        subject = f"Aanbieders geven elk kwartaal {SUBJECTS[number % len(SUBJECTS)]} door, vorm {number}"
        workshop = _after(workshop, on.Proposed(text=subject, goal="Weten of de hulp op tijd is"))
        item = workshop.items[-1].id
        start = Conversation(id=f"bench-{item}", municipality=workshop.municipality)
        request = assistant.say(start, subject).conversation
        workshop = _after(workshop, on.Prepared(item=item, request=request))
        workshop = _after(workshop, on.Opened(item=item))
        for round_number in range(1, ROUNDS + 1):
            workshop = _after(workshop, on.VotingOpened(item=item))
            workshop = _after(workshop, *answers(workshop, seed=7))
            if number == ITEMS - 1 and round_number == ROUNDS:
                return workshop
            workshop = _after(workshop, on.Revealed(item=item, round=round_number))
        shown = with_room(workshop.items[-1], request, Rates())
        workshop = _after(workshop, on.Advised(item=item, advice=assistant.given(shown)))
        verdict = Verdict(outcome=Outcome.SCHRAPPEN, action="Stoppen", owner="Contractmanager")
        workshop = _after(workshop, on.Decided(item=item, verdict=verdict))
    return workshop


def _after(workshop: Workshop, *events: Event) -> Workshop:
    for event in events:
        outcome = apply(workshop, event)
        assert outcome.refused is None, event
        workshop = outcome.workshop
    return workshop
